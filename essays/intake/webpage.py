"""A web page, or the HTML that a word processor's file was turned into, to an Extracted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import nh3

from essays.intake import furniture_rules as rules
from essays.intake.blocks import MOST_LINES, Block, Cell, Extracted, Line
from essays.intake.decoding import decode
from essays.intake.furniture import sift
from essays.intake.pieces import BLOCK_TAGS, Entry, Piece, pieces_of
from essays.intake.refusals import Refused
from essays.intake.shape import is_label, is_short_heading
from essays.intake.structure import title_index
from essays.intake.truncation import truncation_signs

HIDDEN_TEXT = "Text that the page hides was left out."

DEEPEST = 1000
"""Elements within elements; beyond this no page is an essay, and the parser's time squares."""
_INLINE = {"strong", "b", "em", "i", "br", "span", "a", "sub", "sup", "u", "s", "small", "q"}
_NO_TEXT = {"script", "style", "template", "svg", "math", "noscript", "iframe", "object"} | {
    "select", "textarea", "title", "video", "audio", "canvas", "map", "dialog",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
# fmt: off
_NEVER_DEEP = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body",
))
# fmt: on
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_BOLD = re.compile(r"<strong>(?:(?!</?strong>).)*</strong>:?")


def read_webpage(
    data: bytes, *, strip_furniture: bool, keep: frozenset[int] = frozenset()
) -> Extracted:
    """Decode and read an HTML file. Raises Refused if it holds no text or is not a page."""
    declared = _CHARSET.search(data[:4096])
    text, notes = decode(data, declared[1].decode("ascii") if declared else "")
    return read_html(text, strip_furniture=strip_furniture, keep=keep, notes=notes)


def read_html(
    html: str,
    *,
    strip_furniture: bool,
    keep: frozenset[int] = frozenset(),
    notes: tuple[str, ...] = (),
) -> Extracted:
    """Blocks of an HTML text. Line numbers count the page's stretches of text from 1."""
    if _depth(html) > DEEPEST:
        raise Refused("nested", limit=DEEPEST)
    pieces, hidden = pieces_of(_tame(html))
    if not pieces:
        raise Refused("no-text")
    if len(pieces) > MOST_LINES:
        raise Refused("complex")
    lines = _lines(pieces)
    removed = tuple(sift(lines, keep)) if strip_furniture else ()
    gone = {entry.line for entry in removed}
    kept = [(line, piece) for line, piece in zip(lines, pieces, strict=True)
            if line.number not in gone]  # fmt: skip
    blocks = list(_blocks([line for line, _ in kept], [piece for _, piece in kept]))
    signs = truncation_signs(lines, removed, blocks)
    return Extracted(
        title=next((block.text for block in blocks if block.kind == "title"), ""),
        blocks=tuple(blocks),
        truncated=bool(signs),
        truncation_signs=signs,
        removed=removed,
        notes=(*notes, HIDDEN_TEXT) if hidden else notes,
    )


