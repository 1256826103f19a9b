"""The people of a class: the list, adding one, other roles, removing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from classrooms import actions
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from tests.factories import EnrolmentFactory, UserFactory

SignIn = Callable[[User], Client]


def at(name: str, *args: object) -> str:
    return reverse(f"classrooms:{name}", args=args)


def person(**fields: str) -> dict[str, str]:
    return {"name": "Nóra Brady", "username": "", "email": "", "role": "student", **fields}


def enrolment_of(user: User) -> Enrolment:
    return user.enrolments.get()


def test_list_names_everybody_by_role_and_name(
    ada: User, sam: User, kit: User, max_: User, classroom: Classroom, signed_in: SignIn
) -> None:
    EnrolmentFactory(classroom=classroom, user=UserFactory(name="Élodie Early", username="ee"))

    page = signed_in(ada).get(at("people", classroom.pk)).text

    order = ["Ada Teacher", "Max Marker", "Élodie Early", "Kit Classmate", "Sam Žwingli"]
    places = [page.index(f"<bdi>{name}</bdi></a></th>") for name in order]
    assert places == sorted(places)
    assert "3 students" in page
    assert "never" in page
    assert classroom.spoken_join_code in page
    assert f"http://testserver{reverse('account_signup')}" in page


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_list_takes_four_queries_for_any_class(
    size: int, ada: User, classroom: Classroom, signed_in: SignIn, django_assert_num_queries: object
) -> None:
    users = User.objects.bulk_create(User(username=f"u{n}", name=f"U {n}") for n in range(size))
    Enrolment.objects.bulk_create(
        Enrolment(classroom=classroom, user=user, role=Role.STUDENT) for user in users
    )
    client = signed_in(ada)

    with django_assert_num_queries(4):  # session, user, gate, people
        page = client.get(at("people", classroom.pk)).text

    assert f"{size} students" in page


@pytest.mark.parametrize("role", Role)
def test_newcomer_gets_an_account_without_a_password(
    role: Role, ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    sent = person(role=role, email="nora@school.example")

    answer = signed_in(ada).post(at("person-add", classroom.pk), sent, follow=True)

    made = User.objects.get(username="n.brady")
    assert "added with the user name n.brady" in answer.text
    assert (made.name, made.email, made.is_teacher) == ("Nóra Brady", "nora@school.example", False)
    assert not made.has_usable_password()
    assert (enrolment_of(made).role, enrolment_of(made).made_account) == (role, True)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by, entry.facts["user"]) == ("added", ada, made.pk)


def test_given_user_name_is_kept_in_small_letters(
    ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    signed_in(ada).post(at("person-add", classroom.pk), person(username=" Nora.B "))

    assert User.objects.filter(username="nora.b").exists()


def test_second_of_a_name_gets_a_number(ada: User, classroom: Classroom, signed_in: SignIn) -> None:
    for _ in range(2):
        signed_in(ada).post(at("person-add", classroom.pk), person())

    made = User.objects.filter(name="Nóra Brady").values_list("username", flat=True)
    assert set(made) == {"n.brady", "n.brady2"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "Nóra\x00"}, "Null characters are not allowed"),
        ({"name": "<a href=x>"}, "cannot contain"),
        ({"name": "x" * 151}, "at most 150 characters"),
        ({"username": "nora brady"}, "no spaces"),
        ({"username": "nora@school.example"}, "has no @"),
        ({"email": "nora"}, "valid email address"),
        ({"email": "ADA@school.example"}, "belongs to somebody who has an account"),
        ({"role": "owner"}, "Select a valid choice"),
    ],
)
def test_bad_field_is_named_and_nobody_is_added(
    fields: dict[str, str], said: str, ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    User.objects.filter(pk=ada.pk).update(email="ada@school.example")

    answer = signed_in(ada).post(at("person-add", classroom.pk), person(**fields))

    assert answer.status_code == 422
    assert said in answer.text
    assert User.objects.count() == 1


def test_name_that_went_a_moment_ago_is_refused_and_nothing_is_half_done(
    ada: User, eve: User, classroom: Classroom
) -> None:
    with pytest.raises(actions.NameTaken):
        actions.add_newcomer(
            classroom=classroom, name="E", username="EVE", email="", role=Role.STUDENT, by=ada
        )
    with pytest.raises(actions.NameTaken):
        actions.join_as_newcomer(classroom=classroom, name="E", username="eve", password="x")

    assert classroom.enrolments.count() == 1
    assert not AuditEntry.objects.exists()


def test_known_user_name_is_shown_before_that_person_is_added(
    ada: User, eve: User, classroom: Classroom, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    before = (eve.name, eve.password, eve.email)

    asked = client.post(
        at("person-add", classroom.pk), person(username="EVE", email="x@school.example")
    )

    assert "Is this the person?" in asked.text
    assert "Eve Stranger" in asked.text
    assert not classroom.enrolments.filter(user=eve).exists()

    answer = client.post(
        at("person-enrol", classroom.pk), {"username": "eve", "role": "marker"}, follow=True
    )

    assert "Eve Stranger is added." in answer.text
    enrolment = classroom.enrolments.get(user=eve)
    assert (enrolment.role, enrolment.made_account) == (Role.MARKER, False)
    eve.refresh_from_db()
    assert (eve.name, eve.password, eve.email) == before


def test_who_is_here_already_stays_as_they_are(
    ada: User, max_: User, classroom: Classroom, signed_in: SignIn
) -> None:
    answer = signed_in(ada).post(
        at("person-enrol", classroom.pk), {"username": "max", "role": "teacher"}, follow=True
    )

    assert "is in this class already" in answer.text
    assert enrolment_of(max_).role == Role.MARKER


@pytest.mark.parametrize(
    "sent", [{}, {"username": "nobody", "role": "student"}, {"username": "eve"}]
)
def test_enrolling_nobody_leads_back_to_the_form(
    sent: dict[str, str], ada: User, eve: User, classroom: Classroom, signed_in: SignIn
) -> None:
    answer = signed_in(ada).post(at("person-enrol", classroom.pk), sent, follow=True)

    assert "Nobody was added." in answer.text
    assert classroom.enrolments.count() == 1


def test_role_is_changed_and_recorded(
    ada: User, sam: User, classroom: Classroom, signed_in: SignIn
) -> None:
    url = at("person-role", classroom.pk, enrolment_of(sam).pk)
    client = signed_in(ada)
    assert 'value="student" id="id_role_2" checked' in client.get(url).text

    client.post(url, {"role": "marker"})
    client.post(url, {"role": "marker"})

    assert enrolment_of(sam).role == Role.MARKER
    assert AuditEntry.objects.get().facts == {"before": "student", "after": "marker"}


def test_unknown_role_is_refused(
    ada: User, sam: User, classroom: Classroom, signed_in: SignIn
) -> None:
    url = at("person-role", classroom.pk, enrolment_of(sam).pk)

    assert signed_in(ada).post(url, {"role": "owner"}).status_code == 422
    assert enrolment_of(sam).role == Role.STUDENT


def test_removed_student_has_no_access_from_the_next_request_on(
    ada: User, sam: User, classroom: Classroom, signed_in: SignIn
) -> None:
    sams, page = signed_in(sam), reverse("grading:classroom", args=[classroom.pk])
    assert sams.get(page).status_code == 200
    url = at("person-remove", classroom.pk, enrolment_of(sam).pk)
    assert "Remove <bdi>Sam Žwingli</bdi>?" in signed_in(ada).get(url).text

    signed_in(ada).post(url)

    assert sams.get(page).status_code == 404
    assert User.objects.filter(pk=sam.pk).exists()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts["user"]) == ("removed", sam.pk)


def test_last_teacher_neither_goes_nor_steps_down(
    ada: User, classroom: Classroom, signed_in: SignIn
) -> None:
    client, own = signed_in(ada), enrolment_of(ada).pk

    stepped = client.post(at("person-role", classroom.pk, own), {"role": "student"})
    went = client.post(at("person-remove", classroom.pk, own))

    assert (stepped.status_code, went.status_code) == (422, 422)
    assert "keeps at least one teacher" in stepped.text
    assert "the last teacher of the class" in went.text
    assert enrolment_of(ada).role == Role.TEACHER
    assert not AuditEntry.objects.exists()


def test_one_of_two_teachers_may_go(
    ada: User, eve: User, classroom: Classroom, signed_in: SignIn
) -> None:
    EnrolmentFactory(classroom=classroom, user=eve, role=Role.TEACHER)

    answer = signed_in(ada).post(at("person-remove", classroom.pk, enrolment_of(ada).pk))

    assert answer.url == reverse("home")
    assert not classroom.enrolments.filter(user=ada).exists()


@pytest.mark.parametrize("name", ["person-role", "person-remove"])
def test_enrolment_is_reached_only_through_its_own_class(
    name: str, ada: User, eve: User, sam: User, classroom: Classroom, signed_in: SignIn
) -> None:
    theirs = eve.enrolments.get()
    url = at(name, classroom.pk, enrolment_of(sam).pk)

    assert signed_in(ada).get(at(name, classroom.pk, theirs.pk)).status_code == 404
    assert signed_in(ada).post(at(name, theirs.classroom_id, theirs.pk)).status_code == 404
    for somebody in (eve, sam):
        assert signed_in(somebody).get(url).status_code == 404
        assert signed_in(somebody).post(url, {"role": "teacher"}).status_code == 404
    assert enrolment_of(sam).role == Role.STUDENT
