"""Whether a text gives away who wrote it. Plain Python: no Django."""

import re

SHORTEST = 3
"""Shorter parts of a name ("de", "Li") are ordinary words too often to be a sign."""


def names_in(text: str, *names: str) -> list[str]:
    """Those parts of the names that stand in the text as words of their own, as they are spelled.

    A capital matters, so that May is found and may is not. Each part is given once, in order.
    """
    parts = dict.fromkeys(
        part for name in names for part in re.split(r"[\s.,]+", name) if len(part) >= SHORTEST
    )
    return [part for part in parts if part in text and _is_word(part, text)]


def _is_word(part: str, text: str) -> bool:
    """The slow look, worth it only where the part stands in the text at all."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None
