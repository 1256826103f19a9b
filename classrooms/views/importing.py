"""Adding people from a list: look at every line first, then all at once."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SchoolRequest
from classrooms import access, actions
from classrooms.forms_list import ListForm, seal, unseal
from classrooms.models import Classroom
from classrooms.plan import Plan, plan_list
from classrooms.roster import MAX_LINES


@require_http_methods(["GET", "HEAD", "POST"])
def from_list(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take a list and show what it would do; nothing is changed here."""
    classroom = access.classroom_to_manage(request.user, pk)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["list"]
        plan = plan_list(classroom, text)
        return _shown(request, classroom, text, plan, status=422 if plan.problems else 200)
    context = {"classroom": classroom, "form": form, "most": MAX_LINES}
    status = 422 if form.is_bound else 200
    return render(request, "classrooms/import.html", context, status=status)


@require_POST
def confirm(request: SchoolRequest, pk: int) -> HttpResponse:
    """Do what was shown; if it would do anything else by now, show that first."""
    classroom = access.classroom_to_manage(request.user, pk)
    try:
        text, shown = unseal(request.POST.get("list", ""), classroom, request.user)
    except BadSignature:
        messages.error(request, _("The list did not arrive whole. Nothing was changed."))
        return redirect("classrooms:people-import", pk)
    try:
        done = actions.enrol_list(classroom=classroom, text=text, shown=shown, by=request.user)
    except actions.PlanChanged:
        plan = plan_list(classroom, text)
        return _shown(request, classroom, text, plan, status=409)
    messages.success(request, _said(done))
    return redirect("classrooms:cards" if done.new else "classrooms:people", pk)


def _shown(
    request: SchoolRequest, classroom: Classroom, text: str, plan: Plan, *, status: int
) -> HttpResponse:
    context = {
        "classroom": classroom,
        "plan": plan,
        "changed": status == 409,
        "sealed": seal(text, plan.fingerprint, classroom, request.user),
        "form": ListForm(initial={"text": text}),
        "most": MAX_LINES,
    }
    return render(request, "classrooms/import_check.html", context, status=status)


def _said(done: Plan) -> str:
    added = len(done.new) + len(done.joining)
    said = ngettext("%(n)d person is added.", "%(n)d people are added.", added) % {"n": added}
    if done.new:
        said += " " + _("Login cards give the new accounts their passwords.")
    return said
