"""The canonical form of a script: what its parts are and how they are written.

A document is a list of blocks. Written out, two neighbouring blocks (and rows, cells, items) are
separated by exactly one line feed, and a line break is ``<br>`` and a line feed; no other line
feed occurs. The text of a document is therefore the plain concatenation of its text nodes, here
and in every browser. Pure Python: no Django.
"""

from dataclasses import dataclass, field

# A run of characters of one style. The text of a run is either a single line feed, which stands
# for a line break, or holds none.
Run = tuple[int, str]
STRONG, EM = 1, 2


@dataclass(slots=True)
class Text:
    """A paragraph ("p") or a heading ("h1" to "h4")."""

    tag: str
    runs: list[Run]


@dataclass(slots=True)
class Listing:
    """A list; `gathered` when it was gathered from loose items, and may take more of them."""

    tag: str
    items: list[list["Block"]] = field(default_factory=list)
    gathered: bool = False


@dataclass(slots=True)
class Quote:
    """A block quotation."""

    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A table cell, "td" or "th"; `attributes` as written, checked by the sanitiser."""

    tag: str
    attributes: str
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A table row; `head` when it stood in a table head."""

    head: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table."""

    rows: list[Row] = field(default_factory=list)


Block = Text | Listing | Quote | Table


def escape(text: str) -> str:
    """Text as it stands between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of `escape`; also reads the non-breaking space as the sanitiser writes it."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\xa0")
    return text.replace("&amp;", "&")


def write(blocks: list[Block]) -> str:
    """The blocks as canonical HTML."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    if isinstance(block, Text):
        return f"<{block.tag}>{_inline(block.runs)}</{block.tag}>"
    if isinstance(block, Listing):
        items = "\n".join(f"<li>{_contents(item)}</li>" for item in block.items)
        return f"<{block.tag}>{items}</{block.tag}>"
    if isinstance(block, Quote):
        return f"<blockquote>{write(block.blocks)}</blockquote>"
    return _table(block)


def _table(table: Table) -> str:
    head = _head_length(table.rows)
    parts = (("thead", table.rows[:head]), ("tbody", table.rows[head:]))
    written = "\n".join(
        f"<{tag}>" + "\n".join(map(_row, rows)) + f"</{tag}>" for tag, rows in parts if rows
    )
    return f"<table>{written}</table>"


def _head_length(rows: list[Row]) -> int:
    """How many leading rows form the head: those of a thead, or else a first row of th alone."""
    for count, row in enumerate(rows):
        if not row.head:
            return count or int(all(cell.tag == "th" for cell in row.cells))
    return len(rows)


def _row(row: Row) -> str:
    cells = "\n".join(
        f"<{cell.tag}{cell.attributes}>{_contents(cell.blocks)}</{cell.tag}>" for cell in row.cells
    )
    return f"<tr>{cells}</tr>"


def _contents(blocks: list[Block]) -> str:
    """The inside of an item or a cell; a first and only paragraph goes without its own tag."""
    paragraphs = sum(isinstance(block, Text) for block in blocks)
    if paragraphs == 1 and isinstance(blocks[0], Text):
        return "\n".join([_inline(blocks[0].runs), *map(_block, blocks[1:])])
    return write(blocks)


def _inline(runs: list[Run]) -> str:
    """Runs with their emphasis: strong always outside em, each opened as late as can be."""
    out: list[str] = []
    now = 0
    for style, text in [*runs, (0, "")]:
        if style != now:
            out.append(_change(now, style))
            now = style
        out.append(escape(text) if text != "\n" else "<br>\n")
    return "".join(out)


def _change(old: int, new: int) -> str:
    """The tags that lead from one style to the next."""
    strong_changes = (old ^ new) & STRONG
    out = ""
    if old & EM and (strong_changes or not new & EM):
        out += "</em>"
    if strong_changes:
        out += "<strong>" if new & STRONG else "</strong>"
    if new & EM and (strong_changes or not old & EM):
        out += "<em>"
    return out
