"""The pages a person starts from: home, one classroom, one assignment with its class."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import SchoolRequest
from classrooms.access import enrolment_in
from classrooms.roles import Permission
from grading import class_access, overview
from grading.classlist import class_list
from grading.queue import next_script


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The visitor's welcome, or everything that waits for the person who signed in."""
    if not request.user.is_authenticated:
        return render(request, "grading/welcome.html")
    desk = overview.desk_of(request.user, at=timezone.now())
    return render(request, "grading/home.html", {"desk": desk})


@require_safe
def classroom(request: SchoolRequest, pk: int) -> HttpResponse:
    """One classroom with its assignments, as its teacher, marker or student sees it."""
    enrolment = enrolment_in(request.user, pk, Permission.SEE_CLASSROOM)
    room = overview.room_of(enrolment, at=timezone.now())
    return render(request, "grading/classroom.html", {"room": room})


@require_safe
def assignment_class(request: SchoolRequest, pk: int) -> HttpResponse:
    """Who has handed in, what is left to mark, and what is held or released."""
    enrolment, assignment, version = class_access.assignment_to_mark(request.user, pk)
    context = {
        "assignment": assignment,
        "version": version,
        "found": class_list(assignment, version),
        "may_see_names": enrolment.may(Permission.SEE_CLASS_LIST),
        "may_release": enrolment.may(Permission.RELEASE),
        "may_set": enrolment.may(Permission.SET_ASSIGNMENT),
    }
    return render(request, "grading/class_list.html", context)


@require_safe
def mark_next(request: SchoolRequest, pk: int) -> HttpResponse:
    """Go to the next script to mark, or back to the list when none is left."""
    _, assignment, _ = class_access.assignment_to_mark(request.user, pk)
    script = next_script(request.user, assignment, after=_uuid(request.GET.get("after", "")))
    if script is None:
        return redirect("grading:class-list", assignment.pk)
    return redirect("grading:script-mark", script)


def _uuid(typed: str) -> uuid.UUID | None:
    """The script that the marker comes from; anything else in the address is left aside."""
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None
