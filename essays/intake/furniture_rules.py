"""Families of page furniture: what the lines around an essay on a web page or a print look like.

The wordings stand in furniture.txt, beside this file, and are compiled when first asked for: a
student's upload, from which nothing is removed, need not wait for them.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# The reasons are shown to people; `essays.intake.messages` marks them for translation.
COOKIES = "cookie or privacy notice"
ACCOUNT = "sign-in or registration"
ADVERT = "advertisement or order form"
NAVIGATION = "navigation"
RELATED = "links to other pages"
SHARING = "sharing, saving or rating buttons"
BYLINE = "author, date or upload details"
DETAILS = "details about the page"
PICTURE = "picture caption or icon"
COPYING = "copyright or copy notice"
CHAT = "chat or survey window"
COUNTDOWN = "countdown"
PREVIEW = "preview notice"
COURSE = "course system"
PAGE = "page number or print header"
TITLE = "title repeated"
PART = "part of the page around the text"
ABOVE = "stands among page furniture before the title"
POSITION = "stands among page furniture after the end of the text"

_CLEAN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2013": "-",
     "\u2014": "-", "\u2026": "...", "\u00ad": None, "\u200b": None}
)  # fmt: skip
_ORNAMENT = re.compile(r"^[^\w\"'($\u00a3\u20ac\u00a9\-*]+|[\s.!\u00bb\u203a>\u2192\u2193*|]+$")

_LONGEST_ROW = 12
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*[^\W\d]\.$")
_SPEAKS_TO_VISITOR = re.compile(
    r"(?i:\b(?:you|your|we|our|i'm|i'll|click|website|site|page|writers?|registered|reserved"
    r"|cookies|copyright|preview|submitted|llc|inc)\b|\u00a9|\(c\))|\bus\b"
)


def normal(text: str) -> str:
    """A line as the patterns see it: lower case, plain quotes, no ornaments at its ends."""
    bare = re.sub(r"\s+", " ", text.translate(_CLEAN)).strip().lower()
    return _ORNAMENT.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class Family:
    """One reason and the wordings that give it: anywhere, or only outside the body."""

    reason: str
    anywhere: bool
    wording: re.Pattern[str]


_FRAGMENTS = {
    "{work}": r"(?:essays?|papers?|assignments?|coursework|dissertations?|thesis|homework)",
    "{doc}": (
        r"(?:essays?|papers?|assignments?|coursework|dissertations?|thesis|reports?|docs?|preview"
        r"|documents?|texts?|articles?|content|pages?|answers?|samples?|files?)"
    ),
    "{some}": (
        r"(?:(?:a|an|the|your|our|this|my|any|one|all|full|whole|entire|complete|free|new|custom"
        r"|customi[sz]ed|original|unique|quick|sample|similar|personal|expert|professional"
        r"|premium|cheap|qualified|academic|such|perfect|plagiarism-free) )*"
    ),
}
_HEADING = re.compile(r"\[(?P<reason>.+) \| (?P<where>anywhere|outside the body)\]")


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order of the file; the first that matches gives the reason."""
    wordings: dict[tuple[str, bool], list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name("furniture.txt").read_text("utf-8").splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            key = (heading["reason"], heading["where"] == "anywhere")
            current = wordings.setdefault(key, [])
        elif line and not line.startswith("#"):
            current.append(line)
    return tuple(
        Family(reason, anywhere, re.compile(_fill("|".join(lines))))
        for (reason, anywhere), lines in wordings.items()
    )


def _fill(wording: str) -> str:
    for name, fragment in _FRAGMENTS.items():
        wording = wording.replace(name, fragment)
    return wording


def sure_reason(text: str) -> str:
    """Why a line is furniture wherever it stands, or "".

    A whole sentence is believed to be the student's unless it speaks to the visitor of a page.
    """
    if _SENTENCE.search(text) and not _SPEAKS_TO_VISITOR.search(text):
        return ""
    return _reason(text, anywhere=True)


def placed_reason(text: str) -> str:
    """Why a line is furniture if it stands outside the body, or "".

    A row of buttons ("Download Print") is one if each of its words would be.
    """
    words = normal(text).split(" ")
    if 2 <= len(words) <= _LONGEST_ROW and all(_reason(word, anywhere=False) for word in words):
        return NAVIGATION
    return _reason(text, anywhere=False)


def _reason(text: str, *, anywhere: bool) -> str:
    line = normal(text)
    return next(
        (
            family.reason
            for family in families()
            if family.anywhere is anywhere and family.wording.fullmatch(line)
        ),
        "",
    )
