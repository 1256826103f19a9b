"""Counts the queries of each request. Only in a pass of its own, which nothing is timed in."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "Touchstone-Queries"
GetResponse = Callable[[HttpRequest], HttpResponse]


class CountQueriesMiddleware:
    """Says in a header how many statements Django sent; BEGIN and COMMIT are not among them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and count."""
        count = 0

        def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response[HEADER] = str(count)
        return response
