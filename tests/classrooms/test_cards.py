"""Login cards: who can get one, that it opens the door, and that it is shown once."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from classrooms.forms_cards import MOST_CARDS
from classrooms.models import Classroom
from classrooms.roles import Role
from tests.factories import ClassroomFactory, EnrolmentFactory, UserFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def newcomer(classroom: Classroom) -> User:
    """A student whose account was made for the classroom, and who has never signed in."""
    person = UserFactory(username="n.brady", name="Nóra Brady")
    EnrolmentFactory(classroom=classroom, user=person, made_account=True)
    return person


@pytest.fixture
def url(classroom: Classroom) -> str:
    return reverse("classrooms:cards", args=[classroom.pk])


def choice(*people: User, once: uuid.UUID | None = None) -> dict[str, object]:
    return {"students": [person.pk for person in people], "once": once or uuid.uuid4()}


def password_on(page: str) -> str:
    return page.split('Password</dt><dd class="code">')[1].split("<")[0]


def test_a_card_opens_the_door(
    ada: User, newcomer: User, url: str, signed_in: SignIn, client: Client
) -> None:
    answer = signed_in(ada).post(url, choice(newcomer))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "will not be shown again" in page
    assert "http://testserver/" in page
    signing_in = {"login": "n.brady", "password": password_on(page)}
    assert client.post(reverse("account_login"), signing_in).status_code == 302


def test_cards_are_kept_by_no_cache(ada: User, newcomer: User, url: str, signed_in: SignIn) -> None:
    answer = signed_in(ada).post(url, choice(newcomer))

    assert answer["Cache-Control"] == "no-store, private"


def test_a_card_ends_the_sessions_of_the_student(
    ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    theirs = signed_in(newcomer)
    assert theirs.get(reverse("accounts:profile")).status_code == 200

    signed_in(ada).post(url, choice(newcomer))

    assert theirs.get(reverse("accounts:profile")).status_code == 302


def test_a_card_is_on_record_without_the_password(
    ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    page = signed_in(ada).post(url, choice(newcomer)).content.decode()

    entry = AuditEntry.objects.get(verb="made cards")
    assert (entry.by, entry.facts) == (ada, {"users": [newcomer.pk]})
    assert password_on(page) not in str(entry.facts)


def test_a_reload_does_not_change_the_passwords_again(
    ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    client, sent = signed_in(ada), choice(newcomer)
    client.post(url, sent)
    stored = User.objects.get(pk=newcomer.pk).password

    answer = client.post(url, sent, follow=True)

    assert "shown already" in answer.content.decode()
    assert User.objects.get(pk=newcomer.pk).password == stored


def test_those_who_never_signed_in_are_chosen_to_begin_with(
    ada: User, newcomer: User, classroom: Classroom, url: str, signed_in: SignIn
) -> None:
    known = UserFactory(last_login=timezone.now())
    EnrolmentFactory(classroom=classroom, user=known, made_account=True)

    form = signed_in(ada).get(url).context["form"]

    assert form.initial["students"] == [str(newcomer.pk)]
    never, before = form.fields["students"].choices
    assert [value for value, _ in never[1]] == [str(newcomer.pk)]
    assert [value for value, _ in before[1]] == [str(known.pk)]


def test_one_student_can_be_chosen_by_the_link(
    ada: User, newcomer: User, classroom: Classroom, url: str, signed_in: SignIn
) -> None:
    known = UserFactory(last_login=timezone.now())
    EnrolmentFactory(classroom=classroom, user=known, made_account=True)

    form = signed_in(ada).get(url, {"student": known.pk}).context["form"]

    assert form.initial["students"] == [str(known.pk)]


@pytest.mark.parametrize(
    "situation",
    ["own account", "teacher of the school", "staff", "marker elsewhere", "teacher here", "closed"],
)
def test_an_account_that_is_more_than_a_students_here_is_never_reset(
    ada: User, newcomer: User, classroom: Classroom, url: str, signed_in: SignIn, situation: str
) -> None:
    enrolment = classroom.enrolments.get(user=newcomer)
    if situation == "own account":
        enrolment.made_account = False
    elif situation == "teacher of the school":
        newcomer.is_teacher = True
    elif situation == "staff":
        newcomer.is_staff = True
    elif situation == "marker elsewhere":
        EnrolmentFactory(user=newcomer, role=Role.MARKER)
    elif situation == "teacher here":
        enrolment.role = Role.TEACHER
        newcomer.last_login = timezone.now()
    else:
        newcomer.is_active = False
    enrolment.save()
    newcomer.save()

    answer = signed_in(ada).post(url, choice(newcomer))

    assert answer.status_code == 422
    assert User.objects.get(pk=newcomer.pk).password == newcomer.password


@pytest.mark.parametrize("role", [Role.MARKER, Role.TEACHER])
def test_a_new_marker_or_teacher_gets_a_first_card(
    role: Role, ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    newcomer.enrolments.update(role=role)

    answer = signed_in(ada).post(url, choice(newcomer))

    assert answer.status_code == 200
    assert User.objects.get(pk=newcomer.pk).password != newcomer.password


def test_a_student_of_another_class_is_never_reset(
    ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    other = UserFactory()
    EnrolmentFactory(user=other, made_account=True)

    answer = signed_in(ada).post(url, choice(other))

    assert answer.status_code == 422
    assert User.objects.get(pk=other.pk).password == other.password


def test_the_page_says_why_somebody_gets_no_card(
    ada: User, sam: User, url: str, signed_in: SignIn
) -> None:
    page = signed_in(ada).get(url).content.decode()

    assert "The account was not made for this class." in page
    assert "No student here can get a card." in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"students": []}, "Choose at least one person."),
        ({"students": ["x"]}, "can no longer get a card"),
        ({"students": ["\x00"]}, "can no longer get a card"),
    ],
)
def test_a_bad_choice_is_answered_in_words(
    ada: User, newcomer: User, url: str, signed_in: SignIn, sent: dict[str, object], said: str
) -> None:
    answer = signed_in(ada).post(url, {**sent, "once": uuid.uuid4()})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_too_many_cards_at_a_time_are_refused(
    ada: User, classroom: Classroom, url: str, signed_in: SignIn
) -> None:
    people = UserFactory.create_batch(MOST_CARDS + 1)
    for person in people:
        EnrolmentFactory(classroom=classroom, user=person, made_account=True)

    answer = signed_in(ada).post(url, choice(*people))

    assert answer.status_code == 422
    assert f"at most {MOST_CARDS}" in answer.content.decode()


@pytest.mark.parametrize("who", ["sam", "max_", "eve"])
def test_cards_are_for_teachers_of_the_class_only(
    request: pytest.FixtureRequest, url: str, signed_in: SignIn, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("size", [10, 100])
def test_queries_do_not_grow_with_the_class(
    ada: User,
    url: str,
    classroom: Classroom,
    signed_in: SignIn,
    django_assert_num_queries: Callable[[int], object],
    size: int,
) -> None:
    for person in UserFactory.create_batch(size):
        EnrolmentFactory(classroom=classroom, user=person, made_account=True)
    client = signed_in(ada)

    with django_assert_num_queries(5):  # session, user, classroom, students, powers
        client.get(url)


def test_another_classroom_of_the_same_student_stays_closed(
    ada: User, newcomer: User, url: str, signed_in: SignIn
) -> None:
    EnrolmentFactory(classroom=ClassroomFactory(), user=newcomer)

    answer = signed_in(ada).post(url, choice(newcomer))

    assert answer.status_code == 200  # being a student elsewhere gives no power
