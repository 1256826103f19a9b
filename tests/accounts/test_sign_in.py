"""Signing in by user name or e-mail, what a wrong try tells, and the way out."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import UserFactory

HOME = "/"


@pytest.fixture
def una(password: str, db: None) -> User:
    return UserFactory(username="una", name="Una Writer", email="una@school.example")


def sign_in(client: Client, login: str, password: str, **extra: str) -> object:
    return client.post(reverse("account_login"), {"login": login, "password": password, **extra})


@pytest.mark.parametrize("login", ["una", "UNA", "una@school.example", "Una@School.Example"])
def test_name_and_address_both_open_in_any_case(
    client: Client, una: User, password: str, login: str
) -> None:
    answer = sign_in(client, login, password)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(una.pk)


@pytest.mark.parametrize(
    ("login", "given"),
    [("una", "wrong"), ("nobody", "wrong"), ("una@school.example", "wrong"), ("x@y.example", "w")],
)
def test_every_wrong_try_gets_one_answer(client: Client, una: User, login: str, given: str) -> None:
    answer = sign_in(client, login, given)

    page = answer.content.decode()
    assert "That name and password do not belong together." in page
    assert f'value="{login}"' in page
    assert "_auth_user_id" not in client.session


def test_nul_in_the_form_is_a_plain_answer(client: Client, una: User, password: str) -> None:
    assert sign_in(client, "una\x00", password).status_code == 422
    assert "_auth_user_id" not in client.session


def test_disabled_person_cannot_enter(client: Client, una: User, password: str) -> None:
    una.is_active = False
    una.save(update_fields=["is_active"])

    sign_in(client, "una", password)

    assert "_auth_user_id" not in client.session


def test_next_leads_only_to_our_own_pages(client: Client, una: User, password: str) -> None:
    away = sign_in(client, "una", password, next="https://evil.example/")

    assert away.url == HOME


def test_next_leads_back_to_the_page_that_was_asked_for(
    client: Client, una: User, password: str
) -> None:
    asked = client.get(reverse("accounts:profile"))
    assert asked.url == f"{reverse('account_login')}?next={reverse('accounts:profile')}"

    back = sign_in(client, "una", password, next=reverse("accounts:profile"))

    assert back.url == reverse("accounts:profile")


def test_eleventh_wrong_try_is_slowed_down_for_the_account(
    client: Client, una: User, password: str
) -> None:
    for _ in range(10):
        sign_in(client, "una", "wrong")

    refused = sign_in(client, "una", password)

    assert "Too many wrong passwords" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_someone_elses_tries_do_not_lock_a_classmate(
    client: Client, una: User, password: str
) -> None:
    UserFactory(username="otto")
    for _ in range(11):
        sign_in(client, "una", "wrong")

    assert sign_in(client, "otto", password).status_code == 302


def test_signing_out_needs_a_post(client: Client, una: User) -> None:
    client.force_login(una, backend="allauth.account.auth_backends.AuthenticationBackend")

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_password_change_ends_other_sessions(una: User, password: str) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "una", password)

    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": password,
            "password1": "slate-and-chalk-9",
            "password2": "slate-and-chalk-9",
        },
    )

    profile = reverse("accounts:profile")
    assert there.get(profile).status_code == 302


def test_reset_by_mail_gives_a_link_that_works_once(
    client: Client, una: User, password: str
) -> None:
    client.post(reverse("account_reset_password"), {"email": "una@school.example"})
    link = re.search(r"https?://[^/]+(/password/reset/\S+)", mail.outbox[0].body)
    assert link is not None

    form = client.get(link[1], follow=True)
    new = {"password1": "slate-and-chalk-9", "password2": "slate-and-chalk-9"}
    client.post(form.redirect_chain[-1][0], new)

    assert sign_in(Client(), "una", "slate-and-chalk-9").status_code == 302
    again = Client().get(link[1], follow=True)
    assert "This link no longer works." in again.content.decode()


def test_reset_tells_nothing_about_who_exists(client: Client, una: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": "una@school.example"})
    unknown = client.post(reverse("account_reset_password"), {"email": "x@school.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_nobody_signs_up_alone(client: Client, db: None) -> None:
    """The only open way in is a classroom's code."""
    client.post(
        reverse("account_signup"),
        {"name": "Eve", "username": "eve2", "password1": "slate-and-chalk-9"},
    )

    assert not User.objects.filter(username="eve2").exists()


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    from django.core.cache import cache

    cache.clear()
