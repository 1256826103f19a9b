"""Which lines of a page are the student's and which belong to the page around them.

Two signals decide: what a line says (`furniture_rules`, whole lines only) and where it stands and
what stands beside it (`furniture_place`): before the body, in it, or after it. What is doubtful
stays; a teacher can take a line out more easily than miss one that is gone.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set

from essays.intake import furniture_rules as rules
from essays.intake.blocks import Line, Removed
from essays.intake.furniture_place import (
    find_body,
    mark_page,
    sift_head,
    sift_inside,
    sift_tail,
    spare_lone_sentence,
)
from essays.intake.shape import heads_sources, is_contents, is_numbered, is_title, tidy

LONGEST = 200
"""No line longer than this is removed for its words alone."""
LONGEST_OUTSIDE = 400
"""A longer one may be if it also stands before or after the body."""

_LONGEST_TITLE = 150
_LINES_OF_HEAD = 12
_NAMES_THE_SITE = {rules.COPYING, rules.ACCOUNT, rules.COOKIES}


def sift(lines: Sequence[Line], keep: Set[int] = frozenset()) -> list[Removed]:
    """The lines to leave out, in order, each with its reason; `keep` are line numbers to spare."""
    reasons = _by_words(lines)
    if len(reasons) == 1:
        spare_lone_sentence(lines, find_body(lines, reasons), reasons)
    body = find_body(lines, reasons)
    first, last = body.first, body.last
    page = mark_page(lines, body, reasons)
    _in_page_parts(lines, reasons)
    if page:
        sift_head(lines, body, reasons)
        sift_inside(lines, body, reasons)
        sift_tail(lines, body, reasons)
    _before_body(lines[: first + 1], reasons)
    _repeated_titles(lines, reasons)
    _repeated_headers(lines, reasons)
    _after_body(lines, body.end + 1, reasons)
    _placed_beside_furniture(lines, first, last, reasons)
    ends = {tidy(line.text) for line in lines[last + 1 : body.end + 1]}
    for line in lines:
        if tidy(line.text) in ends:
            reasons.pop(line.number, None)
    for line in lines[first : last + 1]:
        if line.number in reasons and len(tidy(line.text)) > LONGEST and not line.outside:
            del reasons[line.number]
    return [
        Removed(line.number, tidy(line.text), reasons[line.number])
        for line in lines
        if line.number in reasons and line.number not in keep
    ]


def _by_words(lines: Sequence[Line]) -> dict[int, str]:
    """Line number to reason, for what is furniture wherever it stands."""
    reasons = {}
    for line in lines:
        text = tidy(line.text)
        if len(text) <= LONGEST_OUTSIDE and (reason := rules.sure_reason(text)):
            reasons[line.number] = reason
    return reasons


def _in_page_parts(lines: Sequence[Line], reasons: dict[int, str]) -> None:
    """What a web page itself marks as navigation, footer or the like."""
    for line in lines:
        if line.place and (line.outside or len(tidy(line.text)) <= LONGEST):
            reasons.setdefault(line.number, line.place)


def _before_body(head: Sequence[Line], reasons: dict[int, str]) -> None:
    """Labels before the body, and the site's name; never the last line that could be the title."""
    names = [line for line in head[:-1] if line.number not in reasons]
    placed = {line.number: rules.placed_reason(tidy(line.text)) for line in names}
    if not any(is_title(tidy(line.text)) for line in names if not placed[line.number]):
        return
    reasons.update({number: reason for number, reason in placed.items() if reason})
    legal = [_letters(line.text) for line in head if reasons.get(line.number) in _NAMES_THE_SITE]
    titles = [line for line in names if line.number not in reasons and is_title(tidy(line.text))]
    for line in titles[:-1]:
        if len(_letters(line.text)) >= 5 and any(_letters(line.text) in text for text in legal):
            reasons[line.number] = rules.NAVIGATION


