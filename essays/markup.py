"""The text core: any HTML to the canonical form of a script, and from there to its text.

A script's HTML knows h1–h4, p, ul, ol, li, blockquote, table, thead, tbody, tr, th, td, strong,
em and br, and no attributes but colspan, rowspan and scope on cells. Its text is the concatenation
of all its text nodes, and offsets into a script are code points of that text. Pure Python: no
Django; callers mark the result as safe.
"""

import hashlib
import re
import unicodedata

import nh3

from essays.building import HEADINGS, Builder
from essays.canonical import escape, unescape, write

# The parser's time grows with the square of the depth, and its memory with styled tags times all
# tags. Both are refused long before they hurt: an essay of 900 words has about a hundred tags.
MAX_TAGS = 25_000
MAX_STYLED = 2_000_000

_STRUCTURE = {*HEADINGS, "p", "ul", "ol", "menu", "dir", "li", "blockquote", "pre", "br", "hr"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_STYLES = {"strong", "b", "em", "i"}
# Not in the vocabulary, but they keep words apart.
_DIVISIONS = {
    "address", "article", "aside", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "legend", "main",
    "nav", "optgroup", "option", "search", "section", "summary",
}  # fmt: skip
# Named only so that the sanitiser keeps the words in them.
_FOREIGN = {
    "math", "merror", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mroot", "mrow", "ms",
    "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
    "munderover", "semantics", "svg", "g", "text", "textPath", "tspan", "foreignObject",
}  # fmt: skip
_INVISIBLE = {
    "annotation", "annotation-xml", "audio", "canvas", "datalist", "desc", "iframe",
    "metadata", "noembed", "noframes", "noscript", "object", "script", "style",
    "template", "title", "video",
}  # fmt: skip
_SPAN_VALUES = {"colspan": set(map(str, range(2, 51))), "rowspan": set(map(str, range(2, 201)))}
_SCOPE_VALUES = {"scope": {"col", "row", "colgroup", "rowgroup"}}
_WORD_LISTS = {f"MsoListParagraph{rest}" for rest in ("", "CxSpFirst", "CxSpMiddle", "CxSpLast")}

_CLEANER = nh3.Cleaner(
    tags=_STRUCTURE | _TABLES | _STYLES | _DIVISIONS | _FOREIGN,
    clean_content_tags=_INVISIBLE,
    attributes={},
    tag_attribute_values={"td": _SPAN_VALUES, "th": _SPAN_VALUES | _SCOPE_VALUES},
    allowed_classes={"p": _WORD_LISTS},
    link_rel=None,
)

# What the sanitiser writes: balanced tags whose attribute values hold no ">".
_TOKEN = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>|([^<]+)")
_TAG = re.compile(r"<[^>]*>")
_STYLED = re.compile(
    r"<(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/])"
    r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE,
)
_STYLED_START = re.compile(
    r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]", re.IGNORECASE
)
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*[·•▪●○■◦‣]\s)")
_BLOCK_EDGE = re.compile(r"<(/?)(?!br|strong|em)[a-z0-9]+[^>]*>")

# Left out before words are counted: soft hyphens, joiners; marks too, see word_count.
_UNSEEN = "\u00ad\u200c\u200d\u2060"
_WORD = re.compile(r"\w+(?:['’\-\u2010\u2011–]\w+)*")


class TooComplex(ValueError):
    """The HTML has more tags, or more deeply styled ones, than any essay."""


def clean(html: str) -> str:
    """Any HTML as canonical HTML; `clean(clean(x)) == clean(x)`.

    No visible word is lost: what the vocabulary lacks gives its text. White space collapses as on
    a page, indentation and empty paragraphs go, an empty table cell stays; letters stay exactly as
    typed (no Unicode normalisation). Raises ValueError for NUL and lone surrogates, and TooComplex.
    """
    refuse_unstorable(html)
    builder = Builder()
    for slash, tag, attributes, text in _TOKEN.findall(_CLEANER.clean(_bounded(html))):
        if text:
            builder.text(unescape(text))
        elif tag in _FOREIGN:
            continue
        elif slash:
            builder.close()
        else:
            builder.open(tag, attributes)
    return write(builder.finish())


def refuse_unstorable(text: str) -> None:
    """Raise ValueError for what a database or a page cannot hold: NUL and lone surrogates."""
    if "\x00" in text:
        raise ValueError("The text holds a NUL character.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("The text holds half of a surrogate pair.") from error


def _bounded(html: str) -> str:
    """The HTML, if the parser can read it in bounded time and memory; else TooComplex."""
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise TooComplex(f"The HTML has {tags} tags; the limit is {MAX_TAGS}.")
    if tags * len(_STYLED_START.findall(html)) > MAX_STYLED:
        html = _STYLED.sub(r"<\1>", html)
        if tags * len(_STYLED_START.findall(html)) > MAX_STYLED:
            raise TooComplex("The HTML has too many styled tags.")
    return html


def plain(html: str) -> str:
    """The text of canonical HTML: its text nodes, one after the other."""
    return unescape(_TAG.sub("", html))


def word_count(text: str) -> int:
    """How many words the text has.

    A word is a run of letters, digits and underscores of any script; an apostrophe, hyphen or en
    dash between two such runs joins them (don't, well-run, 1932–33), a dash between spaces and an
    em dash do not. Combining marks, joiners and soft hyphens are part of their word. Scripts
    written without spaces count one word a run. static/essays/words.js counts by the same rule.
    """
    if not text.isascii():
        unseen = {c for c in set(text) if c in _UNSEEN or unicodedata.category(c)[0] == "M"}
        text = text.translate(dict.fromkeys(map(ord, unseen)))
    return len(_WORD.findall(text))


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def opening(html: str, words: int = 120) -> str:
    """The first whole blocks of canonical HTML that together have at least so many words."""
    depth = count = start = 0
    for edge in _BLOCK_EDGE.finditer(html):
        depth += -1 if edge[1] else 1
        if depth:
            continue
        count += word_count(plain(html[start : edge.end()]))
        start = edge.end()
        if count >= words:
            return html[:start]
    return html


def from_plain(text: str) -> str:
    """Plain typed text as canonical HTML: a blank line parts paragraphs, a line feed is a break.

    Raises as `clean` does.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (escape(part).replace("\n", "<br>") for part in _PARAGRAPH_END.split(text))
    return clean("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
