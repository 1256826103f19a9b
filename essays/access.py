"""The gates of essays: what a person may open, or a plain 404."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.http import Http404

from accounts.models import User
from classrooms.roles import CAN, Permission, Role, roles_that
from essays.deadlines import Standing, standing
from essays.models import Assignment, Essay, Exemplar, Original, Submission
from rubrics.frozen import frozen_rubric
from rubrics.models import Rubric, RubricVersion, RubricVersionQuerySet


@dataclass(frozen=True)
class Visit:
    """An assignment, as the person who opened it stands to it at that moment."""

    assignment: Assignment
    role: Role
    standing: Standing

    def may(self, permission: Permission) -> bool:
        """Whether the person's role in the classroom holds the permission."""
        return permission in CAN[self.role]

    @property
    def writes(self) -> bool:
        """Whether the person is one of those who write."""
        return self.may(Permission.WRITE)


def assignment_to_read(user: User, pk: int, *, at: datetime) -> Visit:
    """An assignment of one of the user's classrooms; else 404. One query.

    Students find nothing before it opens.
    """
    return _visit(user, pk, Permission.SEE_CLASSROOM, at)


def assignment_to_write(user: User, pk: int, *, at: datetime) -> Visit:
    """An opened assignment that the user may write on; else 404. One query."""
    return _visit(user, pk, Permission.WRITE, at)


def _visit(user: User, pk: int, permission: Permission, at: datetime) -> Visit:
    found = (
        Assignment.objects.where(user, permission)
        .select_related("classroom", "rubric_version__rubric")
        .defer(*(f"rubric_version__{field}" for field in ("guidance", "misconceptions", "overall")))
        .annotate(visitor=F("classroom__enrolments__role"))
    )
    try:
        assignment = found.get(pk=pk)
    except Assignment.DoesNotExist:
        raise Http404 from None
    state = standing(assignment.opens_at, assignment.due_at, assignment.late_policy, at)
    visit = Visit(assignment, Role(assignment.visitor), state)  # type: ignore[attr-defined]
    if visit.writes and state.is_upcoming:
        raise Http404
    return visit


def assignment_to_change(user: User, pk: int) -> Assignment:
    """An assignment that the user may change; else 404. One query."""
    assignment = (
        Assignment.objects.where(user, Permission.SET_ASSIGNMENT)
        .select_related("classroom")
        .filter(pk=pk)
        .first()
    )
    if assignment is None:
        raise Http404
    return assignment


def rubric_of(visit: Visit) -> RubricVersion:
    """The rubric of an assignment that has passed its gate, with criteria and levels.

    Its name is what it was when this process first read it; `assignment.rubric_version` has the
    name of today.
    """
    version = visit.assignment.rubric_version
    return frozen_rubric(version.pk, version.published_at)


def exemplars_of(visit: Visit) -> list[Exemplar]:
    """The exemplars that are shown with an assignment that has passed its gate."""
    return list(visit.assignment.exemplars.only("slug", "title", "position"))


def own_essay(user: User, assignment: Assignment) -> Essay | None:
    """The user's own draft on an assignment that has passed its gate."""
    return Essay.objects.filter(assignment=assignment, author=user).first()


def own_submissions(user: User, assignment: Assignment) -> list[Submission]:
    """The user's own handings-in on an assignment that has passed its gate, the newest first."""
    return list(
        Submission.objects.filter(essay__assignment=assignment, essay__author=user)
        .select_related("script")
        .defer("script__html", "script__text")
        .order_by("-number")
    )


def own_original(user: User, assignment: Assignment, pk: int) -> Original:
    """A file that the user uploaded for an assignment that has passed its gate; else 404."""
    original = Original.objects.filter(
        pk=pk, essay__assignment=assignment, essay__author=user
    ).first()
    if original is None:
        raise Http404
    return original


def receipt_to_read(user: User, receipt: str) -> Submission:
    """A submission by its receipt, for its author, for ever; else 404.

    Teachers of the classroom may open it where names are not hidden, or once its feedback was
    released: number, moment and words beside a name would undo blind marking. One query for the
    author, two for everybody else.
    """
    found = (
        Submission.objects.select_related(
            "script", "original", "essay__author", "essay__assignment__classroom"
        )
        .defer("essay__html")
        .filter(receipt=receipt)
    )
    try:
        return found.get(essay__author=user)
    except Submission.DoesNotExist:
        pass
    named = Q(essay__assignment__blind=False) | Q(returned_at__isnull=False)
    try:
        return found.get(
            named,
            essay__assignment__classroom__enrolments__user=user,
            essay__assignment__classroom__enrolments__role__in=roles_that(
                Permission.SEE_CLASS_LIST
            ),
        )
    except Submission.DoesNotExist:
        raise Http404 from None


def original_to_download(user: User, receipt: str) -> Original:
    """The file behind a submission that the user may open; 404 also where nothing was uploaded."""
    original = receipt_to_read(user, receipt).original
    if original is None:
        raise Http404
    return original


def rubrics_to_set(user: User, current: int | None = None) -> RubricVersionQuerySet:
    """The published versions of the rubrics that the user may use, and the current one."""
    return (
        RubricVersion.objects.with_criteria()
        .published()
        .filter(Q(rubric__in=Rubric.objects.usable_by(user)) | Q(pk=current))
        .order_by("rubric__name", "rubric", "-number")
    )
