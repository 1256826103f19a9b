"""Uploading an essay: the file is kept first, then read, then looked at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SchoolRequest
from essays import access, actions
from essays.access import Visit
from essays.clock import began
from essays.conflict import conflict_page
from essays.forms import TakeForm, UploadForm
from essays.intake.errors import IntakeError
from essays.models import Essay, Original
from essays.reading import Reading, read_original
from essays.refusals import DraftConflict, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SchoolRequest, pk: int) -> HttpResponse:
    """Choose a file; its text becomes the draft, after a question where one is there already."""
    visit = access.assignment_to_write(request.user, pk, at=began(request))
    if request.method != "POST":
        return _page(request, visit, UploadForm())
    if "take" in request.POST:
        return _take(request, visit)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    essay = actions.begin_essay(assignment=visit.assignment, by=request.user)
    file = form.cleaned_data["file"]
    try:
        original = actions.keep_original(
            essay=essay, data=file.read(), name=file.name, by=request.user
        )
        reading = _read(request, original)
    except (IntakeError, Refusal) as problem:
        form.add_error("file", str(problem))
        return _page(request, visit, form, status=422)
    if essay.html:
        return _ask(request, visit, essay, original, reading)
    return _put(request, visit, essay, reading.html, essay.revision, original, reading.notes)


def _read(request: SchoolRequest, original: Original) -> Reading:
    """The text of a file that is already kept; a failure is noted beside the file."""
    try:
        return read_original(original)
    except (IntakeError, Refusal) as problem:
        actions.note_problem(original=original, problem=str(problem), by=request.user)
        raise


def _take(request: SchoolRequest, visit: Visit) -> HttpResponse:
    """The answer to the question whether the file's text takes the draft's place: yes."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, UploadForm(), status=422)
    taken = form.cleaned_data
    original = access.own_original(request.user, visit.assignment, taken["original"])
    essay = actions.begin_essay(assignment=visit.assignment, by=request.user)
    return _put(request, visit, essay, taken["html"], taken["based_on"], original, [])


def _put(
    request: SchoolRequest,
    visit: Visit,
    essay: Essay,
    html: str,
    based_on: int,
    original: Original,
    notes: list[str],
) -> HttpResponse:
    try:
        actions.save_draft(
            essay=essay, html=html, based_on=based_on, by=request.user, original=original
        )
    except DraftConflict as conflict:
        return conflict_page(request, visit, conflict)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("essays:upload", visit.assignment.pk)
    messages.success(
        request,
        _("The text of %(name)s is now your draft. It is not handed in yet.")
        % {"name": original.name},
    )
    for note in notes:
        messages.warning(request, note)
    return redirect("essays:hand-in", visit.assignment.pk)


def _ask(
    request: SchoolRequest, visit: Visit, essay: Essay, original: Original, reading: Reading
) -> HttpResponse:
    context = {
        "visit": visit,
        "assignment": visit.assignment,
        "essay": essay,
        "original": original,
        "reading": reading,
    }
    return render(request, "essays/upload_replace.html", context)


def _page(
    request: SchoolRequest, visit: Visit, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "visit": visit,
        "assignment": visit.assignment,
        "form": form,
        "essay": access.own_essay(request.user, visit.assignment),
    }
    return render(request, "essays/upload.html", context, status=status)
