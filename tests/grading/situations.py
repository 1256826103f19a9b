"""Situations of marking: a script handed in, marked, released."""

import uuid
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from essays import markup
from essays.models import Assignment, Essay, Origin, Script, Submission
from grading.actions import marking, release
from grading.models import Assessment, Mark, Release, Verdict
from rubrics.models import Level, RubricVersion
from tests.factories import TEXT, EssayFactory, SubmissionFactory


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
    """Everybody handed in; one in two is marked, one in four released. Written in bulk."""
    start = User.objects.count()
    users = User.objects.bulk_create(
        User(username=f"many{start + n}", name=f"Many {n}") for n in range(size)
    )
    Enrolment.objects.bulk_create(
        Enrolment(classroom=classroom, user=user, role=Role.STUDENT) for user in users
    )
    essays = Essay.objects.bulk_create(
        Essay(
            assignment=assignment,
            author=user,
            # Counted, not drawn: a thousand random codes of five symbols could meet.
            code=f"M{n}",
            html=TEXT,
            revision=1,
            saved_at=timezone.now(),
        )
        for n, user in enumerate(users)
    )
    scripts = Script.objects.bulk_create(_script() for _ in range(size))
    Submission.objects.bulk_create(
        Submission(
            essay=essay,
            script=script,
            number=1,
            submitted_at=timezone.now(),
            idempotency_key=uuid.uuid4(),
            returned_at=timezone.now() if n % 4 == 0 else None,
        )
        for n, (essay, script) in enumerate(zip(essays, scripts, strict=True))
    )
    _mark_in_bulk(assignment, scripts[::2], by)


def _script() -> Script:
    text = markup.plain(TEXT)
    return Script(
        html=TEXT,
        text=text,
        words=markup.word_count(text),
        sha256=markup.fingerprint(text),
        origin=Origin.TYPED,
    )


def _mark_in_bulk(assignment: Assignment, scripts: list[Script], by: User) -> None:
    assessments = Assessment.objects.bulk_create(
        Assessment(
            script=script,
            marker=by,
            rubric_version_id=assignment.rubric_version_id,
            marked_at=timezone.now(),
        )
        for script in scripts
    )
    levels = list(
        Level.objects.filter(
            criterion__version=assignment.rubric_version_id, number=3
        ).select_related("criterion")
    )
    Mark.objects.bulk_create(
        Mark(
            assessment=assessment,
            criterion=level.criterion,
            verdict=Verdict.LEVEL,
            level=level,
            points=level.points_min,
            version=1,
        )
        for assessment in assessments
        for level in levels
    )
