"""Rubrics in versions: what was judged by a version stays judged by it."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_name, validate_text


class RubricQuerySet(models.QuerySet["Rubric"]):
    """Rubrics by who may use them."""

    def usable_by(self, user: User) -> "RubricQuerySet":
        """The school's rubrics and the user's own, not archived."""
        return self.filter(models.Q(owner=None) | models.Q(owner=user), archived_at=None)


class Rubric(models.Model):
    """A named rubric; what it says stands in its versions."""

    name = models.CharField(_("name"), max_length=120, validators=[validate_name])
    slug = models.SlugField(
        unique=True, null=True, blank=True, help_text=_("Only the built-in rubrics have one.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rubrics",
        help_text=_("Nobody: the rubric belongs to the school and cannot be edited."),
    )
    copied_from = models.ForeignKey(
        "RubricVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class RubricVersionQuerySet(models.QuerySet["RubricVersion"]):
    """Versions with what they say."""

    def published(self) -> "RubricVersionQuerySet":
        """Versions that may be used."""
        return self.exclude(published_at=None)

    def with_criteria(self) -> "RubricVersionQuerySet":
        """Versions with criteria and levels at hand: two more queries, however many there are."""
        return self.select_related("rubric").prefetch_related("criteria__levels")


class RubricVersion(models.Model):
    """One wording of a rubric. Published versions never change; a draft has no date yet."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    step = models.DecimalField(
        _("smallest step between points"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.25"))],
    )
    guidance = models.TextField(
        _("how marks are placed"),
        blank=True,
        validators=[validate_text],
        help_text=_("Students and markers read it below the criteria."),
    )
    misconceptions = models.JSONField(
        default=list, blank=True, help_text=_("A list of {claim, question}.")
    )
    overall = models.JSONField(
        default=list, blank=True, help_text=_("A list of {number, descriptor} for whole essays.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = RubricVersionQuerySet.as_manager()

    class Meta:
        ordering = ["rubric", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rubric.name}, {_('version')} {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether the version can still be edited."""
        return self.published_at is None

    @property
    def max_points(self) -> Decimal:
        """The points of a perfect essay: the sum over all criteria that carry points."""
        return sum((c.max_points for c in self.criteria.all()), Decimal(0))


class Criterion(models.Model):
    """One thing an essay is judged by; it may stand under a parent, one level deep."""

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=40, help_text=_("Stays the same across versions."))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80, validators=[validate_name])
    ask = models.CharField(
        _("what it asks"), max_length=200, blank=True, validators=[validate_text]
    )
    text_only = models.BooleanField(_("comment only, no points"), default=False)
    cues = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["version", "position"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="criterion_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def max_points(self) -> Decimal:
        """The top of the highest band; 0 for a criterion that takes only a comment."""
        return max((level.points_max for level in self.levels.all()), default=Decimal(0))


class Level(models.Model):
    """A band of points with the words that describe it."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    points_min = models.DecimalField(_("from"), max_digits=6, decimal_places=2)
    points_max = models.DecimalField(_("to"), max_digits=6, decimal_places=2)
    descriptor = models.TextField(_("descriptor"), validators=[validate_text])

    class Meta:
        ordering = ["criterion", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="level_number_once"),
            models.CheckConstraint(
                condition=models.Q(points_min__gte=0)
                & models.Q(points_max__gte=models.F("points_min")),
                name="level_band_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Level')} {self.number}"

    def holds(self, points: Decimal) -> bool:
        """Whether the points lie inside the band."""
        return self.points_min <= points <= self.points_max

    @property
    def is_single(self) -> bool:
        """Whether the band is one value, so there is nothing to choose inside it."""
        return self.points_min == self.points_max
