"""Login cards: new random passwords for accounts that were made for this classroom.

Students get one whenever they need one. A marker or teacher gets only the first: after that the
card would let one of them act as another.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.passwords import hash_random, new_password
from classrooms.roles import Role
from classrooms.usernames import folded


@dataclass(frozen=True)
class Holder:
    """Somebody in the classroom, and in words why no card can be made for them, if so."""

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
    """The students of a classroom, and whoever else has an account made for it, by name.

    With each, whether they can get a card. Two queries.
    """
    # A new password opens all that the account opens, so it must not open another class.
    powers = Enrolment.objects.exclude(role=Role.STUDENT).exclude(classroom=classroom)
    powerful = set(
        powers.filter(user__enrolments__classroom=classroom).values_list("user_id", flat=True)
    )
    those = Q(role=Role.STUDENT) | Q(made_account=True)
    found = [
        Holder(one, _hindrance(one, has_power=one.user_id in powerful))
        for one in classroom.enrolments.filter(those).select_related("user")
    ]
    return sorted(found, key=lambda one: (folded(one.enrolment.user.name), one.enrolment.pk))


def _hindrance(enrolment: Enrolment, *, has_power: bool) -> str:
    if not enrolment.made_account:
        return _("The account was not made for this class. Its owner changes the password.")
    if has_power or not enrolment.user.is_student_only:
        return _("The account can do more than a student’s. Ask an administrator.")
    if enrolment.role != Role.STUDENT and enrolment.user.last_login is not None:
        return _("Markers and teachers change their passwords themselves.")
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
