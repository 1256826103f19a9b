"""A passage of a script that bears on the judgement."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_text
from grading.models.assessment import Assessment
from rubrics.models import Criterion


class EvidenceKind(models.TextChoices):
    """What a passage shows. The first letter is its sign in the text."""

    STRENGTH = "strength", _("Strength")
    WEAKNESS = "weakness", _("Weakness")
    ERROR = "error", _("Error")
    QUESTION = "question", _("Question")


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Annotations as they stand."""

    def standing(self) -> "AnnotationQuerySet":
        """Those that were not removed, in the order of the text."""
        return self.filter(removed_at=None).order_by("start", "-end", "pk")


class Annotation(models.Model):
    """Words of the script, by code points of Script.text and by exact quote, with a note.

    A removed annotation keeps its row: the history can show it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="annotations")
    criterion = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="annotations"
    )
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True, validators=[validate_text])
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["start", "-end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="annotation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.quote[:40]}"
