"""Why a file could not be read, in the reader's language (this module imports Django)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACCEPTED = _("plain text (.txt), web pages (.html) and Word documents (.docx)")

KINDS: dict[str, str | Promise] = {
    "PDF": _("a PDF file"),
    "Word 97": _("an old or password-protected Word file (.doc)"),
    "RTF": _("an RTF file"),
    "EXE": _("a program"),
    "PNG": _("a picture"),
    "JPEG": _("a picture"),
    "GIF": _("a picture"),
    "MHTML": _("a web archive (.mht)"),
    "webarchive": _("a web archive"),
    "Excel": _("an Excel workbook"),
    "PowerPoint": _("a PowerPoint presentation"),
    "OpenDocument": _("an OpenDocument file"),
    "ZIP": _("a zip archive without a Word document in it"),
    "GZIP": _("a compressed archive"),
    "RAR": _("a compressed archive"),
    "7z": _("a compressed archive"),
    "XML": _("an XML or SVG file"),
}
OTHER_KIND = _("a file of another type")


class IntakeError(Exception):
    """A file was not read; nothing was stored. `str()` is a whole answer for the person."""


class WrongType(IntakeError):
    """The file is of a type that is not read here."""


class TooLarge(IntakeError):
    """The file is larger than the limit."""


class Corrupt(IntakeError):
    """The file is of a right type but damaged, or its text cannot be decoded."""


class Hostile(IntakeError):
    """The file is built to harm the program that opens it, or looks as if it were."""


class NoText(IntakeError):
    """The file was read and holds no words."""


class TooHeavy(IntakeError):
    """Reading the file took more time or memory than a file may take."""


SENTENCES: dict[str, tuple[type[IntakeError], str | Promise]] = {
    "empty": (NoText, _("This file is empty.")),
    "no-text": (NoText, _("No words were found in this file. Is the text perhaps a picture?")),
    "wrong-type": (
        WrongType,
        _("This is %(kind)s, which cannot be read here. Accepted: %(accepted)s."),
    ),
    "macros": (
        WrongType,
        _("This Word document holds macros. Save it as a plain .docx and try again."),
    ),
    "not-text": (
        WrongType,
        _("This file is not text: it holds control characters. Accepted: %(accepted)s."),
    ),
    "too-large": (TooLarge, _("This file is too large. The limit is %(limit)s MB.")),
    "nul": (
        Corrupt,
        _("Line %(line)s holds a NUL character, which no text may hold. Save it anew as text."),
    ),
    "surrogate": (
        Corrupt,
        _("Line %(line)s holds half a character (a lone surrogate). Save the file anew as UTF-8."),
    ),
    "undecodable": (
        Corrupt,
        _("Line %(line)s cannot be decoded. Save the file anew as UTF-8 text."),
    ),
    "damaged-word": (
        Corrupt,
        _("This Word document is damaged. Open it in a word processor, save it and try again."),
    ),
    "password": (Corrupt, _("This document is protected by a password. Save it without one.")),
    "failed": (Corrupt, _("This file could not be read. Save it anew, or paste the text instead.")),
    "bomb": (
        Hostile,
        _("This document unpacks to far more than a text needs; it was not opened."),
    ),
    "path": (Hostile, _("This document names files outside itself, so it was not opened.")),
    "dtd": (Hostile, _("This document defines XML entities, so it was not opened.")),
    "nested": (
        Hostile,
        _("This page nests its elements more than %(limit)s deep, so it was not opened."),
    ),
    "complex": (
        TooHeavy,
        _("This file has more paragraphs, cells and other parts than a text here may have."),
    ),
    "heavy": (
        TooHeavy,
        _("Reading this file took too much time or memory. Save it as plain text and try again."),
    ),
}


def error_for(code: str, facts: dict[str, str | int]) -> IntakeError:
    """The exception for a refusal's code. An unknown code is a failed reading."""
    kind, sentence = SENTENCES.get(code, SENTENCES["failed"])
    found = str(facts.get("found", ""))
    words = {**facts, "kind": KINDS.get(found, OTHER_KIND), "accepted": ACCEPTED}
    text = str(sentence)
    return kind(text % words if "%(" in text else text)
