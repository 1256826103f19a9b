"""Handing in: first a look at exactly what will be stored, then one act, then the receipt."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import SchoolRequest
from essays import access, actions, wording
from essays.access import Visit
from essays.clock import began
from essays.desk import own_work
from essays.forms import HandInForm
from essays.models import Submission
from essays.refusals import NothingWritten, Refusal
from essays.review import review_of


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: SchoolRequest, pk: int) -> HttpResponse:
    """GET shows the text as it would be frozen; POST hands in that very text, once."""
    visit = access.assignment_to_write(request.user, pk, at=began(request))
    if request.method != "POST":
        return _look(request, visit)
    try:
        submission = _submit(request, visit)
    except NothingWritten as refusal:
        return _look(request, visit, refusal, status=422)
    except Refusal as refusal:
        return _look(request, visit, refusal, status=409)
    if submission is None:
        return _look(request, visit, status=422)
    return redirect("essays:receipt", submission.receipt)


def _submit(request: SchoolRequest, visit: Visit) -> Submission | None:
    """The submission that this form made, now or when it first arrived; none for a broken form."""
    form = HandInForm(request.POST)
    if not form.is_valid():
        return None
    return actions.submit_draft(
        assignment=visit.assignment, by=request.user, at=began(request), **form.cleaned_data
    )


def _look(
    request: SchoolRequest, visit: Visit, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    work = own_work(request.user, visit)
    return render(
        request,
        "essays/hand_in.html",
        {
            "visit": visit,
            "assignment": visit.assignment,
            "work": work,
            "review": review_of(work, request.user, visit),
            "state": wording.remaining(visit.assignment, visit.standing, began(request)),
            "key": uuid.uuid4(),
            "refusal": refusal,
        },
        status=status,
    )
