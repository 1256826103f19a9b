"""The gates of classrooms: what a user may fetch, or a plain 404."""

import unicodedata

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Permission, Role
from classrooms.usernames import folded


def enrolment_in(user: User, classroom_pk: int, permission: Permission) -> Enrolment:
    """The user's enrolment in a classroom where they hold the permission; else 404.

    One query; the classroom comes with it.
    """
    enrolment = (
        Enrolment.objects.that(permission)
        .select_related("classroom")
        .filter(user=user, classroom=classroom_pk)
        .first()
    )
    if enrolment is None:
        raise Http404
    return enrolment


def classroom_where(user: User, classroom_pk: int, permission: Permission) -> Classroom:
    """The classroom, if the user holds the permission there; else 404."""
    return enrolment_in(user, classroom_pk, permission).classroom


def classroom_to_manage(user: User, classroom_pk: int) -> Classroom:
    """The classroom, for its teachers; else 404."""
    return classroom_where(user, classroom_pk, Permission.MANAGE_CLASSROOM)


def teacher_of_the_school(user: User) -> User:
    """The user, if they may make classrooms; else 404."""
    if not user.is_teacher:
        raise Http404
    return user


def enrolment_to_manage(user: User, classroom_pk: int, enrolment_pk: int) -> Enrolment:
    """Somebody's enrolment in a classroom that the user manages; else 404. Two queries."""
    classroom = classroom_to_manage(user, classroom_pk)
    found = (
        Enrolment.objects.select_related("user", "classroom")
        .filter(pk=enrolment_pk, classroom=classroom)
        .first()
    )
    if found is None:
        raise Http404
    return found


def people_of(classroom: Classroom) -> list[Enrolment]:
    """Everybody in the classroom: teachers, markers, students, each by name. One query."""
    order = [Role.TEACHER, Role.MARKER, Role.STUDENT]
    everybody = Enrolment.objects.filter(classroom=classroom).select_related("user")
    # In Python: the two databases sort accents differently, and one of them wrongly.
    return sorted(
        everybody,
        key=lambda one: (order.index(Role(one.role)), folded(one.user.name), one.pk),
    )


def archived_classrooms(user: User) -> QuerySet[Classroom]:
    """The archived classrooms that the user was in, by name."""
    return Classroom.objects.where(user, Permission.SEE_CLASSROOM).exclude(archived_at=None)


def classroom_by_code(typed: str) -> Classroom | None:
    """The classroom that may be joined with what was typed; None for every other reason.

    Capitals, spaces and hyphens do not matter. A code that is unknown, closed or of an archived
    classroom gives the same answer by the same query.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(char for char in plain if char.isascii() and char.isalnum())
    return Classroom.objects.current().filter(join_code=code, join_open=True).first()
