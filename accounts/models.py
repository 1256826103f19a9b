"""People, and the record of what they did."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_name


class SchoolUserManager(UserManager["User"]):
    """Creates people; user names are composed and compared without regard to capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person as they type their name: capitals do not matter."""
        return self.get(username__iexact=unicodedata.normalize("NFKC", username or ""))

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address in small letters: sign-in and password reset look for it so."""
        return super().normalize_email(email).lower()


class User(AbstractUser):
    """A person of the school. Students often have no e-mail, so it may be blank."""

    first_name = None  # type: ignore[assignment]  # one name field: names differ in shape
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=150, validators=[validate_name])
    email = models.EmailField(_("e-mail"), blank=True)
    is_teacher = models.BooleanField(
        _("teacher of the school"),
        default=False,
        help_text=_("May make classrooms, rubrics and assignments."),
    )
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[SchoolUserManager] = SchoolUserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_any_case"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="user_email_any_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The whole name; the user name where there is none."""
        return str(self)

    def get_short_name(self) -> str:
        """The first of the names, as used in greetings and comments."""
        return str(self).split()[0]

    @property
    def is_student_only(self) -> bool:
        """Whether the person holds no power outside the classrooms they joined."""
        return not (self.is_teacher or self.is_staff or self.is_superuser)


class AuditEntry(models.Model):
    """One act of one person: written in the transaction of the act, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once; a second save raises TypeError."""
        if self.pk is not None:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the record stays."""
        raise TypeError("An audit entry is never deleted.")
