"""How allauth behaves in a school: nobody signs up alone, accounts come with a classroom."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class SchoolAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Closes public sign-up; joining with a classroom's code is the only open way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see classrooms.views for joining by code."""
        return False
