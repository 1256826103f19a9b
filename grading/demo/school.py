"""Loads the people, the classroom and the assignments of the demonstration school."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from essays.models import Assignment, Exemplar
from grading.demo.work import load_work
from rubrics.models import RubricVersion

DATA = Path(__file__).resolve().parent.parent / "data" / "demo"
PASSWORD = "pax-1928-1941"  # nosec B105: printed for everybody who tries the demonstration


@dataclass(frozen=True)
class Loaded:
    """What the command tells: whether the school was made now, and whom to sign in as."""

    made: bool
    classroom: str
    students: int
    logins: list[tuple[str, str, str]]


@transaction.atomic
def load_school() -> Loaded:
    """Make the demonstration school unless it is there; all of it or nothing.

    Raises RubricVersion.DoesNotExist where the built-in rubric is not loaded yet.
    """
    people = _read("people.json")
    name = people["classroom"]["name"]
    found = Classroom.objects.filter(
        name=name, created_by__username=people["classroom"]["created_by"]
    ).exists()
    if not found:
        _make(people)
    return Loaded(not found, name, len(people["students"]), _logins(people))


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _make(people: dict[str, Any]) -> None:
    # One hash for all: the password is public, and thirty slow hashes would only keep you waiting.
    hashed = make_password(PASSWORD)
    users = {}
    for person in [*people["staff"], *people["students"]]:
        users[person["username"]] = User.objects.create(
            username=person["username"],
            name=person["name"],
            email=person["email"],
            is_teacher=person.get("is_teacher", False),
            password=hashed,
        )
    told = people["classroom"]
    classroom = Classroom.objects.create(name=told["name"], created_by=users[told["created_by"]])
    Enrolment.objects.bulk_create(
        [
            *(
                Enrolment(classroom=classroom, user=users[one["username"]], role=one["role"])
                for one in told["staff"]
            ),
            *(
                Enrolment(
                    classroom=classroom,
                    user=users[one["username"]],
                    role=Role.STUDENT,
                    made_account=True,
                )
                for one in people["students"]
            ),
        ]
    )
    audit.record(verb="loaded demonstration", by=None, subject=classroom)
    told = _read("assignments.json")
    for given in told["assignments"]:
        assignment = _assignment(given, classroom, users, told["rubric"])
        load_work(DATA / "essays" / given["slug"], assignment, users)


def _assignment(
    given: dict[str, Any], classroom: Classroom, users: dict[str, User], rubric: str
) -> Assignment:
    version = (
        RubricVersion.objects.published().filter(rubric__slug=rubric).order_by("-number").first()
    )
    if version is None:
        raise RubricVersion.DoesNotExist("Load the built-in rubric first: manage.py load_builtins")
    assignment = Assignment.objects.create(
        classroom=classroom,
        title=given["title"],
        prompt=given["prompt"],
        rubric_version=version,
        opens_at=_moment(given["opens"]),
        due_at=_moment(given["due"]),
        late_policy=given["late_policy"],
        blind=given["blind"],
        word_guide=given["word_guide"],
        created_by=users[given["created_by"]],
    )
    assignment.exemplars.set(Exemplar.objects.filter(slug__in=given["exemplars"]))
    return assignment


def _moment(told: dict[str, Any]) -> datetime:
    """A school-local time so many days from today."""
    day = timezone.localdate() + timedelta(days=told["days"])
    hour, minute = (int(part) for part in told["time"].split(":"))
    local = datetime(day.year, day.month, day.day, hour, minute)
    return timezone.make_aware(local)


def _logins(people: dict[str, Any]) -> list[tuple[str, str, str]]:
    staff = [
        (person["name"], person["username"], "teacher" if person["is_teacher"] else "marker")
        for person in people["staff"]
    ]
    shown = ("n.brady", "b.zelinkova", "g.adeyemi")
    students = [
        (person["name"], person["username"], "student")
        for person in people["students"]
        if person["username"] in shown
    ]
    return [*staff, *students]
