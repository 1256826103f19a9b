"""What people see when something is missing, refused or broken."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import Settings

from accounts.models import User
from config.urls import urlpatterns as ours

SignIn = Callable[[User], Client]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret of the house")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def damaged(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


for view in (broken, refused, damaged):
    view.login_required = False
urlpatterns = [
    path("broken/", broken),
    path("refused/", refused),
    path("damaged/", damaged),
    *ours,
]


@pytest.fixture
def faulty(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_a_fault_is_answered_without_the_database_and_tells_nothing_of_it(faulty: Client) -> None:
    answer = faulty.get("/broken/")  # this test may not touch a database

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong on our side." in page
    assert "secret" not in page
    assert "Content-Security-Policy" in answer


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/refused/", 403, "That is not open to you."),
        ("/damaged/", 400, "That request could not be read."),
        ("/nowhere/", 404, "There is nothing here that you may see."),
    ],
)
def test_each_refusal_has_its_page(
    faulty: Client, db: None, address: str, status: int, said: str
) -> None:
    answer = faulty.get(address)

    assert answer.status_code == status
    assert said in answer.content.decode()


def test_missing_page_has_the_same_words_signed_in(ada: User, signed_in: SignIn) -> None:
    answer = signed_in(ada).get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here that you may see." in answer.content.decode()


def test_a_form_from_an_old_page_is_refused_and_says_that_the_text_is_safe(db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(reverse("account_login"), {"login": "una", "password": "x"})

    assert answer.status_code == 403
    assert "what you typed is still there" in answer.content.decode()


def test_the_page_of_a_fault_does_not_say_who_is_signed_in(
    ada: User, signed_in: SignIn, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    client = signed_in(ada)
    client.raise_request_exception = False

    page = client.get("/broken/").content.decode()

    assert "Sign in" not in page
    assert ada.name not in page
