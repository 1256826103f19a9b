"""Offsets into the text of a script: checked, trimmed, found again. Pure Python: no Django.

Every offset counts code points of Script.text; `end` is exclusive. The browser's twin is
static/grading/offsets.js.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

CONTEXT = 32  # code points kept on either side of a quote
CLEARLY = 4  # so many more code points of context must agree at one place than at any other


class SpanError(ValueError):
    """A passage that does not fit its text. `reason` is a stable key, the message plain English.

    Reasons: "range" (outside the text), "empty", "blank" (white space only), "quote" (the text
    there reads differently), "missing" and "repeated" (a quote not found once).
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Span:
    """A passage to be shown: half-open range, kind, and what its mark says.

    `id` ties the mark "e7" to the note "c7". `kind` is strength, weakness, error or question.
    `criterion` is the criterion's key, or empty. `label` is the letter and number in the text,
    see `labelled`; `words` is its spoken form, translated and not yet escaped.
    """

    id: int
    start: int
    end: int
    kind: str
    criterion: str = ""
    label: str = ""
    words: str = ""


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Spans as they come in the text; of two that start together, the longer one first."""
    return sorted(spans, key=lambda span: (span.start, -span.end, span.id))


def labelled(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order of the text, each with its label: S1, W2, Q3 …"""
    return [
        replace(span, label=f"{span.kind[0].upper()}{number}")
        for number, span in enumerate(in_order(spans), start=1)
    ]


def check(text: str, start: int, end: int, quote: str) -> None:
    """Raise SpanError unless `text[start:end]` is the quote and holds more than white space.

    A line feed in the quote may have become CR LF on its way through a form.
    """
    if not 0 <= start <= end <= len(text):
        raise SpanError("range", f"The passage {start}–{end} is outside 0–{len(text)}.")
    if start == end:
        raise SpanError("empty", "The passage has no characters.")
    if text[start:end] != quote.replace("\r\n", "\n"):
        raise SpanError("quote", "The text at this place reads differently.")
    if quote.isspace():
        raise SpanError("blank", "The passage is white space only.")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and structural line feeds at its ends; maybe empty."""
    passage = text[start:end]
    lead = len(passage) - len(passage.lstrip())
    return start + lead, max(start + lead, start + len(passage.rstrip()))


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """At most CONTEXT code points before and after the range."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find_once(text: str, quote: str) -> tuple[int, int]:
    """Where the quote is, given that it is there exactly once; else SpanError."""
    places = _places(text, quote)
    if not places:
        raise SpanError("missing", f"Not in the text: {quote!r}")
    if len(places) > 1:
        raise SpanError("repeated", f"{len(places)} times in the text: {quote!r}")
    return places[0], places[0] + len(quote)


def reanchor(text: str, quote: str, prefix: str, suffix: str, hint: int) -> tuple[int, int] | None:
    """Where a passage of an earlier version stands in this text, or None: never a guess.

    The exact quote must be there: once, or at one place whose surroundings agree clearly better
    with prefix and suffix than those of all others. Of places that agree about as well, the one at
    the old offset `hint` is taken if its surroundings have not changed at all.
    """
    places = _places(text, quote)
    if len(places) > 1:
        places = _best(text, quote, prefix, suffix, places)
    if len(places) > 1:
        unchanged = (prefix, suffix) == context(text, hint, hint + len(quote))
        places = [hint] if hint in places and unchanged else []
    return (places[0], places[0] + len(quote)) if places else None


def _best(text: str, quote: str, prefix: str, suffix: str, places: list[int]) -> list[int]:
    """The place where the context agrees clearly best; if there is none, all that come close."""
    agreement = {
        place: _shared(text[max(0, place - CONTEXT) : place][::-1], prefix[::-1])
        + _shared(text[place + len(quote) :][:CONTEXT], suffix)
        for place in places
    }
    most = max(agreement.values())
    return [place for place in places if agreement[place] > most - CLEARLY]


def _shared(one: str, other: str) -> int:
    """How many leading characters the two share."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _places(text: str, quote: str) -> list[int]:
    """Every start of the quote, overlapping ones too."""
    places: list[int] = []
    if not quote:
        return places
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


# A stop with its closing quotes, white space, then opening quotes and the next character.
_STOP = re.compile(
    r"""[.!?…؟।]+["'”’»)\]]*(?=[ \u00a0]+["'“‘«(\[]*([^ \u00a0"'“‘«(\[]))|[。！？]+[」』”’)]*"""
)
_ABBREVIATIONS = {
    "dr", "mr", "mrs", "ms", "prof", "st", "gen", "col", "capt", "lt", "sgt", "rev", "hon", "sen",
    "rep", "gov", "pres", "ed", "eds", "cf", "vs", "v", "e.g", "i.e", "viz",
}  # fmt: skip
_BEFORE_NUMBERS = {"no", "nos", "vol", "vols", "ch", "p", "pp", "fig", "c", "ca", "approx"}
_BEFORE_STOP = re.compile(r"[\w.]*$")


def sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of the text, for stepping from one to the next.

    A line feed always ends a sentence. So does a stop (. ! ? … and their kind) with any closing
    quotes, if white space follows and then no lower-case letter; but a single full stop after a
    common abbreviation (Dr., e.g.; before a number also p., No., c.), an initial (J.) or dotted
    letters (U.S.) does not. Ranges are trimmed of white space. The twin in offsets.js keeps to the
    same rule.
    """
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        for stop in [*_stops(line), len(line)]:
            piece = trim(text, start, end - len(line) + stop)
            if piece[0] < piece[1]:
                found.append(piece)
            start = end - len(line) + stop
        start = end + 1
    return found


def _stops(line: str) -> list[int]:
    """Where sentences end within a line."""
    return [
        match.end()
        for match in _STOP.finditer(line)
        if not (match[1] and match[1].islower())
        and not (match[0].startswith(".") and match[0][1:2] != "." and _shortens(line, match))
    ]


def _shortens(line: str, stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to the word before it."""
    before = _BEFORE_STOP.search(line, 0, stop.start())
    word = before[0] if before else ""
    initial = len(word) == 1 and word.isupper() and word != "I"
    dotted = re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word) is not None
    if stop[1].isdecimal() and word.lower() in _BEFORE_NUMBERS:
        return True
    return initial or dotted or word.lower() in _ABBREVIATIONS
