"""What a teacher sees of one assignment: the class by name, the scripts by code, the levels.

While marking is blind the two lists share no fact that could tie a name to a code: the class
stops at “handed in”, the scripts carry neither time nor lateness nor length. A released
submission has no secret left, so its words, total and script join the name.
"""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, F, Sum

from classrooms.models import Enrolment
from classrooms.usernames import folded
from essays.models import Assignment, Essay, Submission
from grading.models import Assessment, Kind, Mark, Verdict
from rubrics.models import Criterion, RubricVersion


class Judged(NamedTuple):
    """One marking of one script, as far as a list needs it."""

    script: int
    marked_at: datetime | None
    marker: str
    points: Decimal
    of: Decimal


@dataclass(frozen=True)
class Row:
    """One student of the class."""

    name: str
    state: str  # none | draft | in | late
    when: datetime | None = None
    number: int | None = None
    receipt: str = ""
    released: bool = False
    script: uuid.UUID | None = None
    words: int | None = None
    judged: Judged | None = None


@dataclass(frozen=True)
class ScriptRow:
    """One script that counts, by its code alone."""

    code: str
    script: uuid.UUID
    state: str  # waiting | begun | marked | released
    judged: Judged | None = None


class Bar(NamedTuple):
    """One column of a small chart, in the units of its picture."""

    number: int
    scripts: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where the words above and below the column are centred."""
        return self.x + 9

    @property
    def label_y(self) -> int:
        """The base line of the count above the column."""
        return self.y - 5


BAR_STEP, BAR_BASE, BAR_TALLEST = 32, 72, 54


@dataclass(frozen=True)
class LevelCount:
    """How many scripts stand at each level of one criterion, lowest level first."""

    criterion: Criterion
    counts: list[tuple[int, int]]
    tallest: int

    @property
    def width(self) -> int:
        """The width of the picture."""
        return BAR_STEP * len(self.counts)

    @property
    def bars(self) -> list[Bar]:
        """The columns; all criteria of a page share one scale."""
        heights = [round(BAR_TALLEST * count / self.tallest) for _, count in self.counts]
        return [
            Bar(number, count, 7 + BAR_STEP * i, BAR_BASE - height, height)
            for i, ((number, count), height) in enumerate(zip(self.counts, heights, strict=True))
        ]


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
    """Read the whole page in seven queries, however large the class is."""
    judged = {one.script: one for one in _judged(assignment, version)}
    latest = {sub.essay.author_id: sub for sub in _latest(assignment)}
    scripts = sorted(
        (_script_row(sub, judged.get(sub.script_id)) for sub in latest.values()),
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
        .values_list("user_id", "user__name")
    )
    rows = [
        _row(name, latest.get(user), user in drafts, judged, open_names=not assignment.blind)
        for user, name in sorted(people, key=lambda one: folded(one[1]))
    ]
    return ClassList(rows=rows, scripts=scripts, levels=_levels(assignment, version))


def _latest(assignment: Assignment) -> list[Submission]:
    return list(
        Submission.objects.latest_of_each()
        .filter(essay__assignment=assignment)
        .select_related("essay", "script")
        .only(
            "number",
            "submitted_at",
            "late",
            "receipt",
            "returned_at",
            "essay__author_id",
            "essay__code",
            "script__public_id",
            "script__words",
        )
    )


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


def _script_row(submission: Submission, judged: Judged | None) -> ScriptRow:
    if submission.returned_at:
        state = "released"
    elif judged is None:
        state = "waiting"
    else:
        state = "marked" if judged.marked_at else "begun"
    return ScriptRow(submission.essay.code, submission.script.public_id, state, judged)


def _row(
    name: str,
    submission: Submission | None,
    has_draft: bool,
    judged: dict[int, Judged],
    *,
    open_names: bool,
) -> Row:
    if submission is None:
        return Row(name, "draft" if has_draft else "none")
    shown = open_names or submission.returned_at is not None
    return Row(
        name=name,
        state="late" if submission.late else "in",
        when=submission.submitted_at,
        # A marker is told when a newer text came in, so the count would name its author.
        number=submission.number if shown else None,
        released=submission.returned_at is not None,
        receipt=submission.receipt if shown else "",
        script=submission.script.public_id if shown else None,
        words=submission.script.words if shown else None,
        judged=judged.get(submission.script_id) if shown else None,
    )


def _levels(assignment: Assignment, version: RubricVersion) -> list[LevelCount]:
    counted: Counter[tuple[int, int]] = Counter()
    marks = (
        Mark.objects.filter(
            assessment__kind=Kind.MARKING,
            assessment__script__submission__essay__assignment=assignment,
            verdict=Verdict.LEVEL,
        )
        .values_list("criterion_id", "level__number")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for criterion, number, count in marks:
        counted[criterion, number] += count
    if not counted:
        return []
    tallest = max(counted.values())
    return [
        LevelCount(
            criterion,
            [(lv.number, counted[criterion.pk, lv.number]) for lv in criterion.levels.all()],
            tallest,
        )
        for criterion in version.criteria.all()
        if not criterion.text_only
    ]
