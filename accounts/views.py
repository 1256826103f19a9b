"""The profile and the pages that explain."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access, actions
from accounts.forms import ProfileForm
from accounts.http import SchoolRequest


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SchoolRequest) -> HttpResponse:
    """Who you are here, and the few things you can change."""
    form = ProfileForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_email(user=request.user, email=form.cleaned_data["email"])
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    status = 422 if form.is_bound else 200
    context = {"form": form, "places": access.classes_of(request.user)}
    return render(request, "accounts/profile.html", context, status=status)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How things are done, for students and teachers."""
    return render(request, "accounts/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we promise about accessibility, and what is not tested."""
    return render(request, "accounts/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about people, and why."""
    return render(request, "accounts/privacy.html")
