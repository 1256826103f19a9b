"""Setting a question to a classroom, and changing what was set."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from classrooms.models import Classroom
from essays.models import Assignment, Essay, Submission
from essays.refusals import AlreadyBegun, AssignmentChanged, RubricFrozen

FIELDS = (
    "title",
    "prompt",
    "rubric_version",
    "opens_at",
    "due_at",
    "late_policy",
    "blind",
    "word_guide",
)
ON_RECORD = ("due_at", "late_policy", "blind", "opens_at", "rubric_version")
"""What an appeal may turn on: the old and the new value are recorded."""


def version_marker(assignment: Assignment) -> str:
    """A fingerprint of everything that the form edits, to notice a change by somebody else.

    Two queries at most: the row is given, the exemplars are read.
    """
    said: list[Any] = [_plain(getattr(assignment, _column(field))) for field in FIELDS]
    said.append(sorted(assignment.exemplars.values_list("pk", flat=True)))
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@transaction.atomic
def set_assignment(*, classroom: Classroom, values: Mapping[str, Any], by: User) -> Assignment:
    """Set a question to the classroom. `values` has each of FIELDS, and exemplars."""
    made = Assignment.objects.create(
        classroom=classroom, created_by=by, **{field: values[field] for field in FIELDS}
    )
    made.exemplars.set(values["exemplars"])
    audit.record(verb="set", by=by, subject=made, classroom=classroom.pk)
    return made


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, values: Mapping[str, Any], based_on: str, by: User, at: datetime
) -> Assignment:
    """Change what was set; what an appeal may turn on goes on record with both values.

    `based_on` is the version_marker that the form was opened with. Raises AssignmentChanged if
    somebody else was quicker, RubricFrozen if the rubric would change under work handed in, and
    AlreadyBegun if the assignment would vanish from students who have begun.
    """
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if version_marker(locked) != based_on:
        raise AssignmentChanged
    changes = {field: values[field] for field in FIELDS if getattr(locked, field) != values[field]}
    _refuse_harm(locked, changes, at)
    before = {field: _plain(getattr(locked, _column(field))) for field in changes}
    for field, value in changes.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(changes))
    locked.exemplars.set(values["exemplars"])
    after = {field: _plain(getattr(locked, _column(field))) for field in changes}
    audit.record(
        verb="changed",
        by=by,
        subject=locked,
        fields=sorted(changes),
        **{field: [before[field], after[field]] for field in ON_RECORD if field in changes},
    )
    return locked


def _refuse_harm(assignment: Assignment, changes: Mapping[str, Any], at: datetime) -> None:
    handed_in = Submission.objects.filter(essay__assignment=assignment)
    if "rubric_version" in changes and handed_in.exists():
        raise RubricFrozen
    hidden = changes.get("opens_at", at) > at
    if hidden and Essay.objects.filter(assignment=assignment).exists():
        raise AlreadyBegun


def _column(field: str) -> str:
    """The attribute that holds the stored value: a key instead of the object it names."""
    return "rubric_version_id" if field == "rubric_version" else field


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