def _repeated_titles(lines: Sequence[Line], reasons: dict[int, str]) -> None:
    """All but the last copy of the title at the top, and copies of it beside furniture."""
    rest = [line for line in lines if line.number not in reasons]
    length = next(
        (index for index, line in enumerate(rest) if len(tidy(line.text)) > _LONGEST_TITLE),
        len(rest),
    )
    seen: dict[str, int] = {}
    listed = next((line.number for line in rest if is_contents(tidy(line.text))), 0)
    for line in reversed(rest[: min(length, _LINES_OF_HEAD)]):
        key = _letters(line.text)
        if listed and line.number > listed or is_numbered(tidy(line.text)):
            continue
        if key in seen and is_title(tidy(line.text)):
            reasons[line.number] = rules.TITLE
        seen.setdefault(key, line.number)
    for before, line in zip(lines, lines[1:], strict=False):
        number = seen.get(_letters(line.text), line.number)
        if number < line.number and before.number in reasons:
            reasons.setdefault(line.number, rules.TITLE)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _repeated_headers(lines: Sequence[Line], reasons: dict[int, str]) -> None:
    """Headers and footers of printed pages: the line beside each page number, and "Novak 2"."""
    numbered = {line.number for line in lines if reasons.get(line.number) == rules.PAGE}
    texts = Counter(_letters(line.text) for line in lines if len(tidy(line.text)) <= LONGEST)
    for before, line in zip(lines, lines[1:], strict=False):
        for candidate, beside in ((before, line), (line, before)):
            if beside.number in numbered and texts[_letters(candidate.text)] > 1:
                _remove_all_like(candidate, lines, reasons)
    _running_names(lines, reasons)


def _remove_all_like(header: Line, lines: Sequence[Line], reasons: dict[int, str]) -> None:
    key = _letters(header.text)
    for line in lines:
        if key and _letters(line.text) == key:
            reasons.setdefault(line.number, rules.PAGE)


def _running_names(lines: Sequence[Line], reasons: dict[int, str]) -> None:
    """Bare numbers that count up, or a name from the head of the paper followed by them."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        found = re.fullmatch(r"(\D{0,40}?) ?(\d{1,3})", tidy(line.text))
        if found:
            groups.setdefault(found[1].casefold(), []).append((int(found[2]), line.number))
    surnames = {tidy(line.text).casefold().split()[-1] for line in lines[:8] if tidy(line.text)}
    for prefix, members in groups.items():
        counts_up = all(b[0] - a[0] == 1 for a, b in zip(members, members[1:], strict=False))
        if len(members) > 1 and counts_up and (not prefix or prefix in surnames):
            reasons.update(dict.fromkeys((number for _, number in members), rules.PAGE))


def _after_body(lines: Sequence[Line], start: int, reasons: dict[int, str]) -> None:
    """After the last paragraph, from the foot of the page on, short lines go as well.

    The foot begins with links to other pages, or with any sure furniture that is not alone, or
    with a label that such furniture follows. A bibliography keeps its entries until then.
    """
    sure = sum(line.number in reasons for line in lines[start:])
    foot = sources = False
    found: dict[int, str] = {}
    for line in lines[start:]:
        text = tidy(line.text)
        if line.number in reasons:
            foot, sources = foot or sure > 1 or reasons[line.number] == rules.RELATED, False
        elif heads_sources(text):
            sources = True
        elif sure and not sources and len(text) <= LONGEST:
            label = rules.placed_reason(text)
            foot = foot or (bool(label) and sure > 1)
            if foot:
                found[line.number] = label or rules.POSITION
    size = {line.number: len(line.text) for line in lines}
    body = sum(size[line.number] for line in lines[:start] if line.number not in reasons)
    # A "foot" of more than twice the essay's length is no foot: the body was not recognised.
    if sum(size[number] for number in found) <= 2 * body:
        reasons.update(found)


def _placed_beside_furniture(
    lines: Sequence[Line], first: int, last: int, reasons: dict[int, str]
) -> None:
    """Inside the body an ordinary label goes only if it stands between two removed lines."""
    for index in range(max(first, 1), min(last, len(lines) - 1)):
        line = lines[index]
        beside = lines[index - 1].number in reasons and lines[index + 1].number in reasons
        text = tidy(line.text)
        if beside and (rules.placed_reason(text) or _is_fragment(text)):
            reasons.setdefault(line.number, rules.ADVERT)


def _is_fragment(text: str) -> bool:
    """A few words that begin in lower case: the rest of the advertisement above it."""
    return len(text) <= 60 and text[:1].islower()
