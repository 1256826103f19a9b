"""One marker's judgement of one script, and its verdict on each criterion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_text
from essays.models import Script
from rubrics.models import Criterion, Level, RubricVersion


class Kind(models.TextChoices):
    """What an assessment is for. All kinds are the same thing with another purpose."""

    MARKING = "marking", _("marking")
    SECOND = "second", _("second marking")
    MODERATION = "moderation", _("moderation")
    SELF = "self", _("self-assessment")
    PEER = "peer", _("peer assessment")
    PRACTICE = "practice", _("practice")
    SEED = "seed", _("seed")
    REFERENCE = "reference", _("reference")


class Assessment(models.Model):
    """One marker's judgement of one script against one rubric version.

    Its version counts the writes to the overall comment; each mark counts its own.
    """

    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="assessments")
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text=_("Nobody: a reference assessment."),
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MARKING)
    rubric_version = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, related_name="assessments"
    )
    overall_comment = models.TextField(blank=True, validators=[validate_text])
    overall_version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    marked_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when every criterion has its verdict.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["script", "marker", "kind"], name="assessment_once"),
            models.UniqueConstraint(
                fields=["script", "kind"],
                condition=Q(marker=None),
                name="assessment_without_marker_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="reference") | Q(marker__isnull=False),
                name="assessment_has_marker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_marked(self) -> bool:
        """Whether every criterion has its verdict."""
        return self.marked_at is not None


class Verdict(models.TextChoices):
    """What was decided on a criterion. Not assessed is not zero: it carries no number."""

    OPEN = "", _("not yet decided")
    LEVEL = "level", _("a level")
    NOTHING = "nothing", _("nothing to credit")
    NOT_ASSESSED = "not_assessed", _("not assessed")


class Mark(models.Model):
    """The current verdict on one criterion, with its points and comment.

    It is the projection of the history in Event and is written in the same transaction.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True, default="")
    level = models.ForeignKey(
        Level, null=True, blank=True, on_delete=models.PROTECT, related_name="marks"
    )
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    comment = models.TextField(blank=True, validators=[validate_text])
    reason = models.TextField(blank=True, validators=[validate_text])
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="mark_once"),
            models.CheckConstraint(
                condition=(
                    Q(verdict="level", level__isnull=False, points__isnull=False)
                    | Q(verdict="nothing", level__isnull=True, points=0)
                    | Q(verdict__in=["", "not_assessed"], level__isnull=True, points__isnull=True)
                ),
                name="mark_number_fits_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_assessed") | ~Q(reason=""),
                name="mark_not_assessed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="mark_points_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_verdict_display()}"

    @property
    def is_decided(self) -> bool:
        """Whether a verdict was given."""
        return self.verdict != Verdict.OPEN
