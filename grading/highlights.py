"""A script with its evidence: passages as real `<mark>` elements tied to their notes.

The text of the result is exactly the text of the script: letters are generated content of empty
links. Both functions take canonical HTML (essays.markup.clean) and give HTML as safe as that;
callers mark it as safe. Pure Python: no Django.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from html import escape

from essays.canonical import escape as escape_text
from essays.canonical import unescape
from grading.spans import Span, in_order

_PIECE = re.compile(r"<[^>]*>|\n|[^<\n]+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_COLUMNS = re.compile(r'(colspan|rowspan)="(\d+)"')

Piece = tuple[int, str]  # where the piece begins in the text, -1 for a tag or a line feed; itself


def render(html: str, spans: Iterable[Span]) -> str:
    """The canonical HTML with a mark round every passage.

    A longer or earlier passage lies outside. Where passages cross, or a passage runs through
    several elements, its mark is split: the first piece carries the id and names the note, the
    last one carries the letter link, every piece the classes and the criterion. Line feeds between
    blocks are never wrapped. A range is shown as far as it covers words; what lies outside the
    text is not shown.
    """
    pieces = list(_pieces(html))
    marks = _Marks(in_order(spans), pieces)
    return "".join(piece if start < 0 else marks.wrap(start, piece) for start, piece in pieces)


def _pieces(html: str) -> Iterator[Piece]:
    """Tags and line feeds as they are, characters unescaped with their place in the text."""
    at = 0
    for piece in _PIECE.findall(html):
        if piece[0] == "<":
            yield -1, piece
        elif piece == "\n":
            at += 1
            yield -1, piece
        else:
            text = unescape(piece)
            yield at, text
            at += len(text)


class _Marks:
    """The marks of one rendering: which are to come, which have begun, where each one ends."""

    def __init__(self, spans: list[Span], pieces: list[Piece]) -> None:
        texts = [(start, start + len(piece)) for start, piece in pieces if start >= 0]
        self._spans = [(span, *_covered(span, texts)) for span in spans]
        self._begun: set[int] = set()

    def wrap(self, at: int, text: str) -> str:
        """One run of characters, escaped, in the marks that touch it."""
        end = at + len(text)
        here = [(span, a, b) for span, a, b in self._spans if a < end and b > at]
        if not here:
            return escape_text(text)
        edges = {edge for _, a, b in here for edge in (a, b) if at < edge < end}
        out: list[str] = []
        opened: list[tuple[Span, int, int]] = []
        start = at
        for stop in [*sorted(edges), end]:
            wanted = [mark for mark in here if mark[1] <= start and mark[2] >= stop]
            self._turn(out, opened, wanted, start)
            out.append(escape_text(text[start - at : stop - at]))
            start = stop
        self._turn(out, opened, [], end)
        return "".join(out)

    def _turn(
        self,
        out: list[str],
        opened: list[tuple[Span, int, int]],
        wanted: list[tuple[Span, int, int]],
        at: int,
    ) -> None:
        """Close and open marks until exactly the wanted ones are open, the outermost first."""
        while opened != wanted[: len(opened)]:
            span, _, end = opened.pop()
            out.append((_link(span) if end == at else "") + "</mark>")
        for mark in wanted[len(opened) :]:
            out.append(_start(mark[0], first=mark[0].id not in self._begun))
            self._begun.add(mark[0].id)
            opened.append(mark)


def _covered(span: Span, texts: list[tuple[int, int]]) -> tuple[int, int]:
    """The range from the first to the last character that can be wrapped; maybe empty."""
    first = bisect_right(texts, span.start, key=lambda text: text[1])
    last = bisect_left(texts, span.end, key=lambda text: text[0]) - 1
    if span.start >= span.end or first > last:
        return 0, 0
    return max(span.start, texts[first][0]), min(span.end, texts[last][1])


def _start(span: Span, first: bool) -> str:
    own = f' id="e{span.id}" aria-details="c{span.id}"' if first else f' data-of="e{span.id}"'
    criterion = escape(span.criterion)
    return f'<mark class="ev ev-{escape(span.kind[:1])}" data-criterion="{criterion}"{own}>'


def _link(span: Span) -> str:
    label, words = escape(span.label), escape(span.words)
    return f'<a class="ev-tag" href="#c{span.id}" data-tag="{label}" aria-label="{words}"></a>'


def numbered(html: str) -> str:
    """The canonical HTML with numbers for the eye; the text stays the same.

    Each paragraph that is not within another block gets `data-n`, counted from 1. Each td below a
    table head gets `data-head`, the words of its column, for narrow screens.
    """
    return _Numbers().rewrite(html)


class _Numbers:
    """One pass over the tags, with what is known of the paragraph count and the table."""

    def __init__(self) -> None:
        self._depth = 0
        self._paragraphs = 0
        self._in_head = False
        self._heads: dict[int, str] = {}  # by column
        self._taken: dict[int, int] = {}  # by column: rows that a rowspan still fills
        self._column = 0

    def rewrite(self, html: str) -> str:
        out: list[str] = []
        for match in re.finditer(r"(<[^>]*>)|[^<]+", html):
            tag = _TAG.fullmatch(match[0])
            out.append(match[0] if tag is None else self._tag(html, match.end(), tag))
        return "".join(out)

    def _tag(self, html: str, end: int, tag: re.Match[str]) -> str:
        slash, name, attributes = tag.groups()
        if name in ("br", "strong", "em"):
            return tag[0]
        self._depth += -1 if slash else 1
        if slash:
            self._in_head = self._in_head and name != "thead"
        elif name == "p" and self._depth == 1:
            self._paragraphs += 1
            return f'<p data-n="{self._paragraphs}">'
        elif name in ("td", "th"):
            return self._cell(html, end, name, attributes)
        else:
            self._row(name)
        return tag[0]

    def _row(self, name: str) -> None:
        """What the start of a table, of its head or body, or of a row means for the columns."""
        if name == "table":
            self._heads = {}
        elif name in ("thead", "tbody"):
            self._in_head = name == "thead"
            self._taken = {}
        elif name == "tr":
            self._column = 0
            self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def _cell(self, html: str, end: int, name: str, attributes: str) -> str:
        sizes = {key: int(size) for key, size in _COLUMNS.findall(attributes)}
        while self._taken.get(self._column):
            self._column += 1
        columns = range(self._column, self._column + sizes.get("colspan", 1))
        self._column = columns.stop
        for column in columns:
            self._taken[column] = sizes.get("rowspan", 1)
            if self._in_head:
                inner = html[end : html.index(f"</{name}>", end)]
                self._heads[column] = " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split())
        head = self._heads.get(columns.start, "")
        if self._in_head or name == "th" or not head:
            return f"<{name}{attributes}>"
        return f'<{name}{attributes} data-head="{escape(head)}">'
