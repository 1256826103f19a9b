"""A teaching group and the people in it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_name
from classrooms.roles import CAN, Permission, Role, roles_that

# 32 symbols that cannot be mistaken for each other when read aloud or from a card.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
JOIN_CODE_LENGTH = 10


def new_join_code() -> str:
    """Ten random symbols of 32: 50 bits, too many to guess."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(JOIN_CODE_LENGTH))


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    """Classrooms as somebody may see them."""

    def where(self, user: User, permission: Permission) -> "ClassroomQuerySet":
        """Classrooms in which the user holds the permission."""
        return self.filter(
            enrolments__user=user, enrolments__role__in=roles_that(permission)
        ).distinct()

    def current(self) -> "ClassroomQuerySet":
        """Classrooms that are not archived."""
        return self.filter(archived_at=None)


class Classroom(models.Model):
    """A teaching group."""

    name = models.CharField(_("name"), max_length=100, validators=[validate_name])
    join_code = models.CharField(max_length=16, unique=True, default=new_join_code)
    join_open = models.BooleanField(_("students may join with the code"), default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Enrolment", related_name="classrooms"
    )

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_join_code(self) -> str:
        """The code in two groups, as it is read aloud or printed."""
        half = len(self.join_code) // 2
        return f"{self.join_code[:half]}-{self.join_code[half:]}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by what they allow."""

    def that(self, permission: Permission) -> "EnrolmentQuerySet":
        """Enrolments whose role holds the permission."""
        return self.filter(role__in=roles_that(permission))

    def students(self) -> "EnrolmentQuerySet":
        """The students of the classroom, by name."""
        return self.filter(role=Role.STUDENT).select_related("user").order_by("user__name", "pk")


class Enrolment(models.Model):
    """One person's role in one classroom; ending it ends the access at once."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    made_account = models.BooleanField(
        default=False,
        help_text=_("The account was made for this classroom, so its teachers may reset it."),
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="enrolment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    def may(self, permission: Permission) -> bool:
        """Whether the role holds the permission."""
        return permission in CAN[Role(self.role)]
