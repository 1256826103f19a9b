"""One student's work: the living draft and each handing-in of it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import CODE_ALPHABET
from essays.models.assignment import Assignment
from essays.models.script import Script


def new_code() -> str:
    """A random code for blind marking, such as K7QM2: derived from nothing."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(5))


def new_receipt() -> str:
    """A receipt number such as TS-7K4M-Q2XD: 40 random bits, checked for uniqueness on saving."""
    symbols = "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
    return f"TS-{symbols[:4]}-{symbols[4:]}"


class Essay(models.Model):
    """The living draft of one student on one assignment. The last saved revision is kept."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="essays")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="essays"
    )
    code = models.CharField(max_length=8, default=new_code, editable=False)
    html = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    original = models.ForeignKey(
        "Original",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The file that the draft was read from."),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "author"], name="essay_once"),
            models.UniqueConstraint(fields=["assignment", "code"], name="essay_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Original(models.Model):
    """An uploaded file, kept as it came and read only in a child process."""

    essay = models.ForeignKey(Essay, on_delete=models.PROTECT, related_name="originals")
    file = models.FileField(upload_to="%Y/%m")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    problem = models.TextField(blank=True, help_text=_("Why no text could be read from it."))

    def __str__(self) -> str:
        return self.name


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions by their place in the essay's history."""

    def latest_of_each(self) -> "SubmissionQuerySet":
        """The newest submission of each essay: the one that counts."""
        newer = Submission.objects.filter(
            essay=models.OuterRef("essay"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class Submission(models.Model):
    """One handing-in: the frozen script, the moment, the receipt. Each one is kept."""

    essay = models.ForeignKey(Essay, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    script = models.OneToOneField(Script, on_delete=models.PROTECT, related_name="submission")
    original = models.ForeignKey(
        Original, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    submitted_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    receipt = models.CharField(max_length=16, unique=True, default=new_receipt)
    idempotency_key = models.UUIDField()
    returned_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its grades and feedback were released.")
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["essay", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["essay", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["essay", "idempotency_key"], name="submission_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
