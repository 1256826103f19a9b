"""A text file, or the text of one, to an Extracted."""

import re

from essays.intake.blocks import MOST_LINES, Block, Extracted, Line
from essays.intake.decoding import decode
from essays.intake.furniture import sift
from essays.intake.refusals import Refused
from essays.intake.structure import to_blocks
from essays.intake.tables import LOOSE_TABLE, is_loose
from essays.intake.truncation import truncation_signs


def read_plain(
    data: bytes, *, strip_furniture: bool, keep: frozenset[int] = frozenset()
) -> Extracted:
    """Decode and read a text file. Raises Refused if there is no text or it is not text."""
    text, notes = decode(data)
    return read_text(text, strip_furniture=strip_furniture, keep=keep, notes=notes)


def read_text(
    text: str,
    *,
    strip_furniture: bool,
    keep: frozenset[int] = frozenset(),
    notes: tuple[str, ...] = (),
) -> Extracted:
    r"""Blocks of a text with "\n" line ends. Line numbers count from 1, as editors show them.

    `keep` restores lines that were removed before, by their numbers.
    """
    lines = _lines(text, frozenset())
    if len(lines) > MOST_LINES:
        raise Refused("complex")
    if not re.search(r"\w", text):
        raise Refused("no-text")
    removed = tuple(sift(lines, keep)) if strip_furniture else ()
    blocks = to_blocks(_lines(text, frozenset(entry.line for entry in removed)))
    signs = truncation_signs(lines, removed, blocks)
    if any(block.kind == "table" and is_loose(block) for block in blocks):
        notes = (*notes, LOOSE_TABLE)
    return Extracted(
        title=title_of(blocks),
        blocks=tuple(blocks),
        truncated=bool(signs),
        truncation_signs=signs,
        removed=removed,
        notes=notes,
    )


def title_of(blocks: list[Block]) -> str:
    """The text of the title block, or ""."""
    return next((block.text for block in blocks if block.kind == "title"), "")


def _lines(text: str, without: frozenset[int]) -> list[Line]:
    """Lines that hold something; what is blank or removed leaves a gap before the next."""
    lines = []
    gap = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and number not in without:
            lines.append(Line(number, line.rstrip(), gap))
            gap = False
        else:
            gap = True
    return lines
