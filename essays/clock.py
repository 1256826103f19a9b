"""The moment that counts for a deadline: when the server began to receive the request.

A large body on a slow line must not make its sender late, and neither must a busy server.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]
_BEGAN = "touchstone.began"


class RequestClockMiddleware:
    """Notes the moment before anything reads the body. It stands first among the middleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the moment and pass the request on."""
        request.META[_BEGAN] = timezone.now()
        return self.get_response(request)


def began(request: HttpRequest) -> datetime:
    """When the request began, by the server's clock, with its time zone."""
    moment: datetime = request.META[_BEGAN]
    return moment
