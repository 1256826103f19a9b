"""Login cards: new random passwords for students whose account was made for this classroom."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.passwords import hash_random, new_password
from classrooms.roles import Role
from classrooms.usernames import folded


@dataclass(frozen=True)
class Holder:
    """A student of the classroom, and in words why no card can be made for them, if so."""

    enrolment: Enrolment
    hindrance: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the person has never signed in."""
        return self.enrolment.user.last_login is None


@dataclass(frozen=True)
class Card:
    """What a card says. The password stands nowhere else."""

    name: str
    username: str
    password: str


def holders_in(classroom: Classroom) -> list[Holder]:
    """The students of a classroom by name, and who of them can get a card. Two queries."""
    # A new password opens all that the account opens, so it must not open another class.
    powers = Enrolment.objects.exclude(role=Role.STUDENT)
    powerful = set(
        powers.filter(user__enrolments__classroom=classroom).values_list("user_id", flat=True)
    )
    found = [
        Holder(one, _hindrance(one, has_power=one.user_id in powerful))
        for one in classroom.enrolments.students()
    ]
    return sorted(found, key=lambda one: (folded(one.enrolment.user.name), one.enrolment.pk))


def _hindrance(enrolment: Enrolment, *, has_power: bool) -> str:
    if not enrolment.made_account:
        return _("The account was not made for this class. Its owner changes the password.")
    if has_power or not enrolment.user.is_student_only:
        return _("The account can do more than a student’s. Ask an administrator.")
    if not enrolment.user.is_active:
        return _("The account is closed. Ask an administrator.")
    return ""


def make_cards(*, classroom: Classroom, students: list[int], by: User) -> list[Card]:
    """Give the students (user ids) new passwords, which ends their sessions, and return the cards.

    Ids of people who cannot get a card here are passed over.
    """
    holders = [one for one in holders_in(classroom) if not one.hindrance]
    people = [one.enrolment.user for one in holders if one.enrolment.user_id in set(students)]
    cards = [Card(person.name, person.username, new_password()) for person in people]
    for person, card in zip(people, cards, strict=True):  # slow, so before the transaction
        person.password = hash_random(card.password)
    if people:
        _store(classroom, people, by)
    return cards


@transaction.atomic
def _store(classroom: Classroom, people: list[User], by: User) -> None:
    User.objects.bulk_update(people, ["password"])
    audit.record(
        verb="made cards", by=by, subject=classroom, users=[person.pk for person in people]
    )
