"""Situations of marking: a script handed in, marked, released."""

import uuid
from decimal import Decimal

from accounts.models import User
from classrooms.models import Classroom
from essays.models import Assignment, Submission
from grading.actions import marking, release
from grading.models import Release
from rubrics.models import RubricVersion
from tests.factories import EnrolmentFactory, EssayFactory, SubmissionFactory, UserFactory


def handed_in(assignment: Assignment, author: User, **facts: object) -> Submission:
    """A first submission by the author."""
    return SubmissionFactory(essay=EssayFactory(assignment=assignment, author=author), **facts)


def mark_all(
    submission: Submission,
    by: User,
    *,
    level: int = 3,
    but: tuple[str, ...] = (),
    not_assessed: tuple[str, ...] = (),
    comment: str = "",
    points: dict[str, Decimal] | None = None,
) -> None:
    """Give every criterion a verdict, except those named in `but`."""
    rubric = RubricVersion.objects.with_criteria().get(
        pk=submission.essay.assignment.rubric_version_id
    )
    for criterion in rubric.criteria.all():
        if criterion.key in but:
            continue
        left_out = criterion.key in not_assessed
        marking.set_mark(
            script=submission.script,
            rubric=rubric,
            criterion=criterion,
            verdict="not_assessed" if left_out else "level",
            level=None if left_out else level,
            points=None if left_out else (points or {}).get(criterion.key),
            comment=comment,
            reason="The text breaks off." if left_out else "",
            based_on=0,
            key=uuid.uuid4(),
            by=by,
        )


def released(submission: Submission, by: User, **facts: object) -> Release:
    """Marked in full and released by the same teacher."""
    mark_all(submission, by, **facts)
    return release.release(submission=submission, by=by)


def full_class(classroom: Classroom, assignment: Assignment, size: int, by: User) -> None:
    """Everybody handed in; one in two is marked, one in four released."""
    for n in range(size):
        student = UserFactory()
        EnrolmentFactory(classroom=classroom, user=student)
        submission = handed_in(assignment, student)
        if n % 4 == 0:
            released(submission, by)
        elif n % 2 == 0:
            mark_all(submission, by)
