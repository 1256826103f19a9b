"""The administration pages: one door, people that can be edited, a record that cannot."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEntry, User
from tests.factories import UserFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def root(db: None, signed_in: SignIn) -> Client:
    return signed_in(UserFactory(username="root", is_staff=True, is_superuser=True))


def test_administrators_come_in_by_the_same_door(client: Client) -> None:
    answer = client.get(reverse("admin:login"))

    assert answer.url.startswith(reverse("account_login"))


def test_a_teacher_is_no_administrator(ada: User, signed_in: SignIn) -> None:
    assert signed_in(ada).get(reverse("admin:login")).status_code == 403


def test_somebody_is_added_as_a_teacher(root: Client) -> None:
    answer = root.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "r.okafor",
            "name": "Rita Okafor",
            "is_teacher": "on",
            "usable_password": "true",
            "password1": "slate-and-chalk-9",
            "password2": "slate-and-chalk-9",
        },
    )

    assert answer.status_code == 302
    made = User.objects.get(username="r.okafor")
    assert made.is_teacher and made.check_password("slate-and-chalk-9")


def test_somebody_is_changed_and_the_address_is_stored_in_small_letters(root: Client) -> None:
    person = UserFactory(username="una")
    url = reverse("admin:accounts_user_change", args=[person.pk])
    dates = {"date_joined_0": "2026-01-05", "date_joined_1": "10:00:00"}

    sent = {"username": "una", "name": "Una", "email": "Una@School.example", "is_active": "on"}
    answer = root.post(url, {**sent, **dates})

    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.email == "una@school.example"


def test_the_record_can_be_read_and_nothing_else(root: Client, ada: User) -> None:
    with transaction.atomic():
        entry = audit.record(verb="did", by=ada, subject=ada)
    page = reverse("admin:accounts_auditentry_change", args=[entry.pk])

    assert root.get(reverse("admin:accounts_auditentry_changelist")).status_code == 200
    assert root.get(page).status_code == 200
    assert root.post(page, {"verb": "did not"}).status_code == 403
    assert root.get(reverse("admin:accounts_auditentry_add")).status_code == 403
    gone = reverse("admin:accounts_auditentry_delete", args=[entry.pk])
    assert root.post(gone, {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.get().verb == "did"
