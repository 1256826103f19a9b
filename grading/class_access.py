"""The gates of the class list, of release and of feedback; those of marking are in access.py."""

import uuid

from django.db.models import Prefetch
from django.http import Http404

from accounts.models import User
from classrooms.models import Enrolment
from classrooms.roles import Permission
from essays.models import Assignment, Submission
from grading.models import Annotation, Mark, Release
from rubrics.models import RubricVersion


def assignment_to_mark(user: User, pk: int) -> tuple[Enrolment, Assignment, RubricVersion]:
    """An assignment whose scripts the user may mark, with their enrolment and the rubric.

    Five queries, however large the class; 404 to everybody else.
    """
    assignment = (
        Assignment.objects.where(user, Permission.MARK).select_related("classroom").filter(pk=pk)
    ).first()
    if assignment is None:
        raise Http404
    enrolment = Enrolment.objects.get(classroom=assignment.classroom_id, user=user)
    return enrolment, assignment, version_of(assignment)


def version_of(assignment: Assignment) -> RubricVersion:
    """The rubric version of an assignment that has passed its gate, with criteria and levels."""
    return RubricVersion.objects.with_criteria().get(pk=assignment.rubric_version_id)


def assignment_to_release(user: User, pk: int) -> Assignment:
    """An assignment whose grades the user may release; else 404."""
    assignment = (
        Assignment.objects.where(user, Permission.RELEASE).select_related("classroom").filter(pk=pk)
    ).first()
    if assignment is None:
        raise Http404
    return assignment


def submission_to_release(user: User, public_id: uuid.UUID) -> Submission:
    """The submission of a script whose grades the user may release or withdraw; else 404."""
    submission = (
        Submission.objects.filter(
            script__public_id=public_id,
            essay__assignment__in=Assignment.objects.where(user, Permission.RELEASE),
        )
        .select_related("essay__assignment__classroom", "script")
        .first()
    )
    if submission is None:
        raise Http404
    return submission


def feedback_to_read(user: User, receipt: str) -> Release:
    """The standing release of the user's own submission, with all that the page reads; else 404.

    Before release, and after a withdrawal, the answer is the same as for a missing page.
    """
    release = (
        Release.objects.standing()
        .filter(submission__receipt=receipt, submission__essay__author=user)
        .select_related(
            "submission__script",
            "submission__essay__assignment__classroom",
            "assessment__marker",
            "assessment__rubric_version__rubric",
        )
        .prefetch_related(
            "assessment__rubric_version__criteria__levels",
            Prefetch("assessment__marks", queryset=Mark.objects.select_related("level")),
            Prefetch(
                "assessment__annotations",
                queryset=Annotation.objects.standing().select_related("criterion"),
            ),
        )
        .first()
    )
    if release is None:
        raise Http404
    return release
