"""The gates of classrooms: what a user may fetch, or a plain 404."""

from django.http import Http404

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Permission


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
