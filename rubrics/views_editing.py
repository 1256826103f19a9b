"""Copying, editing, publishing and archiving rubrics."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SchoolRequest
from rubrics import access, actions
from rubrics.editor import Editor
from rubrics.models import RubricVersion


@require_POST
def version_copy(request: SchoolRequest, pk: int) -> HttpResponse:
    """Make a rubric of one's own from a version."""
    version = access.version_to_copy(request.user, pk)
    draft = actions.copy_rubric(version=version, by=request.user)
    return redirect("rubrics:version-edit", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Edit a draft on one page."""
    version = access.version_to_edit(request.user, pk)
    if request.method == "POST":
        return _save(request, version)
    if not version.is_draft:
        return redirect("rubrics:version-detail", pk)
    return render(request, "rubrics/edit.html", {"version": version, "editor": Editor(version)})


def _save(request: SchoolRequest, version: RubricVersion) -> HttpResponse:
    """Save what was typed, or show it again with what is in its way."""
    editor = Editor(version, request.POST)
    content = editor.content()
    context = {"version": version, "editor": editor}
    if content is None:
        return render(request, "rubrics/edit.html", context, status=422)
    try:
        actions.save_draft(
            version=version, content=content, based_on=editor.based_on, by=request.user
        )
    except actions.Stale as stale:
        editor.show_both(stale.stored, content)
        return render(request, "rubrics/edit.html", context, status=409)
    except actions.Published:
        editor.too_late()
        return render(request, "rubrics/edit.html", context, status=409)
    messages.success(request, _("The draft is saved. Read it through before you publish it."))
    return redirect("rubrics:version-detail", version.pk)


@require_POST
def version_publish(request: SchoolRequest, pk: int) -> HttpResponse:
    """Fix a draft for use."""
    version = access.version_to_edit(request.user, pk)
    try:
        actions.publish(version=version, by=request.user)
    except actions.Unsound as unsound:
        messages.error(request, _("Not published. %s") % unsound)
        return redirect("rubrics:version-edit", pk)
    messages.success(request, _("Version %s is published and can be used.") % version.number)
    return redirect("rubrics:version-detail", pk)


@require_POST
def rubric_revise(request: SchoolRequest, pk: int) -> HttpResponse:
    """Open the draft of the next version."""
    rubric = access.rubric_to_change(request.user, pk)
    draft = actions.revise(rubric=rubric, by=request.user)
    return redirect("rubrics:version-edit", draft.pk)


@require_POST
def rubric_archive(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take a rubric out of use."""
    rubric = access.rubric_to_change(request.user, pk)
    actions.archive(rubric=rubric, by=request.user)
    messages.success(request, _("%s is archived. Nothing that uses it changes.") % rubric)
    return redirect("rubrics:rubric-list")


@require_POST
def rubric_restore(request: SchoolRequest, pk: int) -> HttpResponse:
    """Bring an archived rubric back."""
    rubric = access.rubric_to_restore(request.user, pk)
    actions.restore(rubric=rubric, by=request.user)
    messages.success(request, _("%s can be used again.") % rubric)
    return redirect("rubrics:rubric-list")
