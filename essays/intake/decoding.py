"""Bytes of a text file to text, by what the bytes are rather than by what they are called."""

import codecs
import contextlib
import re

from essays.intake.refusals import Refused

GUESSED_ENCODING = "The file does not say how its letters are stored; Western European was assumed."

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SURROGATE_BYTES = re.compile(b"\xed[\xa0-\xbf][\x80-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    r"""Text with "\n" line ends, and notes.

    Order: byte-order mark, NUL pattern of UTF-16, `declared` (a web page's charset), UTF-8,
    Windows-1252, Latin-1. No letter is changed: composed and decomposed accents stay as written.
    Raises Refused for NUL, lone surrogates and other control characters.
    """
    text, notes = _decode(data, declared)
    text = _LINE_END.sub("\n", text.removesuffix("\x1a"))
    check_characters(text)
    return text, notes


def check_characters(text: str) -> None:
    """Raise Refused if the text holds a character that no essay needs and some database refuses."""
    if "\x00" in text:
        raise Refused("nul", line=text.count("\n", 0, text.index("\x00")) + 1)
    surrogate = re.search("[\ud800-\udfff]", text)
    if surrogate:
        raise Refused("surrogate", line=text.count("\n", 0, surrogate.start()) + 1)
    if _CONTROL.search(text):
        raise Refused("not-text")


def _decode(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ()
    if encoding := _utf16_without_mark(data):
        return _strict(data, encoding), ()
    if _is_utf8_but_for_surrogates(data):
        return _strict(data, "utf-8"), ()
    text = _first_that_fits(data, declared, "utf-8")
    if text is not None:
        return text, ()
    return _first_that_fits(data, "cp1252") or data.decode("latin-1"), (GUESSED_ENCODING,)


def _first_that_fits(data: bytes, *encodings: str) -> str | None:
    for encoding in encodings:
        with contextlib.suppress(LookupError, ValueError):
            if encoding:
                return data.decode(encoding)
    return None


def _is_utf8_but_for_surrogates(data: bytes) -> bool:
    """Half a UTF-16 pair written as if it were UTF-8 (a broken exporter), all else sound."""
    try:
        rest = _SURROGATE_BYTES.sub(b"", data)
        rest.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(rest) < len(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(encoding, "replace")
        code = "surrogate" if "surrogate" in str(fault) or encoding == "utf-8" else "undecodable"
        raise Refused(code, line=before.count("\n") + 1) from None


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of mostly Western text has a NUL in every other byte, always on the same side."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and not sample[0::2].count(0):
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return ""
