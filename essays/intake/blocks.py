"""What a file holds once it is read: blocks of text, and a record of what was left out.

Inline HTML (`Block.html`, `Block.items`, `Cell.paragraphs`) is always ours: text escaped here,
with no tags but strong, em, br and, in list items, nested ul/ol/li.
"""

import html
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["title", "heading", "paragraph", "quote", "list", "table"]

MOST_LINES = 20_000
"""Lines of a text, or stretches of text on a page; no essay comes near it."""

_BREAKING_TAG = re.compile(r"<(?:br|/?ul|/?ol|li)>")
_TAG = re.compile(r"<[^>]*>")


def escape(text: str) -> str:
    """Text as inline HTML; quotes need no escaping outside attributes."""
    return html.escape(text, quote=False)


def plain(inline: str) -> str:
    """The visible text of our own inline HTML; breaks and list items become line ends."""
    text = html.unescape(_TAG.sub("", _BREAKING_TAG.sub("\n", inline)))
    return "\n".join(line for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, or one block of a web page, before anything is decided about it."""

    number: int
    text: str
    gap: bool = False
    """A blank line (or something removed) stands before it."""
    place: str = ""
    """The part of a web page it came from, if that part is not the essay: "navigation" …"""
    outside: bool = False
    """The page marks its main part, and this line is not in it."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was left out, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs as inline HTML."""

    paragraphs: tuple[str, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1

    @property
    def texts(self) -> list[str]:
        """The visible text of each paragraph."""
        return [plain(paragraph) for paragraph in self.paragraphs if paragraph]

    def to_html(self) -> str:
        """The cell as a th or td; several paragraphs become p elements."""
        tag = "th" if self.header else "td"
        spans = "".join(
            f' {name}="{size}"'
            for name, size in (("colspan", self.colspan), ("rowspan", self.rowspan))
            if size > 1
        )
        inner = self.paragraphs[0] if len(self.paragraphs) == 1 else _paragraphs(self.paragraphs)
        return f"<{tag}{spans}>{inner}</{tag}>"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text.

    `html` holds a title, heading or paragraph; `items` the entries of a list or the paragraphs
    of a quote; `rows` the cells of a table. `level` is 1–4 for titles and headings, else 0.
    """

    kind: Kind
    html: str = ""
    level: int = 0
    ordered: bool = False
    items: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def text(self) -> str:
        """Visible text, one line per paragraph or item, in reading order."""
        parts = [self.html, *self.items]
        parts += [text for row in self.rows for cell in row for text in cell.paragraphs]
        return "\n".join(plain(part) for part in parts if part)

    @property
    def texts(self) -> list[str]:
        """The visible text of each entry of a list or paragraph of a quote."""
        return [plain(item) for item in self.items]

    def to_html(self) -> str:
        """The block as HTML of the fixed vocabulary."""
        if self.kind in ("title", "heading"):
            return f"<h{self.level}>{self.html}</h{self.level}>"
        if self.kind == "list":
            tag = "ol" if self.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{item}</li>' for item in self.items)}</{tag}>"
        if self.kind == "quote":
            return f"<blockquote>{_paragraphs(self.items)}</blockquote>"
        if self.kind == "table":
            return _table(self.rows)
        return f"<p>{self.html}</p>"


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file that was read. `removed`, `truncation_signs` and `notes` are for people to read."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    truncated: bool = False
    truncation_signs: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Visible text of all blocks, a blank line between them."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def words(self) -> int:
        """Words of the visible text, title and headings included."""
        # Imported late: the child process counts no words and need not load the sanitiser.
        from essays.markup import word_count

        return word_count(self.text)

    def to_html(self) -> str:
        """HTML of the fixed vocabulary, one block per line, ready for the sanitiser."""
        return "\n".join(block.to_html() for block in self.blocks)

    def as_data(self) -> dict[str, Any]:
        """Plain data for the pipe between child and parent."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Extracted":
        """The inverse of `as_data` after a journey through JSON."""
        return cls(
            title=data["title"],
            blocks=tuple(_block(block) for block in data["blocks"]),
            truncated=data["truncated"],
            truncation_signs=tuple(data["truncation_signs"]),
            removed=tuple(Removed(**entry) for entry in data["removed"]),
            notes=tuple(data["notes"]),
        )


def _paragraphs(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def _table(rows: tuple[tuple[Cell, ...], ...]) -> str:
    head = rows[:1] if rows and all(cell.header for cell in rows[0]) else ()
    body = rows[len(head) :]
    parts = [
        f"<{tag}>{''.join(_row(row) for row in part)}</{tag}>"
        for tag, part in (("thead", head), ("tbody", body))
        if part
    ]
    return f"<table>{''.join(parts)}</table>"


def _row(row: tuple[Cell, ...]) -> str:
    return f"<tr>{''.join(cell.to_html() for cell in row)}</tr>"


def _block(data: dict[str, Any]) -> Block:
    rows = tuple(
        tuple(Cell(**{**cell, "paragraphs": tuple(cell["paragraphs"])}) for cell in row)
        for row in data["rows"]
    )
    return Block(**{**data, "items": tuple(data["items"]), "rows": rows})
