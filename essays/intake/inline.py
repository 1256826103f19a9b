"""Runs of text with emphasis, gathered while reading HTML, to our own inline HTML."""

import re

from essays.intake.blocks import escape

BREAK = "\n"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

Run = tuple[str, bool, bool]
"""Text, strong, emphasised; the text of a line break is BREAK alone."""


def render(runs: list[Run]) -> str:
    """Inline HTML of the runs: blanks collapsed as a browser does, none at either end."""
    pieces: list[Run] = []
    ends_blank = True
    for text, strong, em in runs:
        if text == BREAK:
            pieces.append(("<br>", False, False))
            ends_blank = True
            continue
        text = _SPACE.sub(" ", _CONTROL.sub("", text))
        if ends_blank:
            text = text.lstrip(" ")
        if text:
            ends_blank = text.endswith(" ")
            pieces.append((escape(text), strong, em))
    return _trim("".join(_wrap(piece) for piece in _merge(pieces)))


def _merge(pieces: list[Run]) -> list[Run]:
    """Neighbours with the same emphasis as one; blanks take the emphasis of what goes before."""
    merged: list[Run] = []
    for text, strong, em in pieces:
        if merged and text != "<br>" and merged[-1][0] != "<br>":
            before = merged[-1]
            if before[1:] == (strong, em) or not text.strip(" "):
                merged[-1] = (before[0] + text, before[1], before[2])
                continue
        merged.append((text, strong, em))
    return merged


def _wrap(piece: Run) -> str:
    text, strong, em = piece
    core = text.strip(" ")
    if not core or not (strong or em):
        return text
    lead = text[: len(text) - len(text.lstrip(" "))]
    trail = text[len(text.rstrip(" ")) :]
    core = f"<em>{core}</em>" if em else core
    core = f"<strong>{core}</strong>" if strong else core
    return f"{lead}{core}{trail}"


def _trim(inline: str) -> str:
    return re.sub(r"^(?: |<br>)+|(?: |<br>)+$", "", re.sub(r" *<br> *", "<br>", inline))
