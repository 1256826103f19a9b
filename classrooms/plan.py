"""What taking over a list of people would do, line by line, before anything is done."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.validators import clean_name, clean_text
from classrooms import usernames
from classrooms.faults import COLUMN_WORDS, fault_in_words
from classrooms.models import Classroom, Enrolment
from classrooms.people import EMAIL_TAKEN, checked_username, compared
from classrooms.roster import Entry, Roster, read

LONGEST = {"name": 150, "username": 150, "email": 254}


class Outcome(StrEnum):
    """What happens to the person of one line."""

    NEW = "new"
    JOINS = "joins"
    HERE = "here"
    WRONG = "wrong"


@dataclass(frozen=True)
class Problem:
    """What is wrong on a line, in words. `column` is one of the roster's COLUMNS or empty."""

    line: int
    column: str
    text: str

    @property
    def place(self) -> str:
        """The line and the column in words."""
        if not self.column:
            return _("Line %(line)d") % {"line": self.line}
        column = COLUMN_WORDS[self.column]
        return _("Line %(line)d, %(column)s") % {"line": self.line, "column": column}


@dataclass(frozen=True)
class Step:
    """One line of the list and what it does.

    `person` is somebody who has an account; `by_name` says that they were known by name alone.
    """

    line: int
    outcome: Outcome
    name: str
    username: str = ""
    email: str = ""
    person: User | None = None
    by_name: bool = False
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """Every step, what is wrong with the list as a whole, and the columns that are not used."""

    steps: list[Step]
    faults: list[Problem]
    ignored: list[str]

    def that(self, outcome: Outcome) -> list[Step]:
        """The steps with this outcome."""
        return [step for step in self.steps if step.outcome == outcome]

    @property
    def new(self) -> list[Step]:
        """Those who get an account."""
        return self.that(Outcome.NEW)

    @property
    def joining(self) -> list[Step]:
        """Those who have an account and join."""
        return self.that(Outcome.JOINS)

    @property
    def here(self) -> list[Step]:
        """Those who are in the class already."""
        return self.that(Outcome.HERE)

    @property
    def problems(self) -> list[Problem]:
        """Everything that must be put right first, in the order of the lines."""
        found = [*self.faults, *(one for step in self.steps for one in step.problems)]
        return sorted(found, key=lambda one: one.line)

    @property
    def fingerprint(self) -> str:
        """Two plans that do the same have the same fingerprint."""
        does = [
            [step.line, step.outcome, step.name, step.username, step.email] for step in self.steps
        ]
        faults = [one.text for one in self.problems]
        return hashlib.sha256(json.dumps([does, faults]).encode()).hexdigest()


def plan_list(classroom: Classroom, text: str) -> Plan:
    """What a list of people would do to a classroom. Three queries; nothing is changed."""
    roster = read(text)
    planner = _Planner(classroom, roster)
    faults = [Problem(one.line, one.column, fault_in_words(one.code)) for one in roster.faults]
    return Plan([planner.step(entry) for entry in roster.entries], faults, roster.ignored)


class _Planner:
    """Goes through a list once, knowing the class, the school and the lines before."""

    def __init__(self, classroom: Classroom, roster: Roster) -> None:
        entries = roster.entries
        members = Enrolment.objects.filter(classroom=classroom).select_related("user")
        self.members = {one.user_id for one in members}
        self.members_by_name = {usernames.folded(one.user.name): one.user for one in members}
        self.by_username, self.emails = _known(entries)
        self.taken = {compared(one) for one in User.objects.values_list("username", flat=True)}
        self.taken |= {compared(one.username) for one in entries if one.username}
        self.lines_before: dict[tuple[str, str], int] = {}

    def step(self, entry: Entry) -> Step:
        """What one line does; called once for each, in order."""
        if repeated := list(self._repeated(entry)):
            return Step(entry.line, Outcome.WRONG, entry.name, problems=repeated)
        person = self.by_username.get(compared(entry.username))
        if person is None and not entry.username:
            person = self.members_by_name.get(usernames.folded(entry.name))
        return self._existing(entry, person) if person else self._newcomer(entry)

    def _repeated(self, entry: Entry) -> Iterator[Problem]:
        """The same user name, address, or bare name on a line before."""
        keys = {"username": compared(entry.username), "email": entry.email.lower()}
        if not entry.username:
            keys["name"] = usernames.folded(entry.name)
        for column, key in keys.items():
            line = self.lines_before.setdefault((column, key), entry.line) if key else entry.line
            if line == entry.line:
                continue
            said = _("It stands on line %(line)d already.") % {"line": line}
            if column == "name":
                said += " " + _("If they are two people, give each a user name.")
            yield Problem(entry.line, column, said)

    def _existing(self, entry: Entry, person: User) -> Step:
        outcome = Outcome.HERE if person.pk in self.members else Outcome.JOINS
        problems = []
        if not person.is_active and outcome == Outcome.JOINS:
            said = _("This account is closed. Ask an administrator.")
            problems = [Problem(entry.line, "username", said)]
            outcome = Outcome.WRONG
        by_name = not entry.username
        return Step(entry.line, outcome, entry.name, person.username, "", person, by_name, problems)

    def _newcomer(self, entry: Entry) -> Step:
        problems: list[Problem] = []
        values = {}
        for column, check in _CHECKS.items():
            typed = getattr(entry, column)
            try:
                values[column] = check(_short_enough(column, typed))
            except ValidationError as error:
                problems.append(Problem(entry.line, column, " ".join(error.messages)))
        if values.get("email") in self.emails:
            problems.append(Problem(entry.line, "email", str(EMAIL_TAKEN)))
        if problems:
            return Step(entry.line, Outcome.WRONG, entry.name, problems=problems)
        name, username, email = (values[column] for column in _CHECKS)
        username = username or self._made_from(name)
        return Step(entry.line, Outcome.NEW, name, username, email)

    def _made_from(self, name: str) -> str:
        made = usernames.unused(usernames.stem(name), self.taken)
        self.taken.add(made)
        return made


def _known(entries: list[Entry]) -> tuple[dict[str, User], set[str]]:
    """People of the school by user name, and addresses that are taken. One query."""
    names = {compared(one.username) for one in entries if one.username}
    emails = {one.email.lower() for one in entries if one.email}
    found = User.objects.annotate(plain_name=Lower("username"), plain_email=Lower("email")).filter(
        Q(plain_name__in=names) | Q(plain_email__in=emails)
    )
    people = list(found)
    addresses = {one.email.lower() for one in people if one.email}
    return {compared(one.username): one for one in people}, addresses


def _short_enough(column: str, typed: str) -> str:
    if len(typed) > LONGEST[column]:
        raise ValidationError(
            _("It has %(length)d characters; the limit is %(limit)d.")
            % {"length": len(typed), "limit": LONGEST[column]}
        )
    return typed


def _checked_name(typed: str) -> str:
    if not typed:
        raise ValidationError(_("It is empty."))
    return clean_name(typed)


def _checked_email(typed: str) -> str:
    if typed:
        validate_email(clean_text(typed))
    return typed.lower()


_CHECKS = {"name": _checked_name, "username": checked_username, "email": _checked_email}
