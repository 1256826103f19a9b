"""People, their names and addresses, the record of their acts, and the cache that keeps nothing."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, User
from accounts.validators import clean_name, clean_text
from classrooms.roles import Role
from tests.factories import EnrolmentFactory, UserFactory

SignIn = Callable[[User], Client]


@pytest.mark.parametrize("name", ["<b>Ana</b>", "Ana\nKovač", "Ana\x07", "Ana\u202eKovač", "A\x00"])
def test_name_that_could_deceive_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        clean_name(name)


def test_name_is_composed_and_on_one_line() -> None:
    assert clean_name("  Ana   Kovac\u030c ") == "Ana Kovač"


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x\udfff"])
def test_text_that_a_database_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        clean_text(text)


@pytest.mark.parametrize("text", ["Žwingli 👩‍🏫", "שלום", "a\u0301", "tab\tand\nline"])
def test_any_other_text_passes_unchanged(text: str) -> None:
    assert clean_text(text) == text


def test_user_name_is_one_persons_in_any_case(db: None) -> None:
    UserFactory(username="Sam")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(username="sAM")


def test_many_people_have_no_address(db: None) -> None:
    UserFactory(email="")
    UserFactory(email="")

    assert User.objects.filter(email="").count() == 2


def test_address_is_one_persons_in_any_case(db: None) -> None:
    UserFactory(email="sam@school.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Sam@School.example")


def test_act_is_recorded_inside_its_transaction_only(ada: User, transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        audit.record(verb="did", by=ada, subject=ada)


def test_record_can_be_neither_changed_nor_deleted(ada: User) -> None:
    with transaction.atomic():
        entry = audit.record(verb="did", by=ada, subject=ada, count=2)

    assert (entry.subject, entry.facts) == (f"accounts.user:{ada.pk}", {"count": 2})
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_profile_stores_the_address_and_records_it(ada: User, signed_in: SignIn) -> None:
    client = signed_in(ada)

    client.post(reverse("accounts:profile"), {"email": "ada@school.example"})

    ada.refresh_from_db()
    assert ada.email == "ada@school.example"
    assert AuditEntry.objects.filter(verb="changed e-mail", by=ada).exists()


def test_profile_refuses_an_address_that_is_taken_and_keeps_what_was_typed(
    ada: User, signed_in: SignIn
) -> None:
    UserFactory(email="max@school.example")

    answer = signed_in(ada).post(reverse("accounts:profile"), {"email": "MAX@school.example"})

    assert answer.status_code == 422
    assert 'value="MAX@school.example"' in answer.content.decode()
    ada.refresh_from_db()
    assert ada.email == ""


def test_personal_pages_are_kept_by_no_cache(ada: User, signed_in: SignIn) -> None:
    answer = signed_in(ada).get(reverse("accounts:profile"))

    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy"])
def test_explaining_pages_are_open_to_all(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize("size", [1, 20])
def test_profile_lists_the_classes_with_ones_role_in_a_fixed_number_of_queries(
    sam: User, signed_in: SignIn, django_assert_num_queries: Callable[[int], object], size: int
) -> None:
    for _ in range(size - 1):
        EnrolmentFactory(user=sam, role=Role.MARKER)
    EnrolmentFactory(user=sam, classroom__archived_at=timezone.now(), classroom__name="Put away")
    client = signed_in(sam)

    with django_assert_num_queries(3):  # session, user, classes
        page = client.get(reverse("accounts:profile")).content.decode()

    assert "4.B History" in page
    assert "Student" in page
    assert page.count("Marker") == size - 1
    assert "Put away" not in page
