"""A class: made, renamed, opened and closed, put away and brought back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SchoolRequest
from classrooms import access, actions
from classrooms.forms import ClassroomForm


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SchoolRequest) -> HttpResponse:
    """Make a class; people come next."""
    teacher = access.teacher_of_the_school(request.user)
    form = ClassroomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_classroom(**form.cleaned_data, by=teacher)
        messages.success(request, _("The class is made. Now add its students."))
        return redirect("classrooms:people", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "classrooms/create.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Rename a class, open or close its code."""
    classroom = access.classroom_to_manage(request.user, pk)
    name = classroom.name
    form = ClassroomForm(request.POST or None, instance=classroom)
    if request.method == "POST" and form.is_valid():
        actions.change_classroom(classroom=classroom, **form.cleaned_data, by=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("classrooms:people", pk)
    context = {"form": form, "classroom": classroom, "name": name}
    status = 422 if form.is_bound else 200
    return render(request, "classrooms/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: SchoolRequest, pk: int) -> HttpResponse:
    """Say what archiving does, then do it."""
    classroom = access.classroom_to_manage(request.user, pk)
    if request.method == "POST":
        actions.archive(classroom=classroom, by=request.user)
        messages.success(request, _("%s is archived.") % classroom.name)
        return redirect("classrooms:classroom-archived")
    return render(request, "classrooms/archive.html", {"classroom": classroom})


@require_POST
def restore(request: SchoolRequest, pk: int) -> HttpResponse:
    """Bring a class back to the desks."""
    classroom = access.classroom_to_manage(request.user, pk)
    actions.restore(classroom=classroom, by=request.user)
    messages.success(request, _("%s is back.") % classroom.name)
    return redirect("grading:classroom", pk)


@require_safe
def archived(request: SchoolRequest) -> HttpResponse:
    """The classes that were put away; their work is still readable."""
    classrooms = access.archived_classrooms(request.user)
    return render(request, "classrooms/archived.html", {"classrooms": classrooms})


@require_POST
def renew_code(request: SchoolRequest, pk: int) -> HttpResponse:
    """Replace the join code."""
    classroom = access.classroom_to_manage(request.user, pk)
    actions.renew_code(classroom=classroom, by=request.user)
    messages.success(request, _("The class has a new code. The old one no longer works."))
    return redirect("classrooms:people", pk)
