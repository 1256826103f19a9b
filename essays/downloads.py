"""What a browser is told about a file that it must only save. Plain Python: no Django."""

from essays.intake.refusals import Refused
from essays.intake.sniff import format_of

_TYPES = {
    "text": "text/plain; charset=utf-8",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ANYTHING = "application/octet-stream"


def content_type(data: bytes, name: str) -> str:
    """The type by our own reading of the bytes; a web page is only bytes, so that none opens it."""
    try:
        return _TYPES.get(format_of(data, name), _ANYTHING)
    except Refused:
        return _ANYTHING
