"""Who is in a class: the list, one person more, another role, one person fewer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SchoolRequest
from classrooms import access, actions
from classrooms.forms import EnrolForm, PersonForm, RoleForm
from classrooms.models import Classroom
from classrooms.people import with_username
from classrooms.roles import Role


@require_safe
def everybody(request: SchoolRequest, pk: int) -> HttpResponse:
    """Everybody in the class, and the ways in."""
    classroom = access.classroom_to_manage(request.user, pk)
    people = access.people_of(classroom)
    context = {
        "classroom": classroom,
        "people": people,
        "students": sum(one.role == Role.STUDENT for one in people),
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "classrooms/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SchoolRequest, pk: int) -> HttpResponse:
    """Add somebody new; somebody who has an account is shown first."""
    classroom = access.classroom_to_manage(request.user, pk)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.existing:
            context = {"classroom": classroom, "person": form.existing, "form": form}
            return render(request, "classrooms/person_confirm.html", context)
        if _added(request, classroom, form):
            return redirect("classrooms:people", pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "classroom": classroom}
    return render(request, "classrooms/person_add.html", context, status=status)


def _added(request: SchoolRequest, classroom: Classroom, form: PersonForm) -> bool:
    values = form.cleaned_data
    try:
        made = actions.add_newcomer(
            classroom=classroom,
            name=values["name"],
            username=values["username"],
            email=values["email"],
            role=Role(values["role"]),
            by=request.user,
        )
    except actions.NameTaken:
        form.add_error("username", _("Somebody has just taken this user name or address."))
        return False
    messages.success(
        request,
        _("%(name)s is added with the user name %(username)s. A login card gives the password.")
        % {"name": made.user.name, "username": made.user.username},
    )
    return True


@require_POST
def enrol(request: SchoolRequest, pk: int) -> HttpResponse:
    """Add somebody who has an account; their name and password stay theirs."""
    classroom = access.classroom_to_manage(request.user, pk)
    form = EnrolForm(request.POST)
    person = with_username(form.cleaned_data["username"]) if form.is_valid() else None
    if person is None:
        messages.error(request, _("Nobody was added. Start again with the form below."))
        return redirect("classrooms:person-add", pk)
    role = Role(form.cleaned_data["role"])
    if actions.enrol(classroom=classroom, person=person, role=role, by=request.user):
        messages.success(request, _("%s is added.") % person.name)
    else:
        messages.success(request, _("%s is in this class already.") % person.name)
    return redirect("classrooms:people", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: SchoolRequest, pk: int, enrolment: int) -> HttpResponse:
    """What one person may do in the class."""
    found = access.enrolment_to_manage(request.user, pk, enrolment)
    form = RoleForm(request.POST or None, initial={"role": found.role})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(
                enrolment=found, role=Role(form.cleaned_data["role"]), by=request.user
            )
        except actions.LastTeacher:
            form.add_error("role", _("A class keeps at least one teacher. Add another one first."))
        else:
            messages.success(request, _("The role of %s is saved.") % found.user.name)
            # Whoever gave up managing the class has no way back to this page.
            mine = found.user_id == request.user.pk
            return redirect("home") if mine else redirect("classrooms:people", pk)
    context = {"form": form, "enrolment": found, "classroom": found.classroom}
    status = 422 if form.is_bound else 200
    return render(request, "classrooms/role.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SchoolRequest, pk: int, enrolment: int) -> HttpResponse:
    """Say what removing does, then do it."""
    found = access.enrolment_to_manage(request.user, pk, enrolment)
    context: dict[str, object] = {"enrolment": found, "classroom": found.classroom}
    if request.method == "POST":
        name, mine = found.user.name, found.user_id == request.user.pk
        try:
            actions.remove(enrolment=found, by=request.user)
        except actions.LastTeacher:
            context["refused"] = True
            return render(request, "classrooms/remove.html", context, status=422)
        messages.success(request, _("%s is removed.") % name)
        return redirect("home") if mine else redirect("classrooms:people", pk)
    return render(request, "classrooms/remove.html", context)
