"""Signs that a text is not whole. They are listed for a person to judge; no word is changed."""

import re
from collections.abc import Sequence

from essays.intake import furniture_rules as rules
from essays.intake.blocks import Block, Line, Removed
from essays.intake.shape import ends_sentence, heads_sources, is_reference, tidy

PREVIEW_LINE = "A line says that this is only a preview or that the text goes on elsewhere."
ELLIPSIS = "The text ends in an ellipsis."
MID_SENTENCE = "The text ends in the middle of a sentence."

_ELLIPSIS_END = re.compile(r"(?:\.\s?\.\s?\.|\u2026)[\s\"'\u2019\u201d)\]]*$")
_SHORTEST = 60
"""A last line below this many characters may end as it likes: a name, a date, "The End"."""


def truncation_signs(
    lines: Sequence[Line], furniture: Sequence[Removed], blocks: Sequence[Block]
) -> tuple[str, ...]:
    """Every sign found, as sentences; empty if the text looks whole."""
    signs = []
    if _says_preview(lines, furniture):
        signs.append(PREVIEW_LINE)
    end = _last_prose(blocks)
    if _ELLIPSIS_END.search(end[-20:]):
        signs.append(ELLIPSIS)
    elif len(end) >= _SHORTEST and not ends_sentence(end) and not is_reference(end):
        signs.append(MID_SENTENCE)
    return tuple(signs)


def _says_preview(lines: Sequence[Line], furniture: Sequence[Removed]) -> bool:
    """A preview line stands in the text or straight after it, not among links further down."""
    reasons = {entry.line: entry.reason for entry in furniture}
    for line in lines:
        reason = reasons.get(line.number)
        if reason == rules.RELATED:
            return False
        if reason == rules.PREVIEW:
            return True
    return False


def _last_prose(blocks: Sequence[Block]) -> str:
    """The last paragraph or cell of the essay itself, bibliography and notes left aside."""
    end = ""
    for block in blocks:
        if block.kind in ("heading", "paragraph") and heads_sources(block.text):
            break
        if block.kind in ("paragraph", "quote", "table"):
            end = tidy(block.text.rsplit("\n", 1)[-1])
        elif block.kind == "list":
            end = ""
    return end
