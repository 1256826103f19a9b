"""What a file is, by its first bytes; its name is asked only where the bytes leave a choice."""

import re

from essays.intake.refusals import Refused

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "EXE"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"MIME-Version:", "MHTML"),
    (b"From: <Saved by", "MHTML"),
    (b"bplist", "webarchive"),
)
_BEFORE_HTML = re.compile(rb"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)*", re.S)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article)\b", re.I
)
_OTHER_MARKUP = re.compile(rb"<(?:svg|\?xml|!doctype|rss|feed|[a-z]+:[a-z]+)", re.I)
_ANY_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|body|html|span|table)\b[^>]*>", re.I)


def format_of(data: bytes, name: str) -> str:
    """ "text", "html" or "word". Raises Refused for anything else and for an empty file."""
    if not data.strip():
        raise Refused("empty")
    if data.startswith(b"PK\x03\x04"):
        return "word"
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise Refused("wrong-type", found="ZIP")
    for magic, found in _MAGIC:
        if data.startswith(magic) and not _is_text_after_all(magic, data):
            raise Refused("wrong-type", found=found)
    return _text_or_html(data, name.lower())


def _is_text_after_all(magic: bytes, data: bytes) -> bool:
    """ "MZ", "RIFF" and "From:" are also how an essay could begin."""
    return magic in (b"MZ", b"RIFF", b"GIF8") and b"\x00" not in data[:4096]


def _text_or_html(data: bytes, name: str) -> str:
    start = _plain_bytes(data[:8192])
    start = start[_BEFORE_HTML.match(start).end() :]  # type: ignore[union-attr]
    if _HTML.match(start):
        return "html"
    if _OTHER_MARKUP.match(start):
        raise Refused("wrong-type", found="XML")
    if name.endswith((".html", ".htm", ".xhtml")) and _ANY_TAG.search(start.decode("latin-1")):
        return "html"
    return "text"


def _plain_bytes(start: bytes) -> bytes:
    """The beginning without a byte-order mark, and UTF-16 reduced to its ASCII letters."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > len(start) // 4:
        return start[2 if start[:1] in b"\xff\xfe" else 0 :].replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf")
