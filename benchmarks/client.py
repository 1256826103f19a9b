"""A browser without a window: one kept connection, one session, and a stopwatch."""

import re
import time
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

TIMEOUT = 60  # seconds
QUERIES = "Touchstone-Queries"
# Any 32 letters and digits will do: the check is that form and cookie agree.
CSRF_TOKEN = "b" * 32
_HIDDEN = re.compile(r"<input\b[^>]*\btype=[\"']hidden[\"'][^>]*>")
_ATTRIBUTE = re.compile(r"\b(name|value)=[\"']([^\"']*)[\"']")


class WrongAnswer(Exception):
    """The server answered something else than the flow expects."""


@dataclass
class Trip:
    """What one flow took: seconds on the wire, requests, bytes of body and queries."""

    seconds: float = 0.0
    requests: int = 0
    size: int = 0
    queries: int = 0


@dataclass(frozen=True)
class Answer:
    """A page as it came."""

    text: str
    location: str

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms, as a browser would send them back."""
        tags = (dict(_ATTRIBUTE.findall(tag)) for tag in _HIDDEN.findall(self.text))
        return {tag["name"]: unescape(tag.get("value", "")) for tag in tags if "name" in tag}


class Client:
    """Speaks to the server on this machine only; measures into `trip`."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.trip = Trip()

    def begin(self) -> None:
        """Open a fresh connection, so that no flow pays for one that the server has closed."""
        self._connection.close()
        self._connection.connect()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def get(self, path: str, session: str) -> Answer:
        """Fetch a page. Raises WrongAnswer unless it is there."""
        return self._ask("GET", path, session, 200)

    def post(
        self, path: str, session: str, fields: dict[str, str], *, expect: int, **headers: str
    ) -> Answer:
        """Send a form. Raises WrongAnswer unless the status is the expected one."""
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask("POST", path, session, expect, body, sent)

    def _ask(
        self,
        method: str,
        path: str,
        session: str,
        expect: int,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        cookies = f"sessionid={session}; csrftoken={CSRF_TOKEN}"
        sent = {"Cookie": cookies, "Accept": "text/html", **(headers or {})}
        started = time.perf_counter()
        self._connection.request(method, path, body=body, headers=sent)
        response = self._connection.getresponse()
        content = response.read()
        self._count(time.perf_counter() - started, len(content), response)
        if response.status != expect:
            raise WrongAnswer(f"{method} {path}: {response.status} instead of {expect}")
        return Answer(content.decode(), response.headers.get("Location", ""))

    def _count(self, seconds: float, size: int, response: HTTPResponse) -> None:
        self.trip.seconds += seconds
        self.trip.requests += 1
        self.trip.size += size
        self.trip.queries += int(response.headers.get(QUERIES, 0))
