"""The views of allauth that the product mounts; a refused form is answered with status 422."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpResponse

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


class _Refusing:
    """Gives the page with a refused form the status that says so."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """The same page, with its errors."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class SignIn(_Refusing, LoginView):  # type: ignore[misc]  # allauth is untyped
    """Sign in by user name or e-mail."""


class ChangePassword(_Refusing, PasswordChangeView):  # type: ignore[misc]
    """Change the password while signed in."""


class AskForReset(_Refusing, PasswordResetView):  # type: ignore[misc]
    """Ask for a link by e-mail; says so where the school sends no mail."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether a mail could be sent at all."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "can_mail": settings.EMAIL_BACKEND != NO_MAIL}


class ChooseAfterReset(_Refusing, PasswordResetFromKeyView):  # type: ignore[misc]
    """Choose a new password after following the link."""


sign_in = SignIn.as_view()
# Somebody whose session has ended is signed out already and need not sign in for it.
sign_out = login_not_required(LogoutView.as_view())
change_password = ChangePassword.as_view()
ask_for_reset = AskForReset.as_view()
choose_after_reset = ChooseAfterReset.as_view()
