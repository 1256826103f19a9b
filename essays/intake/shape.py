"""What a single line of text looks like: a heading, a sentence, a list entry, a reference."""

import re

LONG = 120
"""Characters from which a line is a paragraph of its own, whatever its neighbours are."""

_END_OF_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201c\u201d\u2019\u00bb)\]]*$")
_INNER_STOP = re.compile(r"[.!?;]\s")
_INITIALS = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|vs?|No|ch|pp?)\.\s")
_OPENS_QUOTE = re.compile(r"[\"'\u2018\u201c\u201e\u00ab>]")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])[.)]?\s+[^\W\d_]")
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,2}|[ivxIVX]{1,5}|[a-hA-H])[.)]\s+|\d(?:\.\d)+\s+)")
_REFERENCE = re.compile(
    r"https?://|\bwww\.|\((?:1[5-9]|20)\d\d[a-z]?\)|\bpp?\.\s?\d|\b(?:ibid|op\. cit)"
)
_SOURCES = re.compile(
    r"(?:works cited|bibliography|references|sources|further reading|(?:foot|end)?notes)\s*:?", re.I
)

_SECTION = re.compile(
    r"(?:\W*\d*\W*)(?:introduction|conclusion|overall conclusion|background|context|abstract"
    r"|summary|contents|foreword|preface|overview)\s*:?",
    re.I,
)


def tidy(text: str) -> str:
    """A line without outer white space and with runs of blanks and tabs as one blank."""
    return re.sub(r"[ \t]+", " ", text).strip()


def ends_sentence(text: str) -> bool:
    """The text ends in a full stop, a question or exclamation mark, quotation marks allowed."""
    return bool(_END_OF_SENTENCE.search(text[-10:]))


def is_prose(text: str) -> bool:
    """A line long enough to be part of the body, whatever else it may be."""
    return len(text) >= 150 or (len(text) >= 60 and ends_sentence(text))


def is_reference(text: str) -> bool:
    """A line that cites a source: an address, a year in brackets, page numbers."""
    return bool(_REFERENCE.search(text))


def heads_sources(text: str) -> bool:
    """The heading of a bibliography or of notes."""
    return bool(_SOURCES.fullmatch(text))


def heads_section(text: str) -> bool:
    """A heading that many essays have and that is the title of none."""
    return len(text) <= 40 and (heads_sources(text) or bool(_SECTION.fullmatch(text)))


def is_contents(text: str) -> bool:
    """The heading of a list of the sections that follow."""
    return bool(re.fullmatch(r"(?:table of )?contents\s*:?", text, re.I))


def is_numbered(text: str) -> bool:
    """The line begins with the number of a section: "2 Arguments", "IV. Water"."""
    return bool(_NUMBERED.match(text))


def opens_quote(text: str) -> bool:
    """The line begins with a quotation mark."""
    return bool(_OPENS_QUOTE.match(text))


def is_title(text: str) -> bool:
    """The line could be the title of an essay."""
    if not 2 <= len(text) <= 150 or "|" in text or text[-1] in ".,;:" or opens_list(text):
        return False
    return not _INNER_STOP.search(_INITIALS.sub("", text.replace("? ", " ")))


def is_label(text: str) -> bool:
    """A short line that ends in a colon and holds no sentence: "Overall conclusion:"."""
    return (
        text.endswith(":")
        and len(text) <= 80
        and len(text.split()) <= 12
        and not _INNER_STOP.search(text)
        and _begins_like_heading(text)
    )


def is_short_heading(text: str) -> bool:
    """A short line without a full stop, as headings are: "Order and chaos"."""
    if not text or len(text) > 80 or len(text.split()) > 10 or "|" in text:
        return False
    if text[-1] in ".!,;:\u2026-\u2013" or opens_quote(text) or is_reference(text):
        return False
    return _begins_like_heading(text)


def opens_list(text: str) -> bool:
    """The line begins with a bullet."""
    return bool(re.match(r"[-*\u2022\u00b7\u25aa\u25e6]\s+\S", text))


def _begins_like_heading(text: str) -> bool:
    first = _NUMBERING.sub("", text)[:1]
    return first.isdigit() or (first.isalpha() and not first.islower())
