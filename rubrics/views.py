"""Reading rubrics."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SchoolRequest
from rubrics import access
from rubrics.builtin import BUILT_IN


@require_safe
def rubric_list(request: SchoolRequest) -> HttpResponse:
    """The school's rubrics and the teacher's own."""
    found = access.rubrics_to_manage(request.user)
    context = {
        "school": [rubric for rubric in found if rubric.owner_id is None],
        "own": [one for one in found if one.owner_id and one.archived_at is None],
        "archived": [rubric for rubric in found if rubric.archived_at is not None],
    }
    return render(request, "rubrics/list.html", context)


@login_not_required
@require_safe
def built_in(request: HttpRequest) -> HttpResponse:
    """The built-in rubric, for everybody."""
    version = access.public_rubric(BUILT_IN)
    return render(request, "rubrics/version.html", {"version": version})


@require_safe
def version_detail(request: SchoolRequest, pk: int) -> HttpResponse:
    """One version of a rubric as a page to read."""
    version = access.version_to_read(request.user, pk)
    return render(request, "rubrics/version.html", {"version": version})
