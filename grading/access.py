"""The gates of marking: which script a marker may open and change, or a plain 404.

A gate for marking never reads who wrote the script while the assignment is blind, so no template
can show it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Permission, roles_that
from essays.models import Assignment, Script, Submission
from grading.models import Annotation, Assessment, Kind
from rubrics.frozen import frozen_rubric
from rubrics.models import Criterion, RubricVersion

PUBLISHED = "essay__assignment__rubric_version__published_at"
# What the marking page shows, read as plain values: half a dozen half-read objects take longer.
SHOWN = (
    *("script__id", "script__html", "script__language", "script__words", "script__truncated"),
    *("essay__assignment__id", "essay__assignment__title", "essay__assignment__prompt"),
    *("essay__assignment__blind", "essay__assignment__rubric_version_id", PUBLISHED),
    *("essay__assignment__classroom__id", "essay__assignment__classroom__name"),
)


@dataclass(frozen=True)
class ScriptToJudge:
    """A script as a write to its marking needs it: no text, no name, nothing to show."""

    script: Script
    assignment_id: int
    rubric_id: int
    rubric_published_at: datetime | None


@dataclass(frozen=True)
class ScriptToMark(ScriptToJudge):
    """A script of one assignment, as the person who marks it may know it."""

    assignment: Assignment
    code: str
    superseded: bool
    released: bool
    author_name: str  # empty while marking is blind
    own: Assessment | None
    other: Assessment | None


def script_to_mark(user: User, public_id: UUID) -> ScriptToMark:
    """A script with its text, the marker's own assessment and another marker's; else 404.

    Two queries, three where marking is not blind. Exemplars, a marker's own essay and classrooms
    without the permission to mark are all answered like a script that does not exist.
    """
    row = (
        _markable(user, public_id)
        .annotate(superseded=Exists(_newer()))
        .values("essay__code", "returned_at", "superseded", *SHOWN)
        .first()
    )
    if row is None:
        raise Http404
    _only_markers(user, row["essay__assignment__classroom__id"])
    script = Script(public_id=public_id, **_under("script__", row))
    classroom = Classroom(**_under("essay__assignment__classroom__", row))
    assignment = Assignment(classroom=classroom, **_under("essay__assignment__", row))
    own, other = _assessments(user, script)
    return ScriptToMark(
        script=script,
        assignment_id=assignment.pk,
        rubric_id=row["essay__assignment__rubric_version_id"],
        rubric_published_at=row[PUBLISHED],
        assignment=assignment,
        code=row["essay__code"],
        superseded=row["superseded"],
        released=row["returned_at"] is not None,
        author_name="" if assignment.blind else _author_name(script),
        own=own,
        other=other,
    )


def script_to_judge(user: User, public_id: UUID) -> ScriptToJudge:
    """The same script for a write to its marks. Three small queries: one large one, over all the
    tables between a marker and a mark, takes PostgreSQL longer to plan than to answer.

    Reads no text. A marking that has begun goes on with the rubric version it began with.
    """
    found = (
        _markable(user, public_id)
        .values_list(
            "script_id",
            "essay__assignment_id",
            "essay__assignment__classroom_id",
            "essay__assignment__rubric_version_id",
            PUBLISHED,
        )
        .first()
    )
    if found is None:
        raise Http404
    script, assignment, classroom, *rubric = found
    _only_markers(user, classroom)
    begun = Assessment.objects.filter(script=script, marker=user, kind=Kind.MARKING).order_by()
    of_begun = begun.values_list("rubric_version_id", "rubric_version__published_at").first()
    judged = Script(pk=script, public_id=public_id)  # enough of it to be written about
    return ScriptToJudge(judged, assignment, *(of_begun or rubric))


def script_to_annotate(user: User, public_id: UUID) -> ScriptToJudge:
    """The same script with its text, for a write that points into it. Four queries."""
    found = script_to_judge(user, public_id)
    return replace(found, script=Script.objects.get(pk=found.script.pk))


def rubric_at_hand(found: ScriptToJudge, assessment: Assessment | None = None) -> RubricVersion:
    """The rubric that a script which passed its gate is judged by, with criteria and levels.

    It is that of the assessment, if one is given: what has begun stays with its version.
    """
    if assessment is not None:
        return frozen_rubric(assessment.rubric_version_id, assessment.rubric_version.published_at)
    return frozen_rubric(found.rubric_id, found.rubric_published_at)


def criterion_of(rubric: RubricVersion, key: str) -> Criterion:
    """The criterion of that very rubric; else 404. The rubric must have its criteria at hand."""
    for criterion in rubric.criteria.all():
        if criterion.key == key:
            return criterion
    raise Http404


def annotation_to_change(user: User, public_id: UUID, pk: int) -> Annotation:
    """The marker's own annotation of that very script; else 404. One query.

    Both ids are resolved together: the number of an annotation of another script, of another
    marker or of a reference assessment leads nowhere.
    """
    found = (
        Annotation.objects.filter(
            pk=pk,
            assessment__marker=user,
            assessment__kind=Kind.MARKING,
            assessment__script__public_id=public_id,
        )
        .select_related("assessment", "criterion")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _under(prefix: str, row: dict[str, Any]) -> dict[str, Any]:
    """The fields of one object in a row of values."""
    return {
        name.removeprefix(prefix): value
        for name, value in row.items()
        if name.startswith(prefix) and "__" not in name.removeprefix(prefix)
    }


def _markable(user: User, public_id: UUID) -> QuerySet[Submission]:
    """The submission of a script that is not the user's own; _only_markers must follow."""
    return (
        Submission.objects.filter(script__public_id=public_id)
        .exclude(essay__author=user)
        .order_by()
    )


def _only_markers(user: User, classroom: int) -> None:
    """Raise the same 404 as for a missing script unless the user marks in that classroom."""
    marks = Enrolment.objects.filter(
        classroom=classroom, user=user, role__in=roles_that(Permission.MARK)
    )
    if not marks.exists():
        raise Http404


def _newer() -> QuerySet[Submission]:
    return Submission.objects.filter(essay=OuterRef("essay"), number__gt=OuterRef("number"))


def _author_name(script: Script) -> str:
    """Asked for only where marking is not blind."""
    return User.objects.values_list("name", flat=True).get(essays__submissions__script=script)


def _assessments(user: User, script: Script) -> tuple[Assessment | None, Assessment | None]:
    """The user's own marking of the script, and the first one by somebody else."""
    found = list(
        Assessment.objects.filter(script=script, kind=Kind.MARKING)
        .select_related("marker", "rubric_version")
        .order_by(F("marked_at").asc(nulls_last=True), "pk")
    )
    own = next((one for one in found if one.marker_id == user.pk), None)
    other = next((one for one in found if one.marker_id != user.pk), None)
    return own, other
