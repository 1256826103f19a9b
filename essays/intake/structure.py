"""Lines of plain text to blocks: title, headings, paragraphs, quotes, lists, tables.

Nothing is ever left out here but marks that a block replaces: bullets, the numbers of a list,
hash signs before a heading, the bars of a table.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from essays.intake.blocks import Block, Line, escape
from essays.intake.shape import (
    LONG,
    heads_section,
    is_label,
    is_prose,
    is_short_heading,
    is_title,
    opens_list,
    opens_quote,
    tidy,
)
from essays.intake.tables import read_table

_HASH = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"[-*\u2022\u00b7\u25aa\u25e6]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_ENDS_WORD_BREAK = re.compile(r"\w-$")

Reading = tuple[list[Block], int]
"""The blocks found at a place and the number of lines they take; no lines: nothing found."""
NOTHING: Reading = ([], 0)

_LINES_OF_HEAD = 12
_LABEL = 60
"""A first line of this length is a sentence or the title, never a label above the title."""


def to_blocks(lines: Sequence[Line]) -> list[Block]:
    """All blocks of the lines, in their order; at most one of them is the title."""
    at = title_index(lines)
    if at is None:
        return _body(lines)
    text = tidy(lines[at].text)
    hashed = _HASH.fullmatch(text)
    title = Block("title", escape(hashed[2] if hashed else text), level=1)
    return [*_body(lines[:at]), title, *_body(lines[at + 1 :])]


def _body(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        for read in _READERS:
            found, taken = read(lines, at)
            if taken:
                blocks += found
                at += taken
                break
    return blocks


def title_index(lines: Sequence[Line]) -> int | None:
    """Index of the title: a hashed first line, or the line above the body that looks most like one.

    That is the first, unless a name or another label of up to three words stands there; then the
    longest that does not head a section.
    """
    if not lines:
        return None
    hashed = _HASH.fullmatch(tidy(lines[0].text))
    if hashed and hashed[2]:
        return 0
    texts = [tidy(line.text) for line in lines]
    body = next((index for index, text in enumerate(texts) if len(text) >= LONG), None)
    if body is None:
        body = next((index for index, text in enumerate(texts) if is_prose(text)), 0)
    fit = [index for index in range(min(body, _LINES_OF_HEAD)) if _may_be_title(lines, index)]
    if not fit or fit[0] > 0 and len(texts[0]) >= _LABEL:
        return None
    if len(texts[fit[0]].split()) > 3:
        return fit[0]
    return max(fit, key=lambda index: (len(texts[index]), -index))


def _may_be_title(lines: Sequence[Line], index: int) -> bool:
    text = tidy(lines[index].text)
    below = lines[index + 1]
    return (
        is_title(text)
        and not opens_quote(text)
        and not heads_section(text)
        and (below.gap or len(below.text) >= LONG)
    )


def _heading(lines: Sequence[Line], at: int) -> Reading:
    text = tidy(lines[at].text)
    hashed = _HASH.fullmatch(text)
    if hashed and hashed[2]:
        return [Block("heading", escape(hashed[2]), level=min(max(len(hashed[1]), 2), 4))], 1
    if at + 1 >= len(lines) or not (lines[at].gap or at == 0):
        return NOTHING
    if not _introduces(text, lines[at + 1]):
        return NOTHING
    return [Block("heading", escape(text), level=2)], 1


def _introduces(text: str, following: Line) -> bool:
    """The line is a heading, to judge by itself and by what stands under it."""
    below = tidy(following.text)
    if opens_list(below) or opens_quote(below) or below[:1].islower():
        return False
    if is_label(text):
        return "|" in below or len(below) >= len(text) or is_short_heading(below)
    alone = following.gap or len(below) >= LONG
    return alone and is_short_heading(text) and (len(below) >= 80 or is_label(below))


def _table(lines: Sequence[Line], at: int) -> Reading:
    found = read_table(lines, at)
    return ([found[0]], found[1]) if found else NOTHING


def _quote(lines: Sequence[Line], at: int) -> Reading:
    end = at
    while end < len(lines) and tidy(lines[end].text).startswith(">"):
        end += 1
    bare: list[Line] = []
    gap = False
    for line in lines[at:end]:
        text = tidy(line.text).lstrip("> ")
        gap = gap or line.gap or not text
        if text:
            bare.append(Line(line.number, text, gap and bool(bare)))
            gap = False
    paragraphs = tuple(_join(bare))
    return ([Block("quote", items=paragraphs)], end - at) if paragraphs else NOTHING


def _bullets(lines: Sequence[Line], at: int) -> Reading:
    return _list(lines, at, lambda text, _: _BULLET.match(text), ordered=False)


def _numbers(lines: Sequence[Line], at: int) -> Reading:
    def match(text: str, count: int) -> re.Match[str] | None:
        found = _NUMBER.match(text)
        return found if found and int(found[1]) == count + 1 else None

    return _list(lines, at, match, ordered=True)


def _list(
    lines: Sequence[Line],
    at: int,
    match: Callable[[str, int], re.Match[str] | None],
    *,
    ordered: bool,
) -> Reading:
    """A run of two entries or more; an indented line goes on with the entry above it."""
    items: list[str] = []
    end = at
    while end < len(lines):
        text = tidy(lines[end].text)
        found = match(text, len(items))
        if found:
            items.append(text[found.end() :])
        elif items and not lines[end].gap and lines[end].text[:1] in (" ", "\t"):
            items[-1] = f"{items[-1]} {text}"
        else:
            break
        end += 1
    if len(items) < 2:
        return NOTHING
    return [Block("list", ordered=ordered, items=tuple(escape(item) for item in items))], end - at


def _paragraph(lines: Sequence[Line], at: int) -> Reading:
    end = at + 1
    while end < len(lines) and not lines[end].gap and not _starts_something(lines, end):
        end += 1
    return [Block("paragraph", text) for text in _join(lines[at:end])], end - at


def _starts_something(lines: Sequence[Line], at: int) -> bool:
    text = tidy(lines[at].text)
    if "|" in text or text.startswith(("#", ">")):
        return bool(_table(lines, at)[1] or _quote(lines, at)[1] or _HASH.fullmatch(text))
    return bool(_bullets(lines, at)[1] or _numbers(lines, at)[1])


def _join(lines: Sequence[Line]) -> Iterator[str]:
    """Paragraphs as inline HTML, out of lines that no blank line parts.

    A line end is a wrap (and becomes a blank) if the next word would not have fitted into the
    widest line; beside a long line it ends a paragraph; else it was meant and stays.
    """
    texts = [tidy(line.text) for line in lines]
    width = max((len(text) for text in texts), default=0)
    paragraph = ""
    for index, text in enumerate(texts):
        if not paragraph:
            paragraph = escape(text)
        elif lines[index].gap or max(len(text), len(texts[index - 1])) > LONG:
            yield paragraph
            paragraph = escape(text)
        else:
            paragraph += _line_end(texts[index - 1], text, width) + escape(text)
    if paragraph:
        yield paragraph


def _line_end(line: str, following: str, width: int) -> str:
    first_word = following.split(" ", 1)[0]
    if width < 40 or len(line) + 1 + len(first_word) <= width:
        return "<br>"
    return "" if _ENDS_WORD_BREAK.search(line) else " "


_READERS: tuple[Callable[[Sequence[Line], int], Reading], ...] = (
    _table,
    _heading,
    _quote,
    _bullets,
    _numbers,
    _paragraph,
)
