"""HTML as a flat series of pieces: one for each stretch of text between block-level tags.

Pages are flattened rather than walked as a tree, so that nothing here depends on how deep, or how
well, the tags are nested; what a piece needs of its surroundings it carries with it.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from essays.intake.blocks import plain
from essays.intake.inline import BREAK, Run, render

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol")
_STRONG = ("strong", "b")
_EM = ("em", "i")
# fmt: off
BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "label", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_PARTS = frozenset(("nav", "footer", "aside", "button", "label"))
_PERHAPS_PARTS = frozenset(("form", "header"))
_MAIN = frozenset(("main", "article"))
_HINT = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|shar(?:e|ing)|social|related|recommend\w*|sidebar|promo"
    r"|breadcrumbs?|newsletter|subscribe|adverts?|ads?|banner|popup|modal|comments?|respond|byline"
    r"|author|avatar|navbar|nav|menu|widget|pagination|cta|paywall|chat)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DEEPEST_LIST = 4


class Spot(NamedTuple):
    """A cell: which table, row and column, and its shape."""

    table: int
    row: int
    column: int
    header: bool
    colspan: int
    rowspan: int


class Entry(NamedTuple):
    """A list entry: which outermost list, which entry of the page, how deep, ordered or not."""

    outermost: int
    number: int
    depth: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and where it stood. `heading` is 1–6 or 0, `quote` a quote's id or 0."""

    html: str
    heading: int = 0
    quote: int = 0
    entry: Entry | None = None
    spot: Spot | None = None
    part: bool = False
    """Inside nav, footer, aside and the like."""
    main: bool = False
    """Inside main or article."""
    hints: tuple[int, ...] = ()
    """Ids of enclosing elements that may be furniture, by their tag, class or id."""

    @property
    def text(self) -> str:
        """The visible text."""
        return plain(self.html)


def pieces_of(html: str) -> tuple[list[Piece], bool]:
    """The pieces of well-formed HTML, in order, and whether hidden text was left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.pieces, reader.left_out_hidden


class _Reader(HTMLParser):
    """Keeps a stack of open elements and, per kind, what they mean for the text inside them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.left_out_hidden = False
        self._runs: list[Run] = []
        self._open: list[tuple[str, bool, int]] = []  # tag, hidden, hint id or 0
        self._count: dict[str, int] = {}
        self._hidden = 0
        self._hints: list[int] = []
        self._lists: list[bool] = []
        self._ids = 0
        self._outermost_list = self._entry = self._quote = 0
        self._table = self._row = self._column = 0
        self._cell: tuple[bool, int, int] = (False, 1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block ends the text before it."""
        if tag == "br":
            self._line_break()
            return
        if tag in BLOCK_TAGS:
            self.flush()
        if tag == "hr":
            return
        given = {name: value or "" for name, value in attrs}
        hidden = (
            "hidden" in given
            or given.get("aria-hidden") == "true"
            or bool(_HIDDEN_STYLE.search(given.get("style", "")))
        )
        hint = self._hint(tag, given)
        self._open.append((tag, hidden, hint))
        self._count[tag] = self._count.get(tag, 0) + 1
        self._hidden += hidden
        if hint:
            self._hints.append(hint)
        self._enter(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name and all inside it."""
        if not self._count.get(tag):
            return
        if tag in BLOCK_TAGS:
            self.flush()
        while True:
            name, hidden, hint = self._open.pop()
            self._count[name] -= 1
            self._hidden -= hidden
            if hint:
                self._hints.remove(hint)
            if name in _LISTS:
                self._lists.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text: kept with its emphasis, unless the page hides it."""
        if self._hidden:
            self.left_out_hidden = self.left_out_hidden or bool(data.strip())
            return
        if not self._count.get("pre"):
            self._add(data)
            return
        for index, line in enumerate(data.split("\n")):
            if index:
                self._line_break()
            self._add(line)

    def flush(self) -> None:
        """End the current piece, if it holds any text."""
        html = render(self._runs)
        self._runs = []
        if not plain(html).strip():
            return
        inside = self._count.get
        self.pieces.append(
            Piece(
                html,
                heading=next((_HEADINGS[tag] for tag in _HEADINGS if inside(tag)), 0),
                quote=self._quote if inside("blockquote") else 0,
                entry=self._list_entry() if self._lists else None,
                spot=self._spot() if inside("td") or inside("th") else None,
                part=any(inside(tag) for tag in _PARTS),
                main=any(inside(tag) for tag in _MAIN),
                hints=tuple(self._hints),
            )
        )

    def _add(self, text: str) -> None:
        strong = any(self._count.get(tag) for tag in _STRONG)
        em = any(self._count.get(tag) for tag in _EM)
        self._runs.append((text, strong, em))

    def _line_break(self) -> None:
        """Two breaks in a row are a paragraph's end."""
        said = [run for run in self._runs if run[0].strip(" \t\r\f")]
        if said and said[-1][0] == BREAK and not self._hidden:
            self.flush()
        elif not self._hidden:
            self._runs.append((BREAK, False, False))

    def _hint(self, tag: str, given: dict[str, str]) -> int:
        if tag in _MAIN or tag == "body":
            return 0
        named = _HINT.search(given.get("class", "")) or _HINT.search(given.get("id", ""))
        if not named and tag not in _PERHAPS_PARTS:
            return 0
        self._ids += 1
        return self._ids

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        self._ids += 1
        if tag in _LISTS:
            self._lists.append(tag == "ol")
            if len(self._lists) == 1:
                self._outermost_list = self._ids
        elif tag == "li":
            self._entry = self._ids
        elif tag == "blockquote" and self._count[tag] == 1:
            self._quote = self._ids
        elif self._count.get("table", 0) == 1:
            self._enter_table(tag, given)

    def _enter_table(self, tag: str, given: dict[str, str]) -> None:
        """Rows and cells of an outermost table; those of a table within are text in its cell."""
        if tag == "table":
            self._table, self._row = self._ids, -1
        elif tag == "tr":
            self._row, self._column = self._row + 1, -1
        elif tag in ("td", "th"):
            self._column += 1
            spans = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._cell = (tag == "th", *spans)

    def _list_entry(self) -> Entry:
        depth = min(len(self._lists), DEEPEST_LIST)
        return Entry(self._outermost_list, self._entry, depth, self._lists[depth - 1])

    def _spot(self) -> Spot:
        return Spot(self._table, self._row, self._column, *self._cell)


def _span(value: str | None) -> int:
    return int(value) if value and re.fullmatch("[1-9][0-9]?", value) else 1
