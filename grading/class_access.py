"""The gates of the class list, of release and of feedback; those of marking are in access.py."""

import uuid

from django.db.models import Prefetch
from django.http import Http404

from accounts.models import User
from classrooms.models import Enrolment
from classrooms.roles import Permission
from essays.models import Assignment, Submission
from grading.models import Annotation, Assessment, Release
from rubrics.frozen import frozen_rubric
from rubrics.models import RubricVersion


def assignment_to_mark(user: User, pk: int) -> tuple[Enrolment, Assignment, RubricVersion]:
    """An assignment whose scripts the user may mark, with their enrolment and the rubric.

    Two queries, however large the class; 404 to everybody else.
    """
    assignment = (
        Assignment.objects.where(user, Permission.MARK)
        .select_related("classroom", "rubric_version")
        .filter(pk=pk)
    ).first()
    if assignment is None:
        raise Http404
    enrolment = Enrolment.objects.get(classroom=assignment.classroom_id, user=user)
    return enrolment, assignment, version_of(assignment)


def version_of(assignment: Assignment) -> RubricVersion:
    """The rubric version of an assignment that has passed its gate, with criteria and levels."""
    return frozen_rubric(assignment.rubric_version_id, assignment.rubric_version.published_at)


def assignment_to_release(user: User, pk: int) -> Assignment:
    """An assignment whose grades the user may release; else 404."""
    assignment = (
        Assignment.objects.where(user, Permission.RELEASE)
        .select_related("classroom", "rubric_version")
        .filter(pk=pk)
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
            "assessment__rubric_version",
        )
        .defer("submission__script__text", "submission__essay__html")
        .prefetch_related(
            "assessment__marks",
            Prefetch("assessment__annotations", queryset=Annotation.objects.standing()),
        )
        .first()
    )
    if release is None:
        raise Http404
    _attach_rubric(release.assessment)
    return release


def _attach_rubric(assessment: Assessment) -> None:
    """Give the assessment, its marks and its evidence the rubric that never changes."""
    version = assessment.rubric_version
    frozen = frozen_rubric(version.pk, version.published_at)
    criteria = {criterion.pk: criterion for criterion in frozen.criteria.all()}
    levels = {level.pk: level for one in criteria.values() for level in one.levels.all()}
    assessment.rubric_version = frozen
    for mark in assessment.marks.all():
        mark.criterion = criteria[mark.criterion_id]
        mark.level = levels.get(mark.level_id) if mark.level_id else None
    for annotation in assessment.annotations.all():
        if annotation.criterion_id:
            annotation.criterion = criteria[annotation.criterion_id]
