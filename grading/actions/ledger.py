"""Writes to an assessment: one at a time, each on record, none over another unseen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from essays.models import Script
from grading.models import Assessment, Event, Kind
from rubrics.models import RubricVersion


class Stale(Exception):
    """The write was based on a version that is no longer the newest; nothing was changed.

    `mine` is what was sent; `theirs` the event that stands now, `base` the one that the write
    was based on; either is None where nothing had been written.
    """

    def __init__(self, mine: dict[str, Any], theirs: Event | None, base: Event | None) -> None:
        super().__init__("This changed in another window.")
        self.mine = mine
        self.theirs = theirs
        self.base = base


class Released(Exception):
    """The student can read the assessment, so it changes only after a withdrawal."""


class KeyReused(Exception):
    """The idempotency key belongs to another write of the same assessment."""


@dataclass(frozen=True)
class Ledger:
    """The locked assessment with what is needed to write its next event.

    Two queries once the assessment exists. Open it inside a transaction: its lock holds until
    that ends. The submission is locked with it, so that no release falls between.
    """

    assessment: Assessment
    last: Event | None
    answered: Event | None
    by: User
    key: UUID

    @classmethod
    def open(cls, *, script: Script, rubric: RubricVersion, by: User, key: UUID) -> "Ledger":
        """Lock the person's marking of the script; begin it if this is the first write."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("An assessment is written inside a transaction.")
        found = _locked(script, by).first() or _begun(script, rubric, by)
        newest = Event.objects.filter(assessment=found).order_by("-number").values("number")[:1]
        events = Event.objects.filter(assessment=found).filter(
            Q(key=key) | Q(number=Subquery(newest))
        )
        known = list(events.order_by("number"))
        return cls(
            assessment=found,
            last=known[-1] if known else None,
            answered=next((event for event in known if event.key == key), None),
            by=by,
            key=key,
        )

    def repeats(self, subject: str, state: dict[str, Any]) -> bool:
        """Whether the write with this key was already accepted, word for word.

        `subject` may end at its colon where the object was made by the write itself.
        """
        first = self.answered
        return first is not None and first.subject.startswith(subject) and first.state == state

    def check(self, subject: str, state: dict[str, Any], *, based_on: int, version: int) -> None:
        """Raise Released, Stale or KeyReused where the write must not be accepted."""
        if self.assessment.script.submission.returned_at is not None:
            raise Released
        if based_on != version:
            raise Stale(state, self._event(subject, version), self._event(subject, based_on))
        if self.answered is not None:
            raise KeyReused

    def append(self, subject: str, state: dict[str, Any], *, version: int) -> Event:
        """Write the next event of the chain."""
        event = Event(
            assessment=self.assessment,
            number=self.last.number + 1 if self.last else 1,
            subject=subject,
            version=version,
            state=state,
            key=self.key,
            by=self.by,
            at=timezone.now(),
        )
        event.digest = event.digest_after(self.last.digest if self.last else "")
        event.save(force_insert=True)
        return event

    def _event(self, subject: str, version: int) -> Event | None:
        return self.assessment.events.filter(subject=subject, version=version).first()


def _begun(script: Script, rubric: RubricVersion, by: User) -> Assessment:
    """Begin the marking; if another window of the same person was first, take theirs."""
    Assessment.objects.get_or_create(
        script=script, marker=by, kind=Kind.MARKING, defaults={"rubric_version": rubric}
    )
    return _locked(script, by).get()


def _locked(script: Script, by: User) -> QuerySet[Assessment]:
    return (
        Assessment.objects.select_for_update(of=("self", "script__submission"))
        .select_related("script__submission")
        .filter(script=script, marker=by, kind=Kind.MARKING, script__submission__isnull=False)
        .defer("script__html", "script__text")
    )
