"""Changing and resetting passwords, with mail and without, and what strangers can measure."""

from collections.abc import Callable
from smtplib import SMTPException

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from tests.factories import UserFactory

SignIn = Callable[[User], Client]
NEW = "slate-and-chalk-9"
HASHES: list[str] = []


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def una(db: None) -> User:
    return UserFactory(username="una", name="Una Writer", email="una@school.example")


def change(client: Client, old: str, new: str = NEW, again: str = NEW) -> object:
    sent = {"oldpassword": old, "password1": new, "password2": again}
    return client.post(reverse("account_change_password"), sent, follow=True)


def test_password_change_keeps_this_session_and_says_so(
    una: User, password: str, signed_in: SignIn
) -> None:
    client = signed_in(una)

    answer = change(client, password)

    assert answer.redirect_chain == [(reverse("accounts:profile"), 302)]
    assert "Your password is changed." in answer.content.decode()
    una.refresh_from_db()
    assert una.check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "Please type your current password."),
        (None, NEW, "else", "You must type the same password each time."),
        (None, "short", "short", "too short"),
        (None, "unawriter", "unawriter", "too similar"),
        (None, "password123", "password123", "too common"),
    ],
)
def test_refused_change_says_why_and_changes_nothing(
    una: User, password: str, signed_in: SignIn, old: str | None, new: str, again: str, said: str
) -> None:
    answer = change(signed_in(una), old or password, new, again)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    una.refresh_from_db()
    assert una.check_password(password)


def test_where_no_mail_is_sent_the_page_sends_people_to_their_teacher(
    client: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    page = client.get(reverse("account_reset_password")).content.decode()

    assert "This school sends no mail." in page
    assert 'name="email"' not in page


class BrokenBackend(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise SMTPException


def test_a_broken_mail_server_is_logged_and_tells_nothing(
    client: Client, una: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"

    answer = client.post(reverse("account_reset_password"), {"email": una.email})

    assert answer.url == reverse("account_reset_password_done")
    assert "could not be sent" in caplog.text


def test_mail_has_the_user_name_and_no_foreign_host(client: Client, una: User) -> None:
    client.post(reverse("account_reset_password"), {"email": "UNA@school.example"})

    assert "Your user name is una." in mail.outbox[0].body
    assert "http://testserver/password/reset/" in mail.outbox[0].body


def test_a_made_up_host_gets_no_link(client: Client, una: User) -> None:
    answer = client.post(
        reverse("account_reset_password"), {"email": una.email}, HTTP_HOST="evil.example"
    )

    assert answer.status_code == 400
    assert mail.outbox == []


def test_unknown_address_gets_a_mail_that_says_so(client: Client, una: User) -> None:
    client.post(reverse("account_reset_password"), {"email": "x@school.example"})

    assert mail.outbox[0].subject == "No account has this address"


def test_reset_is_slowed_down_for_one_address(client: Client, una: User) -> None:
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": una.email})

    answer = client.post(reverse("account_reset_password"), {"email": una.email})

    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


class CountingHasher(hashers.MD5PasswordHasher):
    """Remembers each time it works, as the real one would take its time."""

    def encode(self, password: str, salt: str) -> str:
        HASHES.append(password)
        return super().encode(password, salt)


@pytest.mark.parametrize("login", ["una", "nobody", "una@school.example", "x@school.example"])
def test_every_wrong_try_costs_one_hash(
    client: Client, una: User, settings: Settings, login: str
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    una.set_password("right")
    una.save()
    HASHES.clear()

    client.post(reverse("account_login"), {"login": login, "password": "wrong"})

    assert HASHES == ["wrong"]


def test_an_address_with_capitals_is_stored_so_that_it_opens_the_door(
    client: Client, una: User, password: str, signed_in: SignIn
) -> None:
    signed_in(una).post(reverse("accounts:profile"), {"email": "Una.Writer@School.example"})

    una.refresh_from_db()
    assert una.email == "una.writer@school.example"
    signing_in = {"login": "Una.Writer@School.example", "password": password}
    assert client.post(reverse("account_login"), signing_in).status_code == 302


def test_a_name_typed_with_loose_accents_opens_the_door(client: Client, password: str) -> None:
    UserFactory(username="žofie")

    signing_in = {"login": "z\u030cofie", "password": password}
    assert client.post(reverse("account_login"), signing_in).status_code == 302


def test_signing_out_twice_asks_nobody_to_sign_in(client: Client) -> None:
    answer = client.post(reverse("account_logout"))

    assert answer.url == reverse("home")


def test_counters_of_wrong_tries_cannot_be_pushed_out(
    client: Client, una: User, password: str
) -> None:
    for _ in range(10):
        client.post(reverse("account_login"), {"login": "una", "password": "wrong"})
    for number in range(400):
        cache.set(f"flood-{number}", 1)

    client.post(reverse("account_login"), {"login": "una", "password": password})

    assert "_auth_user_id" not in client.session
