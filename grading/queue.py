"""What a marker does next, and how far the class is. Reads ids and counts, never a text."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from essays.models import Assignment, Submission
from grading.models import Assessment, Kind


@dataclass(frozen=True)
class Progress:
    """How many of an assignment's scripts are marked, by anybody."""

    marked: int
    scripts: int

    @property
    def left(self) -> int:
        """How many wait."""
        return self.scripts - self.marked


def next_script(user: User, assignment: Assignment, after: UUID | None = None) -> UUID | None:
    """The public id of the next script for this marker, or None when nothing waits. One query.

    Waiting is a script that counts, that nobody has finished and nobody else has begun. The
    order is random, different for each marker and always the same for one: it says nothing
    about who handed in when, and no two markers start at the same end. `after` goes on behind
    that script and comes round to the beginning.
    """
    waiting = [one for one in _waiting(user, assignment) if one != after]
    here = _place(user, after) if after else ""
    behind = [one for one in waiting if _place(user, one) > here]
    return min(behind or waiting, key=lambda one: _place(user, one), default=None)


def progress(assignment: Assignment) -> Progress:
    """Count the scripts that count and those that are marked. One query."""
    found = _that_count(assignment).aggregate(
        scripts=Count("pk"), marked=Count("pk", filter=Exists(_markings().exclude(marked_at=None)))
    )
    return Progress(**found)


def _waiting(user: User, assignment: Assignment) -> QuerySet[Submission, UUID]:
    taken = _markings().filter(~Q(marked_at=None) | ~Q(marker=user))
    return (
        _that_count(assignment)
        .exclude(essay__author=user)
        .filter(~Exists(taken))
        .values_list("script__public_id", flat=True)
    )


def _that_count(assignment: Assignment) -> QuerySet[Submission]:
    return Submission.objects.latest_of_each().filter(essay__assignment=assignment)


def _markings() -> QuerySet[Assessment]:
    return Assessment.objects.filter(script=OuterRef("script"), kind=Kind.MARKING)


def _place(user: User, script: UUID) -> str:
    """Where a script lies in the marker's own order."""
    return hashlib.sha256(f"{user.pk}:{script}".encode()).hexdigest()
