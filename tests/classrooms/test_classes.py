"""Classes: made, changed, archived, brought back; their codes renewed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from classrooms.models import CODE_ALPHABET, JOIN_CODE_LENGTH, Classroom
from classrooms.roles import Role

SignIn = Callable[[User], Client]


def test_teacher_makes_a_class_and_is_its_teacher(ada: User, signed_in: SignIn) -> None:
    answer = signed_in(ada).post(
        reverse("classrooms:classroom-create"), {"name": "  5.A   History ", "join_open": "on"}
    )

    made = Classroom.objects.get(created_by=ada)
    assert answer.url == reverse("classrooms:people", args=[made.pk])
    assert (made.name, made.join_open) == ("5.A History", True)
    assert made.enrolments.get().role == Role.TEACHER
    assert AuditEntry.objects.get().verb == "created"
    assert len(made.join_code) == JOIN_CODE_LENGTH
    assert set(made.join_code) <= set(CODE_ALPHABET)


@pytest.mark.parametrize("name", ["", "   ", "<b>5.A</b>", "5.A\x00", "5.A\u202e", "x" * 101])
def test_bad_name_of_a_class_is_refused_and_kept(name: str, ada: User, signed_in: SignIn) -> None:
    answer = signed_in(ada).post(reverse("classrooms:classroom-create"), {"name": name})

    assert answer.status_code == 422
    assert "One thing to put right" in answer.text
    assert not Classroom.objects.exists()


def test_only_teachers_of_the_school_make_classes(sam: User, signed_in: SignIn) -> None:
    client = signed_in(sam)

    assert client.get(reverse("classrooms:classroom-create")).status_code == 404
    posted = client.post(reverse("classrooms:classroom-create"), {"name": "Mine"})
    assert posted.status_code == 404
    assert not Classroom.objects.filter(name="Mine").exists()


def test_teacher_renames_and_closes_a_class(
    ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    url = reverse("classrooms:classroom-edit", args=[classroom.pk])

    assert client.post(url, {"name": "4.C History"}).status_code == 302

    classroom.refresh_from_db()
    assert (classroom.name, classroom.join_open) == ("4.C History", False)
    assert (
        "Closed: nobody can join"
        in client.get(reverse("classrooms:people", args=[classroom.pk])).text
    )


def test_refused_name_leaves_the_old_one_in_the_heading(
    ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    url = reverse("classrooms:classroom-edit", args=[classroom.pk])

    answer = signed_in(ada).post(url, {"name": "<script>"})

    assert answer.status_code == 422
    assert "4.B History</a>" in answer.text
    assert 'value="&lt;script&gt;"' in answer.text


def test_archived_class_leaves_the_desks_stays_readable_and_comes_back(
    ada: User, sam: User, classroom: Classroom, signed_in: SignIn
) -> None:
    client, listed = signed_in(ada), reverse("classrooms:classroom-archived")
    url = reverse("classrooms:classroom-archive", args=[classroom.pk])
    assert "Archive 4.B History?" in client.get(url).text
    classroom.refresh_from_db()
    assert classroom.archived_at is None

    client.post(url)
    client.post(url)

    classroom.refresh_from_db()
    assert classroom.archived_at is not None
    assert AuditEntry.objects.filter(verb="archived").count() == 1
    assert "4.B History" not in signed_in(sam).get(reverse("home")).text
    assert "4.B History" in signed_in(sam).get(listed).text
    page = reverse("grading:classroom", args=[classroom.pk])
    assert signed_in(sam).get(page).status_code == 200

    client.post(reverse("classrooms:classroom-restore", args=[classroom.pk]))

    classroom.refresh_from_db()
    assert classroom.archived_at is None
    assert "None of your classes is archived." in client.get(listed).text


def test_stranger_sees_nobody_elses_archive(
    ada: User, eve: User, classroom: Classroom, signed_in: SignIn
) -> None:
    signed_in(ada).post(reverse("classrooms:classroom-archive", args=[classroom.pk]))

    assert "4.B History" not in signed_in(eve).get(reverse("classrooms:classroom-archived")).text


def test_renewed_code_replaces_the_old_one(
    ada: User, kit: User, classroom: Classroom, eve: User, signed_in: SignIn
) -> None:
    old = classroom.join_code

    signed_in(ada).post(reverse("classrooms:code-renew", args=[classroom.pk]))

    classroom.refresh_from_db()
    assert classroom.join_code != old
    join = reverse("account_signup")
    assert signed_in(eve).post(join, {"code": old}).status_code == 422
    assert signed_in(eve).post(join, {"code": classroom.spoken_join_code}).status_code == 302


ADDRESSES = [
    "classroom-edit",
    "classroom-archive",
    "classroom-restore",
    "code-renew",
    "people",
    "person-add",
    "person-enrol",
    "people-import",
    "import-confirm",
    "cards",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_only_its_teachers_manage_a_class(
    name: str, classroom: Classroom, eve: User, kit: User, max_: User, signed_in: SignIn
) -> None:
    url = reverse(f"classrooms:{name}", args=[classroom.pk])

    for person in (eve, kit, max_):
        client = signed_in(person)
        got, posted = client.get(url).status_code, client.post(url).status_code
        # An address that is only posted to says so before it looks who asks.
        assert got in (404, 405)
        assert 404 in (got, posted)
        assert posted in (404, 405)
    sent = Client().post(url)
    assert sent.status_code == 302
    assert sent.url.startswith(reverse("account_login"))
    classroom.refresh_from_db()
    assert classroom.archived_at is None
