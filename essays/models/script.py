"""The frozen, anonymous text that is judged, and the exemplars that are shown to all."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_name, validate_text
from rubrics.models import RubricVersion


class Origin(models.TextChoices):
    """How a script came in."""

    TYPED = "typed", _("typed here")
    UPLOAD = "upload", _("uploaded")
    IMPORT = "import", _("imported")
    EXEMPLAR = "exemplar", _("exemplar")


class Script(models.Model):
    """The text as it was handed in. It never changes and knows no author.

    Its public id is random, because a rising number would tell the order of handing in.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    words = models.PositiveIntegerField(editable=False)
    language = models.CharField(max_length=12, default="en")
    origin = models.CharField(max_length=10, choices=Origin.choices, editable=False)
    truncated = models.BooleanField(default=False, help_text=_("The text breaks off."))
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the script once; a second save raises TypeError: what is judged is frozen."""
        if self.pk is not None:
            raise TypeError("A script is frozen.")
        super().save(*args, **kwargs)


class Exemplar(models.Model):
    """A script shown as an example; its reference assessment shows what it is worth and why."""

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=150, validators=[validate_name])
    question = models.TextField(_("question"), validators=[validate_text])
    script = models.OneToOneField(Script, on_delete=models.PROTECT, related_name="exemplar")
    rubric_version = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, related_name="exemplars"
    )
    note = models.TextField(blank=True)
    views_note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
