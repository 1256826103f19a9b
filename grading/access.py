"""The gates of marking: which script a marker may open and change, or a plain 404.

A gate for marking never reads who wrote the script while the assignment is blind: the name is
left out by the database itself, so no template can show it.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.http import Http404

from accounts.models import User
from classrooms.models import Enrolment
from classrooms.roles import Permission, roles_that
from essays.models import Assignment, Script, Submission
from grading.models import Annotation, Assessment, Kind
from rubrics.models import Criterion, RubricVersion

SCRIPT_FIELDS = ("public_id", "language", "words", "truncated")
ASSIGNMENT_FIELDS = ("title", "prompt", "blind", "rubric_version", "classroom__name")


@dataclass(frozen=True)
class ScriptToMark:
    """A script of one assignment, as the person who marks it may know it."""

    script: Script
    assignment: Assignment
    code: str
    superseded: bool
    released: bool
    author_name: str  # empty while marking is blind
    rubric_id: int  # of the marker's own assessment, else of the assignment
    own: Assessment | None = None
    other: Assessment | None = None


def script_to_mark(user: User, public_id: UUID) -> ScriptToMark:
    """A script with its text, the marker's own assessment and another marker's; else 404.

    Two queries. Exemplars, a marker's own essay and classrooms without the permission to mark
    are all answered like a script that does not exist.
    """
    found = _found(user, public_id, text=True)
    own, other = _assessments(user, found.script)
    return replace(found, own=own, other=other)


def script_to_judge(user: User, public_id: UUID) -> ScriptToMark:
    """The same script for a write: without its essay and its assessments. One query."""
    return _found(user, public_id, text=False)


def script_to_annotate(user: User, public_id: UUID) -> ScriptToMark:
    """The same script with its text, for a write that points into it. One query."""
    return _found(user, public_id, text=True)


def rubric_at_hand(found: ScriptToMark) -> RubricVersion:
    """The rubric that a script which passed its gate is judged by, with criteria and levels."""
    return RubricVersion.objects.with_criteria().get(pk=found.rubric_id)


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


def _found(user: User, public_id: UUID, *, text: bool) -> ScriptToMark:
    fields = SCRIPT_FIELDS + (("html", "text") if text else ())
    found = (
        _markable(user)
        .filter(script__public_id=public_id)
        .select_related("script", "essay__assignment__classroom")
        .only(
            "returned_at",
            "essay__code",
            *(f"script__{name}" for name in fields),
            *(f"essay__assignment__{name}" for name in ASSIGNMENT_FIELDS),
        )
        .annotate(
            superseded=Exists(
                Submission.objects.filter(essay=OuterRef("essay"), number__gt=OuterRef("number"))
            ),
            author_name=Case(
                When(essay__assignment__blind=False, then=F("essay__author__name")),
                default=Value(""),
                output_field=TextField(),
            ),
            own_rubric=Subquery(
                Assessment.objects.filter(
                    script=OuterRef("script"), marker=user, kind=Kind.MARKING
                ).values("rubric_version")[:1]
            ),
        )
        .first()
    )
    if found is None:
        raise Http404
    return ScriptToMark(
        script=found.script,
        assignment=found.essay.assignment,
        code=found.essay.code,
        superseded=found.superseded,
        released=found.returned_at is not None,
        author_name=found.author_name,
        rubric_id=found.own_rubric or found.essay.assignment.rubric_version_id,
    )


def _markable(user: User) -> QuerySet[Submission]:
    """Submissions in classrooms where the user may mark, except their own."""
    return Submission.objects.filter(
        Exists(
            Enrolment.objects.filter(
                classroom=OuterRef("essay__assignment__classroom"),
                user=user,
                role__in=roles_that(Permission.MARK),
            )
        )
    ).exclude(essay__author=user)


def _assessments(user: User, script: Script) -> tuple[Assessment | None, Assessment | None]:
    """The user's own marking of the script, and the first one by somebody else."""
    found = list(
        Assessment.objects.filter(script=script, kind=Kind.MARKING)
        .select_related("marker")
        .order_by(F("marked_at").asc(nulls_last=True), "pk")
    )
    own = next((one for one in found if one.marker_id == user.pk), None)
    other = next((one for one in found if one.marker_id != user.pk), None)
    return own, other
