"""Release and withdrawal, singly and for the class."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SchoolRequest
from grading import class_access
from grading.actions import release as actions
from grading.classlist import class_list
from grading.forms_release import WithdrawForm


@require_http_methods(["GET", "HEAD", "POST"])
def release_all(request: SchoolRequest, pk: int) -> HttpResponse:
    """Show how many scripts a release would open, then release all that are marked."""
    assignment = class_access.assignment_to_release(request.user, pk)
    if request.method == "POST":
        made = actions.release_all(assignment=assignment, by=request.user)
        messages.success(request, _released_words(len(made)))
        return redirect("grading:class-list", assignment.pk)
    version = class_access.version_of(assignment)
    context = {"assignment": assignment, "found": class_list(assignment, version)}
    return render(request, "grading/release_all.html", context)


@require_POST
def release(request: SchoolRequest, public_id: uuid.UUID) -> HttpResponse:
    """Release the feedback on one script."""
    submission = class_access.submission_to_release(request.user, public_id)
    try:
        actions.release(submission=submission, by=request.user)
    except actions.NotMarked:
        messages.error(
            request, _("Not released: at least one criterion has no verdict yet. Nothing changed.")
        )
    else:
        messages.success(request, _released_words(1))
    return redirect("grading:class-list", submission.essay.assignment_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SchoolRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for the reason, then hide the feedback on one script again."""
    submission = class_access.submission_to_release(request.user, public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(submission=submission, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request, _("Withdrawn. The student no longer sees the result; marks can be changed.")
        )
        return redirect("grading:class-list", submission.essay.assignment_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "submission": submission, "assignment": submission.essay.assignment}
    return render(request, "grading/withdraw.html", context, status=status)


def _released_words(count: int) -> str:
    if not count:
        return _("Nothing was released: no marked script is held.")
    return ngettext(
        "%(count)d student can now read the result.",
        "%(count)d students can now read their results.",
        count,
    ) % {"count": count}
