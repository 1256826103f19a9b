"""A question set to a classroom."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_name, validate_text
from classrooms.models import Classroom
from classrooms.roles import Permission, roles_that
from essays.models.script import Exemplar
from rubrics.models import RubricVersion


class LatePolicy(models.TextChoices):
    """What happens to work that comes after the due time."""

    ACCEPT = "accept", _("Accept it, marked as late")
    REFUSE = "refuse", _("Close: nothing can be handed in")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments as somebody may see them."""

    def where(self, user: User, permission: Permission) -> "AssignmentQuerySet":
        """Assignments of classrooms in which the user holds the permission."""
        return self.filter(
            classroom__enrolments__user=user,
            classroom__enrolments__role__in=roles_that(permission),
        )

    def opened(self, at: datetime) -> "AssignmentQuerySet":
        """Assignments that students can see at that time."""
        return self.filter(opens_at__lte=at)


class Assignment(models.Model):
    """A question with its rubric, dates and policies."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    title = models.CharField(_("title"), max_length=120, validators=[validate_name])
    prompt = models.TextField(_("question"), validators=[validate_text])
    rubric_version = models.ForeignKey(
        RubricVersion,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("rubric"),
    )
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"))
    late_policy = models.CharField(
        _("after the due time"),
        max_length=10,
        choices=LatePolicy.choices,
        default=LatePolicy.ACCEPT,
    )
    blind = models.BooleanField(_("hide names while marking"), default=True)
    word_guide = models.PositiveIntegerField(
        _("about how many words"), null=True, blank=True, help_text=_("A guide, never a cut.")
    )
    exemplars = models.ManyToManyField(
        Exemplar, blank=True, related_name="assignments", verbose_name=_("exemplars shown")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("opens_at")),
                name="assignment_opens_before_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title
