"""Tables in plain text, drawn with pipes.

Three forms are read. Markdown's, with a line of dashes under the names. The simple one, in which
every line has as many cells as the header has names. And the loose one that pages leave behind
when they are copied: a header of short names, then prose in which one pipe, standing after the
end of a sentence, is all that remains of a cell's edge, and blank lines are paragraphs in a cell.
"""

import re
from collections.abc import Sequence

from essays.intake.blocks import Block, Cell, Line, escape
from essays.intake.shape import ends_sentence, is_label, is_short_heading, tidy

LOOSE_TABLE = (
    "A table had lost the edges of its cells. They were set where a vertical bar follows the end "
    "of a sentence; please check the columns."
)

_LONGEST_LOOSE = 300  # lines; keeps a file of nothing but bars from costing its length squared
_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_EDGE = re.compile(r"(?<=[.!?\u2026])([\"'\u201c\u201d\u2019\u00bb)\]]*)\s*\|")


def read_table(lines: Sequence[Line], start: int) -> tuple[Block, int] | None:
    """The table that begins at `lines[start]` and the number of lines it takes, or None."""
    names = _names(lines[start].text)
    if not names or start + 1 >= len(lines):
        return None
    return (
        _markdown(names, lines, start)
        or _simple(names, lines, start)
        or _loose(names, lines, start)
    )


def is_loose(block: Block) -> bool:
    """The table's cells were found by the third form's rule, so somebody should look."""
    return any(len(cell.paragraphs) > 1 for row in block.rows[1:] for cell in row)


def _names(text: str) -> list[str]:
    if "|" not in text:
        return []
    names = _cells(text)
    fit = len(names) >= 2 and all(0 < len(name) <= 40 and name[-1] not in ".!;" for name in names)
    return names if fit else []


def _cells(text: str) -> list[str]:
    """The cells of a row; a bar at either end is a border, not a cell."""
    inner = tidy(text).removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [tidy(cell).replace("\\|", "|") for cell in _PIPE.split(inner)]


def _block(names: list[str], rows: list[list[list[str]]]) -> Block:
    head = tuple(Cell((escape(name),), header=True) for name in names)
    body = tuple(
        tuple(Cell(tuple(escape(text) for text in cell) or ("",)) for cell in row) for row in rows
    )
    return Block("table", rows=(head, *body))


def _fit(cells: list[str], width: int) -> list[list[str]]:
    """Exactly `width` cells: missing ones empty, what is too much kept in the last."""
    kept = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    return [[cell] if cell else [] for cell in kept + [""] * (width - len(kept))]


def _markdown(names: list[str], lines: Sequence[Line], start: int) -> tuple[Block, int] | None:
    if not _SEPARATOR.fullmatch(tidy(lines[start + 1].text)) or lines[start + 1].gap:
        return None
    end = start + 2
    while end < len(lines) and "|" in lines[end].text and not lines[end].gap:
        end += 1
    rows = [_fit(_cells(line.text), len(names)) for line in lines[start + 2 : end]]
    return _block(names, rows), end - start


def _simple(names: list[str], lines: Sequence[Line], start: int) -> tuple[Block, int] | None:
    end = start + 1
    while end < len(lines) and not lines[end].gap:
        end += 1
    rows = [_cells(line.text) for line in lines[start + 1 : end]]
    if not rows or any(len(row) != len(names) for row in rows):
        return None
    return _block(names, [_fit(row, len(names)) for row in rows]), end - start


def _loose(names: list[str], lines: Sequence[Line], start: int) -> tuple[Block, int] | None:
    end = start + 1
    limit = min(len(lines), start + _LONGEST_LOOSE)
    if not any("|" in line.text and _EDGE.search(line.text) for line in lines[start + 1 : limit]):
        return None
    while end < limit and not _ends_table(lines, end):
        end += 1
    cells: list[list[str]] = [[]]
    for line in lines[start + 1 : end]:
        first, *others = _split_at_edges(tidy(line.text))
        if first:
            cells[-1].append(first)
        cells += [[text] if text else [] for text in others]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    if len(cells) < 2:
        return None
    width = len(names)
    cells += [[] for _ in range(-len(cells) % width)]
    return _block(names, [cells[at : at + width] for at in range(0, len(cells), width)]), (
        end - start
    )


def _split_at_edges(text: str) -> list[str]:
    return [part.strip() for part in _EDGE.sub("\\1\n", text).split("\n")]


def _ends_table(lines: Sequence[Line], index: int) -> bool:
    """A heading after a blank line ends a table that has no other end."""
    line = lines[index]
    text = tidy(line.text)
    if not line.gap or index + 1 >= len(lines):
        return False
    follows_whole_sentence = ends_sentence(tidy(lines[index - 1].text))
    return (
        text.startswith("#")
        or is_label(text)
        or (follows_whole_sentence and is_short_heading(text))
    )
