"""From a stream of balanced tags and texts to canonical blocks.

Whatever comes, the result keeps to the vocabulary of `essays.canonical`, and every character
that is not white space or a list bullet arrives in it, in order. What the vocabulary lacks becomes
the nearest thing that it has: a caption a paragraph, a table within a cell its paragraphs.
Pure Python: no Django.
"""

from collections.abc import Callable

from essays.canonical import Block, Cell, Listing, Quote, Row, Table
from essays.paragraphs import Paragraphs

MAX_LIST_DEPTH = 8  # items nested deeper become paragraphs of the deepest item

HEADINGS = {"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
Closer = Callable[[], None]


class Builder(Paragraphs):
    """Collects blocks. Call `open`, `close` and `text` as the tags come, then `finish`."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[list[Block]] | None = None  # of the list we stand in, outside an item
        self._table: Table | None = None
        self._row: Row | None = None
        self._in_head = False
        self._inside = 0  # lists, cells and captions around us: no headings, no tables in there
        self._quoted = False
        self._closers: list[Closer] = []

    def finish(self) -> list[Block]:
        """The blocks of the document, after the last tag."""
        while self._closers:
            self.close()
        self._flush()
        return self._blocks

    def open(self, tag: str, attributes: str) -> None:
        """A start tag; `attributes` are trusted, with their leading space."""
        if tag == "br":
            self._break_line()
        elif tag == "hr":
            self._flush()
        elif tag in _OPENERS:
            self._closers.append(_OPENERS[tag](self, tag, attributes))
        else:
            self._closers.append(self._open_paragraph(tag, attributes))

    def close(self) -> None:
        """The end tag of the innermost open element."""
        if self._closers:
            self._closers.pop()()

    # Elements. Each opener returns what its end tag does.

    def _open_paragraph(self, tag: str, attributes: str) -> Closer:
        self._flush()
        self._listed = tag == "p" and "Mso" in attributes
        return self._flush

    def _open_heading(self, tag: str, _: str) -> Closer:
        self._flush()
        self._tags.append("p" if self._inside else HEADINGS[tag])

        def close() -> None:
            self._flush()
            self._tags.pop()

        return close

    def _open_strong(self, *_: str) -> Closer:
        self._strong += 1

        def close() -> None:
            self._strong -= 1

        return close

    def _open_em(self, *_: str) -> Closer:
        self._em += 1

        def close() -> None:
            self._em -= 1

        return close

    def _open_pre(self, *_: str) -> Closer:
        self._flush()
        self._pre += 1

        def close() -> None:
            self._flush()
            self._pre -= 1

        return close

    def _open_quote(self, *_: str) -> Closer:
        self._flush()
        if self._inside or self._quoted:
            return self._flush
        quote, around = Quote(), self._blocks
        self._blocks, self._quoted = quote.blocks, True

        def close() -> None:
            self._flush()
            self._blocks, self._quoted = around, False
            if quote.blocks:
                around.append(quote)

        return close

    def _open_list(self, tag: str, _: str) -> Closer:
        self._flush()
        if self._lists >= MAX_LIST_DEPTH:
            return self._flush
        listing = Listing("ol" if tag == "ol" else "ul")
        around, leave = self._blocks, self._enter_list(listing)

        def close() -> None:
            leave()
            if listing.items:
                around.append(listing)

        return close

    def _enter_list(self, listing: Listing) -> Closer:
        blocks, items = self._blocks, self._items
        self._blocks, self._items = [], listing.items
        self._lists += 1
        leave_inside = self._enter()

        def leave() -> None:
            self._flush()
            self._settle()
            leave_inside()
            self._lists -= 1
            self._blocks, self._items = blocks, items

        return leave

    def _settle(self) -> None:
        """What stood in a list but in no item: a list belongs to the item before, words do not."""
        loose, self._blocks = self._blocks, []
        if not loose or self._items is None:
            return
        if self._items and all(isinstance(block, Listing) for block in loose):
            self._items[-1].extend(loose)
        else:
            self._items.append(loose)

    def _open_item(self, *_: str) -> Closer:
        self._flush()
        if self._items is not None:
            return self._enter_item()
        if self._lists:
            return self._flush
        leave = self._enter_list(self._gathered())
        end_item = self._enter_item()

        def close() -> None:
            end_item()
            leave()
            self._drop_empty_list()

        return close

    def _drop_empty_list(self) -> None:
        last = self._blocks[-1]
        if isinstance(last, Listing) and not last.items:
            self._blocks.pop()

    def _enter_item(self) -> Closer:
        self._settle()
        items, loose, item = self._items, self._blocks, list[Block]()
        self._blocks, self._items = item, None

        def close() -> None:
            self._flush()
            self._blocks, self._items = loose, items
            if item and items is not None:
                items.append(item)

        return close

    # Tables

    def _open_table(self, *_: str) -> Closer:
        self._flush()
        if self._inside or self._table:
            return self._flush
        table = self._table = Table()

        def close() -> None:
            self._flush()
            self._table = None
            if table.rows:
                self._blocks.append(table)

        return close

    def _open_head(self, *_: str) -> Closer:
        self._flush()
        if self._inside:
            return self._flush
        self._in_head = True

        def close() -> None:
            self._flush()
            self._in_head = False

        return close

    def _open_row(self, *_: str) -> Closer:
        self._flush()
        table = self._table
        if self._inside or table is None:
            return self._flush
        row = self._row = Row(self._in_head)

        def close() -> None:
            self._flush()
            self._row = None
            if row.cells:
                table.rows.append(row)

        return close

    def _open_cell(self, tag: str, attributes: str) -> Closer:
        self._flush()
        if self._inside or self._row is None:
            return self._flush
        cell, around = Cell(tag, attributes), self._blocks
        self._row.cells.append(cell)
        self._blocks = cell.blocks
        leave = self._enter()

        def close() -> None:
            self._flush()
            leave()
            self._blocks = around

        return close

    def _open_caption(self, *_: str) -> Closer:
        self._flush()
        leave = self._enter()

        def close() -> None:
            self._flush()
            leave()

        return close

    def _enter(self) -> Closer:
        self._inside += 1
        self._tags.append("p")

        def leave() -> None:
            self._inside -= 1
            self._tags.pop()

        return leave


_OPENERS: dict[str, Callable[[Builder, str, str], Closer]] = {
    **dict.fromkeys(HEADINGS, Builder._open_heading),
    **dict.fromkeys(("strong", "b"), Builder._open_strong),
    **dict.fromkeys(("em", "i"), Builder._open_em),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Builder._open_list),
    **dict.fromkeys(("td", "th"), Builder._open_cell),
    "pre": Builder._open_pre,
    "blockquote": Builder._open_quote,
    "li": Builder._open_item,
    "table": Builder._open_table,
    "thead": Builder._open_head,
    "tr": Builder._open_row,
    "caption": Builder._open_caption,
}
