"""Release and withdrawal: the only acts that open grades and feedback to a student."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from essays.models import Assignment, Submission
from grading.models import Assessment, Kind, Release


class NotMarked(Exception):
    """The script has no finished assessment, so there is nothing to release."""


class ReasonMissing(Exception):
    """A withdrawal says why."""


@transaction.atomic
def release(*, submission: Submission, by: User, at: datetime | None = None) -> Release:
    """Release the finished assessment of a submission; a second call returns the first release.

    `at` is now unless said otherwise. Raises NotMarked while a criterion lacks its verdict.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    standing = Release.objects.standing().filter(submission=locked).first()
    if standing is not None:
        return standing
    assessment = _finished(locked)
    if assessment is None:
        raise NotMarked
    return _release_one(locked, assessment, by, at or timezone.now())


@transaction.atomic
def release_all(*, assignment: Assignment, by: User) -> list[Release]:
    """Release every marked and still held submission that counts; return the new releases."""
    held = (
        Submission.objects.select_for_update(of=("self",))
        .latest_of_each()
        .filter(essay__assignment=assignment, returned_at=None)
        .order_by("pk")
    )
    found = {
        assessment.script_id: assessment
        for assessment in Assessment.objects.filter(
            kind=Kind.MARKING,
            marked_at__isnull=False,
            script__submission__essay__assignment=assignment,
        ).order_by("-marked_at")
    }
    now = timezone.now()
    return [
        _release_one(submission, found[submission.script_id], by, now)
        for submission in held
        if submission.script_id in found
    ]


@transaction.atomic
def withdraw(*, submission: Submission, by: User, reason: str) -> None:
    """Take a release back, for a reason on record; nothing happens where none stands.

    Raises ReasonMissing without a reason.
    """
    if not reason.strip():
        raise ReasonMissing
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    standing = Release.objects.standing().filter(submission=locked).first()
    if standing is None:
        return
    standing.withdrawn_at = timezone.now()
    standing.withdrawn_by = by
    standing.reason = reason.strip()
    standing.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    locked.returned_at = None
    locked.save(update_fields=["returned_at"])
    audit.record(verb="withdrawn", by=by, subject=locked, release=standing.pk)


def _finished(submission: Submission) -> Assessment | None:
    """The first finished marking of the script: the mark of record until moderation exists."""
    return (
        Assessment.objects.filter(
            script=submission.script_id, kind=Kind.MARKING, marked_at__isnull=False
        )
        .order_by("marked_at")
        .first()
    )


def _release_one(submission: Submission, assessment: Assessment, by: User, at: datetime) -> Release:
    made = Release.objects.create(
        submission=submission, assessment=assessment, released_at=at, released_by=by
    )
    submission.returned_at = at
    submission.save(update_fields=["returned_at"])
    audit.record(verb="released", by=by, subject=submission, assessment=assessment.pk)
    return made
