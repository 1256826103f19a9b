"""Text that both databases can store and nobody can abuse, checked above the ORM."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_SURROGATES = re.compile("[\ud800-\udfff]")
_NAME_FORBIDDEN = re.compile(r"[<>]")
# Bidirectional overrides can make a name read as another one.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(value: str) -> str:
    """Return the text unchanged, or raise ValidationError if a database could not hold it.

    PostgreSQL refuses the NUL character and no encoding holds half of a surrogate pair; SQLite
    would store the first and lose the way to PostgreSQL.
    """
    if "\x00" in value or _SURROGATES.search(value):
        raise ValidationError(
            _(
                "The text contains a character that cannot be stored (a NUL or half a "
                "character). Remove it and try again; nothing else is wrong with the text."
            ),
            code="unstorable",
        )
    return value


def clean_name(value: str) -> str:
    """Return a person's or a thing's name in one line, composed, without control characters.

    Raises ValidationError for angle brackets, control characters and direction overrides.
    """
    clean_text(value)
    if _NAME_FORBIDDEN.search(value) or _OVERRIDES.search(value):
        raise ValidationError(_("A name cannot contain < or > or hidden direction marks."))
    if any(unicodedata.category(char) == "Cc" for char in value):
        raise ValidationError(_("A name stands on one line, without control characters."))
    return unicodedata.normalize("NFC", " ".join(value.split()))


def validate_text(value: str) -> None:
    """Model and form validator: see clean_text."""
    clean_text(value)


def validate_name(value: str) -> None:
    """Model and form validator: see clean_name."""
    clean_name(value)
