"""How allauth behaves in a school: nobody signs up alone, accounts come with a classroom."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Say nothing: arriving on one's own page is the answer to signing in."""
