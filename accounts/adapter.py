"""How allauth behaves in a school: nobody signs up alone, accounts come with a classroom."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

# One answer for a wrong name, a wrong address and a wrong password: it tells a stranger nothing.
_NO_MATCH = _(
    "That name and password do not belong together. Check the capitals, or ask your teacher for "
    "a new password."
)


class SchoolAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Closes public sign-up; joining with a classroom's code is the only open way in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _NO_MATCH,
        "username_password_mismatch": _NO_MATCH,
        "too_many_login_attempts": _(
            "Too many wrong passwords for this account. Wait five minutes and try again; whoever "
            "is signed in stays signed in."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see classrooms.views for joining by code."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: every answer is a page."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_: Any,
        **__: Any,
    ) -> None:
        """Say that a password was changed; everything else is plain from the page that follows."""
        changed = message_template == "account/messages/password_changed.txt"
        if changed and request.user.is_authenticated:
            messages.success(
                request, _now("Your password is changed. Other devices are signed out.")
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the profile, where the change began."""
        return reverse("accounts:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or log why not: the answer must not tell whether there was anything to send."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            logger.exception("A mail could not be sent; check EMAIL_URL.")
