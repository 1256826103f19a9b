"""Writes to an assessment: one at a time, each on record, none over another unseen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from essays.models import Script, Submission
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
    """An assessment that nobody else can write to, with what its next event needs.

    Three queries once the assessment exists. Open it inside a transaction: it locks the
    submission until that ends, so that neither another write nor a release falls between.
    """

    assessment: Assessment
    released: bool
    by: User
    key: UUID

    @classmethod
    def open(cls, *, script: Script, rubric: RubricVersion, by: User, key: UUID) -> "Ledger":
        """Lock the script and take the person's marking of it; begin it with the first write."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("An assessment is written inside a transaction.")
        returned_at = (
            Submission.objects.select_for_update()
            .values_list("returned_at", flat=True)
            .order_by()
            .get(script=script)
        )
        marking = {"script": script, "marker": by, "kind": Kind.MARKING}
        found = Assessment.objects.filter(**marking).first() or Assessment.objects.create(
            **marking, rubric_version=rubric
        )
        return cls(assessment=found, released=returned_at is not None, by=by, key=key)

    def first_answer(self, subject: str, state: dict[str, Any]) -> Event | None:
        """The event of this very write, if it was already accepted, word for word.

        `subject` may end at its colon where the object was made by the write itself.
        """
        first = self.assessment.events.filter(key=self.key).first()
        if first is None or first.state != state or not first.subject.startswith(subject):
            return None
        return first

    def check(self, subject: str, state: dict[str, Any], *, based_on: int, version: int) -> None:
        """Raise Released or Stale where the write must not be accepted."""
        if self.released:
            raise Released
        if based_on != version:
            raise Stale(state, self._event(subject, version), self._event(subject, based_on))

    def append(self, subject: str, state: dict[str, Any], *, version: int) -> Event:
        """Write the next event of the chain. Raises KeyReused for a key that it already has."""
        last = self.assessment.events.order_by("-number").values_list("number", "digest").first()
        number, digest = last or (0, "")
        event = Event(
            assessment=self.assessment,
            number=number + 1,
            subject=subject,
            version=version,
            state=state,
            key=self.key,
            by=self.by,
            at=timezone.now(),
        )
        event.digest = event.digest_after(digest)
        try:
            event.save(force_insert=True)
        except IntegrityError as repeated:
            raise KeyReused from repeated
        return event

    def _event(self, subject: str, version: int) -> Event | None:
        return self.assessment.events.filter(subject=subject, version=version).first()
