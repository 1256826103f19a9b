"""What a teacher sees of one assignment: the class by name, the scripts by code, the levels.

While marking is blind the two lists share no fact that could tie a name to a code: the class
stops at “handed in”, the scripts carry neither time nor lateness nor length. A released
submission has no secret left, so its words, total and script join the name.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms.models import Enrolment
from classrooms.usernames import folded
from essays.models import Assignment, Essay, Submission
from grading.levelchart import LevelCount, level_counts
from grading.models import Assessment, Kind, Mark, Verdict
from rubrics.bands import plain_number
from rubrics.models import RubricVersion


class Judged(NamedTuple):
    """One marking of one script, as far as a list needs it."""

    script: int
    marked_at: datetime | None
    marker: str
    points: Decimal
    of: Decimal


class Latest(NamedTuple):
    """The submission of an essay that counts, as far as a list needs it."""

    author: int
    code: str
    script: int
    public_id: uuid.UUID
    number: int
    submitted_at: datetime
    late: bool
    returned_at: datetime | None
    words: int


class Row(NamedTuple):
    """One student of the class. What is empty or None must not be seen beside the name."""

    name: str
    state: str  # none | draft | in | late
    when: str = ""
    number: int | None = None
    released: bool = False
    script: uuid.UUID | None = None
    words: int | None = None
    judged: Judged | None = None
    total: str = ""
    url: str = ""


class ScriptRow(NamedTuple):
    """One script that counts, by its code alone."""

    code: str
    script: uuid.UUID
    state: str  # waiting | begun | marked | released
    judged: Judged | None
    marker: str
    total: str
    url: str
    release_url: str  # the act that the state allows: to release, or to take back


@dataclass(frozen=True)
class ClassList:
    """Everything the page shows."""

    rows: list[Row]
    scripts: list[ScriptRow]
    levels: list[LevelCount] = field(default_factory=list)

    @property
    def names_open(self) -> bool:
        """Whether any name may stand beside a result."""
        return any(row.script for row in self.rows)

    @property
    def handed_in(self) -> int:
        """Essays with at least one submission."""
        return len(self.scripts)

    @property
    def late(self) -> int:
        """Students whose newest submission is late."""
        return sum(row.state == "late" for row in self.rows)

    def count(self, *states: str) -> int:
        """Scripts in any of the states."""
        return sum(script.state in states for script in self.scripts)

    @property
    def to_mark(self) -> int:
        """Scripts without a finished marking."""
        return self.count("waiting", "begun")

    @property
    def held(self) -> int:
        """Marked scripts that are not released yet."""
        return self.count("marked")

    @property
    def released(self) -> int:
        """Released scripts."""
        return self.count("released")

    @property
    def marked(self) -> int:
        """Scripts with a finished marking, released or not."""
        return self.held + self.released


def class_list(assignment: Assignment, version: RubricVersion) -> ClassList:
    """Read the whole page in six queries, however large the class is."""
    judged = {one.script: one for one in _judged(assignment, version)}
    latest = {one.author: one for one in _latest(assignment)}
    scripts = sorted(
        (_script_row(one, judged.get(one.script)) for one in latest.values()),
        key=lambda row: row.code,
    )
    drafts = set(
        Essay.objects.filter(assignment=assignment, saved_at__isnull=False).values_list(
            "author_id", flat=True
        )
    )
    people = (
        Enrolment.objects.filter(classroom=assignment.classroom_id)
        .students()
        .order_by()
        .values_list("user_id", "user__name")
    )
    rows = [
        _row(name, latest.get(user), user in drafts, judged, open_names=not assignment.blind)
        for user, name in sorted(people, key=lambda one: folded(one[1]))
    ]
    return ClassList(rows=rows, scripts=scripts, levels=level_counts(assignment, version))


def _latest(assignment: Assignment) -> list[Latest]:
    found = Submission.objects.latest_of_each().filter(essay__assignment=assignment).order_by()
    return [
        Latest(*one)
        for one in found.values_list(
            "essay__author_id",
            "essay__code",
            "script_id",
            "script__public_id",
            "number",
            "submitted_at",
            "late",
            "returned_at",
            "script__words",
        )
    ]


def _judged(assignment: Assignment, version: RubricVersion) -> list[Judged]:
    """The marking of record of each script: the one finished first, else the one begun first."""
    maxima = {criterion.pk: criterion.max_points for criterion in version.criteria.all()}
    whole = sum(maxima.values(), Decimal(0))
    markings = Assessment.objects.filter(
        kind=Kind.MARKING, script__submission__essay__assignment=assignment
    )
    missing: dict[int, Decimal] = {}
    left_out = Mark.objects.filter(assessment__in=markings, verdict=Verdict.NOT_ASSESSED)
    for assessment, criterion in left_out.values_list("assessment_id", "criterion_id"):
        missing[assessment] = missing.get(assessment, Decimal(0)) + maxima.get(
            criterion, Decimal(0)
        )
    found = (
        markings.annotate(points=Sum("marks__points"))
        .order_by(F("marked_at").desc(nulls_first=True), "-pk")
        .values_list("pk", "script_id", "marked_at", "marker__name", "points")
    )
    return [
        Judged(script, marked_at, marker, points or Decimal(0), whole - missing.get(pk, Decimal(0)))
        for pk, script, marked_at, marker, points in found
    ]


def _script_row(found: Latest, judged: Judged | None) -> ScriptRow:
    if found.returned_at:
        state = "released"
    elif judged is None:
        state = "waiting"
    else:
        state = "marked" if judged.marked_at else "begun"
    act = "grading:withdraw" if state == "released" else "grading:release"
    return ScriptRow(
        code=found.code,
        script=found.public_id,
        state=state,
        judged=judged,
        marker=judged.marker if judged else "",
        total=_total(judged),
        url=_address("grading:script-mark", found.public_id),
        release_url=_address(act, found.public_id),
    )


def _row(
    name: str,
    found: Latest | None,
    has_draft: bool,
    judged: dict[int, Judged],
    *,
    open_names: bool,
) -> Row:
    if found is None:
        return Row(name, "draft" if has_draft else "none")
    state, when = "late" if found.late else "in", _moment(found.submitted_at)
    if not open_names and found.returned_at is None:
        # Not even how often: a marker is told when a newer text came in.
        return Row(name, state, when)
    result = judged.get(found.script)
    return Row(
        name=name,
        state=state,
        when=when,
        number=found.number,
        released=found.returned_at is not None,
        script=found.public_id,
        words=found.words,
        judged=result,
        total=_total(result),
        url=_address("grading:script-mark", found.public_id),
    )


NOBODY = uuid.UUID(int=0)


@lru_cache
def _pattern(name: str) -> str:
    return reverse(name, args=[NOBODY])


def _address(name: str, script: uuid.UUID) -> str:
    """The address of a script's page; resolving it anew for each row took a fifth of the page."""
    return _pattern(name).replace(str(NOBODY), str(script))


def _total(judged: Judged | None) -> str:
    """The total in words, once it is whole; empty before."""
    if judged is None or judged.marked_at is None:
        return ""
    return _("%(points)s of %(of)s") % {
        "points": plain_number(judged.points),
        "of": plain_number(judged.of),
    }


def _moment(at: datetime) -> str:
    """The moment in school time, as “Thu 19 Nov, 19:29”."""
    local = timezone.localtime(at)
    return f"{_day(local.date(), get_language())}, {local:%H:%M}"


@lru_cache(maxsize=1000)
def _day(day: date, language: str | None) -> str:
    """The day in the words of the language: hundreds of rows share a few days."""
    return date_format(day, "D j M")
