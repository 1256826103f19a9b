"""Wrong class codes are counted: ten from one person in an hour, a hundred from one address.

A class shares one address, and one fool must not lock it out; hence two limits. Each wrong try
takes a place in the shared cache and gives it back an hour later. A place is taken by `add`,
which only one of two simultaneous requests can win.
"""

import hashlib
from collections.abc import Iterator

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

FROM_ONE_PERSON = 10
FROM_ONE_ADDRESS = 100
AN_HOUR = 3600


def too_many(request: HttpRequest) -> bool:
    """Whether this person or this address has used up its wrong tries."""
    return any(len(cache.get_many(places)) >= len(places) for places in _counters(request))


def wrong_code(request: HttpRequest) -> None:
    """Count one wrong try."""
    for places in _counters(request):
        taken = cache.get_many(places)
        free = (place for place in places if place not in taken)
        any(cache.add(place, 1, AN_HOUR) for place in free)


def _counters(request: HttpRequest) -> Iterator[list[str]]:
    if request.user.is_authenticated:
        yield _places(f"person {request.user.pk}", FROM_ONE_PERSON)
        return
    address = get_adapter().get_client_ip(request)
    # The form cannot be posted without this cookie, so it tells browsers at one address apart.
    browser = request.META.get("CSRF_COOKIE", "")
    yield _places(f"browser {address} {browser}", FROM_ONE_PERSON)
    yield _places(f"address {address}", FROM_ONE_ADDRESS)


def _places(whose: str, limit: int) -> list[str]:
    key = hashlib.sha256(whose.encode()).hexdigest()[:32]
    return [f"join-{key}-{number}" for number in range(limit)]
