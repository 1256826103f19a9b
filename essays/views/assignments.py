"""The teacher sets an essay, and changes what was set."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SchoolRequest
from classrooms.access import classroom_where
from classrooms.roles import Permission
from essays import access, actions
from essays.clock import began
from essays.forms import AssignmentForm
from essays.models import Assignment
from essays.refusals import Refusal, RubricFrozen


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SchoolRequest, pk: int) -> HttpResponse:
    """Set an essay to a classroom."""
    classroom = classroom_where(request.user, pk, Permission.SET_ASSIGNMENT)
    at = began(request)
    form = AssignmentForm(
        request.POST or None,
        versions=access.rubrics_to_set(request.user),
        at=at,
        initial=_usual_times(at),
    )
    if request.method == "POST" and form.is_valid():
        made = actions.set_assignment(
            classroom=classroom, values=form.cleaned_data, by=request.user
        )
        messages.success(request, _("The essay is set."))
        return redirect("grading:class-list", made.pk)
    return _answer(request, form, {"classroom": classroom})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Change an assignment; the form knows which version of it was opened."""
    assignment = access.assignment_to_change(request.user, pk)
    classroom = assignment.classroom
    form = AssignmentForm(
        request.POST or None,
        instance=assignment,
        versions=access.rubrics_to_set(request.user, current=assignment.rubric_version_id),
        at=began(request),
        initial={"based_on": actions.version_marker(assignment)},
    )
    if request.method == "POST" and form.is_valid() and _changed(request, assignment, form):
        messages.success(request, _("The changes are saved."))
        return redirect("grading:class-list", assignment.pk)
    return _answer(request, form, {"classroom": classroom, "assignment": assignment})


def _changed(request: SchoolRequest, assignment: Assignment, form: AssignmentForm) -> bool:
    try:
        actions.change_assignment(
            assignment=assignment,
            values=form.cleaned_data,
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=began(request),
        )
    except RubricFrozen as refusal:
        form.add_error("rubric_version", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


def _usual_times(at: datetime) -> dict[str, object]:
    """Open from now, due in a week at the end of the day."""
    local = timezone.localtime(at)
    due = (local + timedelta(days=7)).replace(hour=23, minute=59)
    return {"opens_at": local, "due_at": due, "blind": True}


def _answer(
    request: SchoolRequest, form: AssignmentForm, context: dict[str, object]
) -> HttpResponse:
    return render(
        request,
        "essays/assignment_form.html",
        {"form": form, **context},
        status=422 if form.is_bound else 200,
    )
