"""Joining with a code: with an account, without one, and by guessing."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from classrooms import guesses
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from tests.factories import ClassroomFactory, UserFactory

SignIn = Callable[[User], Client]
GOOD = "otter-plum-kite-47"


@pytest.fixture(autouse=True)
def _no_guesses_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def url() -> str:
    return reverse("account_signup")


def newcomer(join_code: str, **fields: str) -> dict[str, str]:
    said = {"code": join_code, "name": "Nóra Brady", "username": "", "password": GOOD}
    return {**said, **fields}


def test_newcomer_gets_an_account_and_is_signed_in(url: str, classroom: Classroom) -> None:
    client = Client()

    answer = client.post(url, newcomer(classroom.spoken_join_code), follow=True)

    assert answer.redirect_chain[0][0] == reverse("home")
    assert "sign in with the user name n.brady" in answer.text
    person = User.objects.get(username="n.brady")
    assert (person.name, person.is_teacher, person.check_password(GOOD)) == (
        "Nóra Brady",
        False,
        True,
    )
    enrolment = person.enrolments.get()
    assert enrolment.classroom == classroom
    assert (enrolment.role, enrolment.made_account) == (Role.STUDENT, True)
    assert AuditEntry.objects.get().verb == "joined"


@pytest.mark.parametrize(
    "typed", ["{0}-{1}", "{0}{1}", " {0} {1} ", "{0}\u2013{1}", "{0}\u2011{1}"]
)
def test_code_is_read_as_people_type_it(
    typed: str, url: str, classroom: Classroom, eve: User, signed_in: SignIn
) -> None:
    code = classroom.join_code.lower()

    signed_in(eve).post(url, {"code": typed.format(code[:5], code[5:])})

    assert classroom.enrolments.get(user=eve).role == Role.STUDENT


def test_person_with_an_account_joins_as_it_is(
    url: str, classroom: Classroom, eve: User, signed_in: SignIn
) -> None:
    client = signed_in(eve)

    answer = client.post(url, {"code": classroom.join_code}, follow=True)
    again = client.post(url, {"code": classroom.join_code}, follow=True)

    assert "You have joined 4.B History." in answer.text
    assert "You are in 4.B History already." in again.text
    assert not classroom.enrolments.get(user=eve).made_account


def test_teacher_who_types_the_own_code_stays_teacher(
    url: str, classroom: Classroom, ada: User, signed_in: SignIn
) -> None:
    signed_in(ada).post(url, {"code": classroom.join_code})

    assert classroom.enrolments.get(user=ada).role == Role.TEACHER


def test_unknown_closed_and_archived_codes_look_alike(url: str) -> None:
    closed = ClassroomFactory(join_open=False, name="Secret name").join_code
    archived = ClassroomFactory(archived_at=timezone.now(), name="Secret name").join_code

    pages = {
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(url, newcomer(code)).text.replace(code, "CODE")
        for n, code in enumerate([closed, archived, "ABCDEFGHJK"])
    }

    without_tokens = {page.split("csrfmiddlewaretoken")[0] for page in pages}
    assert len(without_tokens) == 1
    assert "No class can be joined with this code" in without_tokens.pop()
    assert not any("Secret name" in page for page in pages)
    assert not User.objects.filter(username="n.brady").exists()


def test_page_shows_nothing_of_the_class_before_it_is_joined(
    url: str, classroom: Classroom
) -> None:
    answer = Client().post(url, newcomer(classroom.join_code, password="short"))

    assert answer.status_code == 422
    assert "4.B" not in answer.text
    assert "Ada" not in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"password": "short"}, "at least 8 characters"),
        ({"password": "password1"}, "too common"),
        ({"username": "quintilian", "password": "quintilian"}, "too similar"),
        ({"name": ""}, "This field is required"),
        ({"name": "<b>Nóra</b>"}, "cannot contain"),
        ({"username": "nóra brady"}, "no spaces"),
        ({"username": "ada@school.example"}, "has no @"),
        ({"username": "ADA"}, "is taken"),
        ({"code": ""}, "This field is required"),
    ],
)
def test_bad_field_is_named_and_the_rest_is_kept(
    fields: dict[str, str], said: str, url: str, classroom: Classroom
) -> None:
    before = User.objects.count()

    answer = Client().post(url, newcomer(classroom.join_code, **fields))

    assert answer.status_code == 422
    assert said in answer.text
    assert User.objects.count() == before
    assert GOOD not in answer.text


def test_without_a_code_nobody_learns_which_user_names_exist(url: str, ada: User) -> None:
    answer = Client().post(url, newcomer("ABCDEFGHJK", username="ada"))

    assert "is taken" not in answer.text


def test_made_user_name_steps_aside_for_one_that_exists(url: str, classroom: Classroom) -> None:
    UserFactory(username="N.Brady")

    Client().post(url, newcomer(classroom.join_code))

    assert Enrolment.objects.filter(user__username="n.brady2").exists()


def test_ten_wrong_codes_an_hour_and_no_more(
    url: str, classroom: Classroom, eve: User, kit: User, signed_in: SignIn
) -> None:
    client = signed_in(eve)
    for _ in range(guesses.FROM_ONE_PERSON):
        assert client.post(url, {"code": "ABCDEFGHJK"}).status_code == 422

    refused = client.post(url, {"code": classroom.join_code})

    assert refused.status_code == 429
    assert "Too many wrong codes" in refused.text
    assert not classroom.enrolments.filter(user=eve).exists()
    other = UserFactory()
    assert signed_in(other).post(url, {"code": classroom.join_code}).status_code == 302


def test_right_codes_are_not_counted(
    url: str, classroom: Classroom, eve: User, signed_in: SignIn
) -> None:
    client = signed_in(eve)
    for _ in range(guesses.FROM_ONE_PERSON + 2):
        assert client.post(url, {"code": classroom.join_code}).status_code == 302


def test_one_browser_does_not_lock_the_room_it_stands_in(url: str, classroom: Classroom) -> None:
    fool, classmate = Client(), Client()
    for client in (fool, classmate):
        client.get(url)
    for _ in range(guesses.FROM_ONE_PERSON):
        fool.post(url, newcomer("ABCDEFGHJK"))

    assert fool.post(url, newcomer(classroom.join_code)).status_code == 429
    assert classmate.post(url, newcomer(classroom.join_code)).status_code == 302


def test_browser_without_memory_is_stopped_by_its_address(url: str, classroom: Classroom) -> None:
    for _ in range(guesses.FROM_ONE_ADDRESS):
        fresh = Client()
        fresh.get(url)
        assert fresh.post(url, newcomer("ABCDEFGHJK")).status_code == 422
    fresh = Client()
    fresh.get(url)

    assert fresh.post(url, newcomer(classroom.join_code)).status_code == 429
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert elsewhere.post(url, newcomer(classroom.join_code)).status_code == 302