def _depth(html: str) -> int:
    """How deep the tags nest, roughly: elements that HTML closes by itself do not count."""
    deepest = depth = 0
    for found in _TAG.finditer(html):
        if found[3] or found[2].lower() in _NEVER_DEEP:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tame(html: str) -> str:
    """Well-formed HTML of harmless tags; only the attributes that `pieces` looks at."""
    return nh3.clean(
        html,
        tags=BLOCK_TAGS - {"body"} | _INLINE,
        clean_content_tags=_NO_TEXT,
        attributes={
            "*": {"class", "id", "hidden", "aria-hidden", "style"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        link_rel=None,
    )


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    """The pieces as lines for the furniture rules, with what the page says about its parts."""
    sizes = [len(piece.text) for piece in pieces]
    total = sum(sizes)
    main = sum(size for size, piece in zip(sizes, pieces, strict=True) if piece.main)
    has_main = main > total / 2
    weight: Counter[int] = Counter()
    for size, piece in zip(sizes, pieces, strict=True):
        weight.update(dict.fromkeys(piece.hints, size))
    lines = []
    for number, piece in enumerate(pieces, start=1):
        outside = has_main and not piece.main
        hinted = any(weight[hint] < total * 0.3 for hint in piece.hints)
        apart = piece.part or hinted or (outside and piece.heading != 1)
        place = rules.PART if apart and piece.heading != 1 else ""
        lines.append(Line(number, piece.text, True, place, outside and apart))
    return lines


def _blocks(lines: Sequence[Line], pieces: Sequence[Piece]) -> Iterator[Block]:
    title = _title(lines, pieces)
    for key, group in groupby(range(len(pieces)), key=lambda at: _group(pieces, at)):
        kind = key[0]
        members = [pieces[at] for at in group]
        if kind == "table":
            yield from _table(members)
        elif kind == "list":
            yield _list(members)
        elif kind == "quote":
            yield Block("quote", items=tuple(piece.html for piece in members))
        else:
            yield _single(pieces, key[1], title)


def _group(pieces: Sequence[Piece], at: int) -> tuple[str, int]:
    piece = pieces[at]
    if piece.spot:
        return "table", piece.spot.table
    if piece.entry and not piece.heading:
        return "list", piece.entry.outermost
    if piece.quote and not piece.heading:
        return "quote", piece.quote
    return "single", at


def _single(pieces: Sequence[Piece], at: int, title: int | None) -> Block:
    piece = pieces[at]
    if at == title:
        return Block("title", _unbold(piece.html), level=1)
    if piece.heading:
        return Block("heading", _unbold(piece.html), level=min(max(piece.heading, 2), 4))
    if _is_bold_heading(pieces, at):
        return Block("heading", _unbold(piece.html), level=3)
    return Block("paragraph", piece.html)


def _title(lines: Sequence[Line], pieces: Sequence[Piece]) -> int | None:
    for at, piece in enumerate(pieces):
        if piece.heading == 1:
            return at
    guess = title_index(lines)
    return guess if guess is not None and _group(pieces, guess)[0] == "single" else None


def _is_bold_heading(pieces: Sequence[Piece], at: int) -> bool:
    """Many writers make a heading by setting a short line in bold."""
    text = pieces[at].text
    follows = at + 1 < len(pieces) and len(pieces[at + 1].text) >= len(text)
    return (
        follows
        and bool(_BOLD.fullmatch(pieces[at].html))
        and (is_short_heading(text) or is_label(text))
    )


def _unbold(html: str) -> str:
    """A heading needs no bold of its own."""
    return re.sub(r"</?strong>", "", html)


def _list(members: Sequence[Piece]) -> Block:
    entries = [(piece.entry, piece.html) for piece in members if piece.entry]
    return Block("list", ordered=entries[0][0].ordered, items=tuple(_items(entries, 1)))


def _items(entries: Sequence[tuple[Entry, str]], depth: int) -> list[str]:
    """Entries of one depth as inline HTML; deeper ones become a list inside the one above."""
    items: list[str] = []
    last = 0
    for deeper, group in groupby(entries, key=lambda entry: entry[0].depth > depth):
        members = list(group)
        if deeper:
            tag = "ol" if members[0][0].ordered else "ul"
            inner = "".join(f"<li>{item}</li>" for item in _items(members, depth + 1))
            items = [*items[:-1], f"{items[-1] if items else ''}<{tag}>{inner}</{tag}>"]
            continue
        for entry, html in members:
            if items and entry.number == last:
                items[-1] += f"<br>{html}"
            else:
                items.append(html)
            last = entry.number
    return items


def _table(members: Sequence[Piece]) -> Iterator[Block]:
    """A table; one that holds headings or has a single column only laid the page out."""
    rows = [
        list(row) for _, row in groupby(members, key=lambda piece: piece.spot and piece.spot.row)
    ]
    width = max(len({piece.spot and piece.spot.column for piece in row}) for row in rows)
    if width < 2 or any(piece.heading for piece in members):
        flow = [Piece(p.html, p.heading, p.quote, p.entry) for p in members]
        yield from _blocks([Line(n, "") for n in range(len(flow))], flow)
        return
    yield Block("table", rows=_padded(tuple(_cells(row) for row in rows)))


def _cells(row: Sequence[Piece]) -> tuple[Cell, ...]:
    """The cells of a row; columns in which nothing stands are kept as empty cells."""
    cells: list[Cell] = []
    for spot, group in groupby(row, key=lambda piece: piece.spot):
        if spot is None:
            continue
        cells += [Cell(("",))] * (spot.column - len(cells))
        paragraphs = tuple(piece.html for piece in group)
        cells.append(Cell(paragraphs, spot.header, spot.colspan, spot.rowspan))
    return tuple(cells)


def _padded(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal length, unless cells that span others make the lengths differ rightly."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row):
        return rows
    width = max(len(row) for row in rows)
    return tuple((*row, *[Cell(("",))] * (width - len(row))) for row in rows)
