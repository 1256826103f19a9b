"""User names made from names: folded to ASCII, short enough to type. Pure Python."""

import re
import unicodedata
from collections.abc import Container

MAX_STEM = 40
# Letters that Unicode does not take apart into a base letter and a mark.
_FOLDED = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ŋ": "n", "ə": "e", "ĸ": "k",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """The text in small letters without accents: “Žofie Łuczak” gives “zofie luczak”."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return "".join(char for char in apart if not unicodedata.combining(char))


def stem(name: str) -> str:
    """First initial, dot, last name: “Nóra Brady” gives “n.brady”, one name alone gives itself.

    “Brady, Nóra” is turned round. A name without a single Latin letter gives “student”.
    """
    last, comma, first = name.partition(",")
    ordered = f"{first} {last}" if comma else name
    words = [re.sub(r"[^a-z0-9]", "", word) for word in folded(ordered).split()]
    words = [word for word in words if word]
    if not words:
        return "student"
    made = words[0] if len(words) == 1 else f"{words[0][0]}.{words[-1]}"
    return made[:MAX_STEM]


def unused(name_stem: str, taken: Container[str]) -> str:
    """The stem itself, or with the first number from 2 that is not taken."""
    number = 1
    candidate = name_stem
    while candidate in taken:
        number += 1
        candidate = f"{name_stem}{number}"
    return candidate
