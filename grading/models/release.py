"""The act that shows grades and feedback to a student, and the act that takes it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from essays.models import Submission
from grading.models.assessment import Assessment


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases in force."""

    def standing(self) -> "ReleaseQuerySet":
        """Releases that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Release(models.Model):
    """One release of one assessment of one submission. At most one stands at a time."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="releases")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="releases")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(withdrawn_at=None),
                name="release_one_stands",
            ),
            models.CheckConstraint(
                condition=(
                    Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                    | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason="")
                ),
                name="release_withdrawal_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.released_at:%Y-%m-%d}"
