"""Joining a class with its code, with or without an account."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from classrooms import actions, guesses
from classrooms.forms import JoinForm, NewcomerForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and for an account where there is none; show nothing of the class."""
    kind = JoinForm if request.user.is_authenticated else NewcomerForm
    form = kind(request.POST or None)
    if request.method == "POST":
        if guesses.too_many(request):
            return render(request, "classrooms/too_many_codes.html", status=429)
        if form.is_valid() and _enter(request, form):
            return redirect("home")
        if form.wrong_code:
            guesses.wrong_code(request)
    status = 422 if form.is_bound else 200
    return render(request, "account/signup.html", {"form": form}, status=status)


def _enter(request: HttpRequest, form: JoinForm) -> bool:
    """Join with a valid form. False, with an error in the form, if the name has just gone."""
    classroom = form.classroom
    if classroom is None:
        return False
    if request.user.is_authenticated:
        new = actions.join(classroom=classroom, by=request.user)
        said = _("You have joined %s.") if new else _("You are in %s already.")
        messages.success(request, said % classroom.name)
        return True
    values = {key: form.cleaned_data[key] for key in ("name", "username", "password")}
    try:
        person = actions.join_as_newcomer(classroom=classroom, **values)
    except actions.NameTaken:
        form.add_error("username", _("This user name is taken. Choose another one."))
        return False
    login(request, person, backend=BACKEND)
    messages.success(
        request,
        _("You have joined %(name)s. Next time, sign in with the user name %(username)s.")
        % {"name": classroom.name, "username": person.username},
    )
    return True
