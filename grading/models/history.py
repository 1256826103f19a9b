"""The append-only history of an assessment, chained so that a changed row is found."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models

from grading.models.assessment import Assessment


class Event(models.Model):
    """One accepted write to an assessment, in the order in which they were accepted.

    `subject` names what was written ("mark:aims", "overall", "annotation:12"), `state` is what
    it became. The digest covers the event and the digest before it, so that no row can be
    changed, removed or slipped in without all later digests failing.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    state = models.JSONField()
    key = models.UUIDField(help_text="The idempotency key of the write.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="event_number_once"),
            models.UniqueConstraint(fields=["assessment", "key"], name="event_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the event once; a second save raises TypeError."""
        if self.pk is not None:
            raise TypeError("The history is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the history stays."""
        raise TypeError("The history is append-only.")

    def digest_after(self, previous: str) -> str:
        """SHA-256 over the digest before this event and everything the event says."""
        said = json.dumps(
            [
                previous,
                self.assessment_id,
                self.number,
                self.subject,
                self.version,
                self.state,
                str(self.key),
                self.by_id,
                self.at.isoformat(),
            ],
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return hashlib.sha256(said.encode()).hexdigest()
