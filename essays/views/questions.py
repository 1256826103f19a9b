"""The page of an assignment: what is asked, by when, how it is judged, and the next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.http import SchoolRequest
from classrooms.roles import Permission
from essays import access, wording
from essays.access import Visit
from essays.clock import began
from essays.desk import own_work
from rubrics.frozen import drawn

RUBRIC_HEADING = 3
"""The rubric stands under a heading of the page."""


@require_safe
def assignment(request: SchoolRequest, pk: int) -> HttpResponse:
    """The question page; students see their own work on it, others the way to the class."""
    at = began(request)
    visit = access.assignment_to_read(request.user, pk, at=at)
    return render(
        request,
        "essays/assignment.html",
        {
            "visit": visit,
            "assignment": visit.assignment,
            "state": wording.state(visit.assignment, visit.standing, at),
            "rubric": _rubric(visit),
            "exemplars": access.exemplars_of(visit),
            "work": own_work(request.user, visit) if visit.writes else None,
            "may_set": visit.may(Permission.SET_ASSIGNMENT),
        },
    )


def _rubric(visit: Visit) -> SafeString:
    """How the assignment is judged; drawn once, as the version never changes."""
    version = visit.assignment.rubric_version
    return drawn(
        "rubrics/_rubric.html",
        (version.pk, version.published_at, RUBRIC_HEADING),
        lambda: {"version": access.rubric_of(visit), "heading": RUBRIC_HEADING},
    )
