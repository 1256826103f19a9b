"""Fragments of pages that depend on nothing but frozen things, drawn once in each process.

A published rubric version never changes, so its criteria and their words need not be read, and
the choices they offer need not be drawn, again for each page and each mark.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rubrics.models import RubricVersion

FRAGMENTS_MAX = 5_000  # about 10 MB: all marks of a hundred rubrics

_fragments: dict[Hashable, SafeString] = {}


@lru_cache(maxsize=100)
def frozen_rubric(pk: int, published_at: datetime | None) -> RubricVersion:
    """A published version with its criteria and levels; read it only. No query after the first.

    The date of publication is part of its name, so that a version restored under an old number
    is not taken for another one.
    """
    return RubricVersion.objects.with_criteria().get(pk=pk, published_at=published_at)


def drawn(template: str, key: Hashable, context: Callable[[], dict[str, Any]]) -> SafeString:
    """The fragment as it was drawn for this key, in the language of the request.

    The key must name everything that the template prints; `context` is asked only the first time.
    """
    name = (template, get_language(), key)
    if name not in _fragments:
        if len(_fragments) >= FRAGMENTS_MAX:
            _fragments.clear()
        _fragments[name] = render_to_string(template, context())
    return _fragments[name]
