"""Writing: the page, and the door through which the draft saves itself."""

import json

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SchoolRequest
from essays import access, actions, typed, wording
from essays.access import Visit
from essays.clock import began
from essays.conflict import conflict_page
from essays.forms import DraftForm, WritingForm
from essays.models import Essay
from essays.refusals import DraftConflict, Refusal, TooLong
from essays.wanted import wanted


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SchoolRequest, pk: int) -> HttpResponse:
    """The writing page. Without scripts its form saves the draft, and leads to handing in."""
    visit = access.assignment_to_write(request.user, pk, at=began(request))
    essay = access.own_essay(request.user, visit.assignment)
    if request.method != "POST":
        return _page(request, visit, _form_for(essay), essay)
    form = WritingForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, essay, status=422)
    html = form.cleaned_data["html"]
    if "plain" in request.POST:
        html = typed.as_html(html)
    try:
        saved = actions.save_draft(
            essay=actions.begin_essay(assignment=visit.assignment, by=request.user),
            html=html,
            based_on=form.cleaned_data["based_on"],
            by=request.user,
        )
    except DraftConflict as conflict:
        return conflict_page(request, visit, conflict)
    except Refusal as refusal:
        form.add_error("html", str(refusal))
        return _page(request, visit, form, essay, status=422)
    if "hand-in" in request.POST:
        return redirect("essays:hand-in", pk)
    messages.success(request, _("The draft is saved: %(time)s.") % {"time": _clock(saved)})
    return redirect("essays:write", pk)


def _form_for(essay: Essay | None) -> WritingForm:
    if essay is None:
        return WritingForm(initial={"html": "", "based_on": 0})
    return WritingForm(initial={"html": essay.html, "based_on": essay.revision})


def _page(
    request: SchoolRequest,
    visit: Visit,
    form: WritingForm,
    essay: Essay | None,
    *,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "essays/write.html",
        {
            "visit": visit,
            "assignment": visit.assignment,
            "form": form,
            "media": form.media.with_nonce(request.csp_nonce),
            "essay": essay,
            "due": wording.remaining(visit.assignment, visit.standing, began(request)),
            "wanted": wanted(access.rubric_of(visit)),
            "exemplars": access.exemplars_of(visit),
        },
        status=status,
    )


@require_POST
def draft_save(request: SchoolRequest, pk: int) -> JsonResponse:
    """Save the draft as the page's script sends it, and say truthfully what became of it."""
    visit = access.assignment_to_write(request.user, pk, at=began(request))
    try:
        form = DraftForm(_message(request.body))
    except RequestDataTooBig:
        limit = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return _refused(_("The text is too large to be sent; the limit is %s.") % limit, 413)
    except (ValueError, RecursionError):
        return _refused(_("The message could not be read."), 400)
    if not form.is_valid():
        problems = [str(said) for errors in form.errors.values() for said in errors]
        return _refused(" ".join(problems), 422)
    if form.cleaned_data["writer"] != request.user.pk:
        said = _("Somebody else has signed in here, so this text was not saved.")
        return _refused(said, 409)
    return _saved(request, visit, form)


def _message(body: bytes) -> dict[str, object]:
    message = json.loads(body)
    if not isinstance(message, dict):
        raise ValueError("A draft is an object.")
    return message


def _saved(request: SchoolRequest, visit: Visit, form: DraftForm) -> JsonResponse:
    try:
        saved = actions.save_draft(
            essay=actions.begin_essay(assignment=visit.assignment, by=request.user),
            html=form.cleaned_data["html"],
            based_on=form.cleaned_data["based_on"],
            by=request.user,
        )
    except DraftConflict as conflict:
        return _refused(str(conflict), 409, conflict=True)
    except Refusal as refusal:
        return _refused(str(refusal), 413 if isinstance(refusal, TooLong) else 422)
    return JsonResponse(
        {
            "revision": saved.revision,
            "words": saved.words,
            "saved": _clock(saved),
            "due": wording.remaining(visit.assignment, visit.standing, began(request)),
            "may_submit": visit.standing.may_submit,
        }
    )


def _refused(message: str, status: int, *, conflict: bool = False) -> JsonResponse:
    return JsonResponse({"message": message, "conflict": conflict}, status=status)


def _clock(essay: Essay) -> str:
    """The server's time of the last save, in school time; empty before the first one."""
    if essay.saved_at is None:
        return ""
    return date_format(timezone.localtime(essay.saved_at), "TIME_FORMAT")
