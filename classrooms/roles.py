"""What each role may do in its classroom, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A person's role in one classroom."""

    TEACHER = "teacher", _("Teacher")
    MARKER = "marker", _("Marker")
    STUDENT = "student", _("Student")


class Permission(models.TextChoices):
    """One thing that may be done in a classroom."""

    SEE_CLASSROOM = "see classroom"
    MANAGE_CLASSROOM = "manage classroom"
    SET_ASSIGNMENT = "set assignment"
    SEE_CLASS_LIST = "see class list"
    MARK = "mark"
    RELEASE = "release"
    WRITE = "write"


P = Permission
CAN: dict[Role, frozenset[Permission]] = {
    Role.TEACHER: frozenset(
        {P.SEE_CLASSROOM, P.MANAGE_CLASSROOM, P.SET_ASSIGNMENT, P.SEE_CLASS_LIST, P.MARK, P.RELEASE}
    ),
    Role.MARKER: frozenset({P.SEE_CLASSROOM, P.MARK}),
    Role.STUDENT: frozenset({P.SEE_CLASSROOM, P.WRITE}),
}


def roles_that(permission: Permission) -> list[Role]:
    """The roles that hold the permission."""
    return [role for role, permissions in CAN.items() if permission in permissions]
