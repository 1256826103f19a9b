"""What stands around the body of a page: found by where it stands and what stands beside it.

The body is the run of lines with the most prose. Outside it, furniture shows by its looks
(`furniture_shapes`) or its words, and only where enough of it is found is the text taken for a
page at all: then what stands before the title, and after the body from its first furniture on,
belongs to the page. A student's own paper has no such lines, and none of it goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from essays.intake import furniture_rules as rules
from essays.intake import furniture_shapes as shapes
from essays.intake.blocks import Line
from essays.intake.shape import (
    ends_sentence,
    heads_section,
    heads_sources,
    is_contents,
    is_numbered,
    is_prose,
    is_reference,
    is_title,
    opens_list,
    opens_quote,
    tidy,
)

_ENOUGH = 3
"""Signs of furniture outside the body that make a text a page."""
_LONGEST = 200
_WRAPPED = 60
"""Length from which a line without a full stop may be part of a wrapped paragraph."""
_NEAR_BODY = 12
_CLEARLY = 2
"""Words by which a later line must outdo an earlier one to be the title."""
_TELLING = 12
_SENTENCE = 7
"""Words of a whole sentence."""
_LOOSE_RUN = 5
"""Short lines in a row, under the body of a page, that make a foot whatever they look like."""
_NO_SIGN = {rules.PAGE, rules.TITLE}
_COMMON = re.compile(
    r"about|after|also|because|been|before|both|could|does|each|even|every|from|have|into|just|like"
    r"|made|make|many|more|most|much|never|only|other|over|same|should|some|such|than|that|their"
    r"|them|then|there|these|they|this|those|through|very|were|what|when|where|which|while|will"
    r"|with|would|your"
)


@dataclass(frozen=True, slots=True)
class Body:
    """Where the text of a page stands: indexes of its first and last line, and its words."""

    first: int
    last: int
    end: int
    """Index of the last line of the paper: below the body there may be a name, a word count."""
    words: frozenset[str]

    def shares_topic(self, text: str) -> int:
        """How many of the line's telling words the body has too."""
        return len(topic(text) & self.words)


def topic(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, cut to their stems."""
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:5] for word in words if not _COMMON.fullmatch(word))


def find_body(lines: Sequence[Line], reasons: dict[int, str]) -> Body:
    """The run of lines with the most prose in it; all lines, if there is no prose."""
    best, at = (0.0, 0, len(lines) - 1), 0
    total = 0.0
    for index, line in enumerate(lines):
        if total <= 0:
            total, at = 0.0, index
        total += _weight(line, reasons)
        if total > best[0]:
            best = (total, at, index)
    _, start, last = best
    prose = [
        at for at in range(start, last + 1)
        if _is_text(lines, at) and lines[at].number not in reasons
    ]  # fmt: skip
    words = topic(" ".join(lines[at].text for at in prose))
    first = prose[0] if prose else start
    above = {tidy(line.text) for line in lines[:first]}
    below = [tidy(line.text) for line in lines[last + 1 :]]
    return Body(first, last, last + shapes.ends_paper(below, above), words)


def _is_text(lines: Sequence[Line], at: int) -> bool:
    """Prose, or a line of a paragraph that goes on in the next line."""
    text = tidy(lines[at].text)
    wrapped = at + 1 < len(lines) and not lines[at + 1].gap and len(text) >= _WRAPPED
    return is_prose(text) or wrapped


def _weight(line: Line, reasons: dict[int, str]) -> float:
    """What a line adds to a run of prose; positive for prose, negative for what interrupts it."""
    text = tidy(line.text)
    if line.number in reasons or line.outside:
        return -0.4
    if is_prose(text):
        return min(len(text), 400) / 100
    if shapes.shape_reason(text):
        return -1.0
    if opens_list(text) or opens_quote(text) or is_reference(text):
        return -0.05
    if len(text) >= _WRAPPED:
        return 0.3
    if ends_sentence(text) and len(text.split()) >= 5:
        return 0.0 if shapes.is_pitch(text) else 0.3
    return -0.3


def mark_page(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> bool:
    """Add reasons for what looks like furniture outside the body; say if the text is a page."""
    before, after = lines[: body.first], _until_sources(lines[body.end + 1 :])
    found = {**_looks(before), **_looks(after)}
    around = [line.number for line in (*before, *after)]
    said = {number for number in around if reasons.get(number, rules.PAGE) not in _NO_SIGN}
    if len(said | set(found)) < _ENOUGH:
        return False
    for number, reason in found.items():
        reasons.setdefault(number, reason)
    return True


def _until_sources(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to a bibliography, whose addresses and numbers are no signs of a page."""
    for index, line in enumerate(lines):
        if heads_sources(tidy(line.text)):
            return lines[:index]
    return lines


def _looks(lines: Sequence[Line]) -> dict[int, str]:
    texts = [tidy(line.text) for line in lines]
    several = shapes.runs(texts)
    own = shapes.heads_paper(texts[: _title_at(texts)])
    return {
        line.number: shapes.shape_reason(text) or rules.DETAILS
        for index, (line, text) in enumerate(zip(lines, texts, strict=True))
        if index not in own and (shapes.shape_reason(text) or index in several)
    }


def _title_at(texts: Sequence[str]) -> int:
    return max((at for at, text in enumerate(texts) if is_title(text)), default=0)


def sift_head(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> None:
    """On a page: what stands before the title, but for a student's own heading of a paper.

    The title is the first of the lines above the body that share a word with it; a later one if
    it shares far more, or is repeated on the page.
    """
    title = _find_title(lines, body, reasons)
    texts = [tidy(line.text) for line in lines[: title or 0]]
    if any(map(is_contents, texts)):
        return
    own = _own_heading(texts)
    above = [line for at, line in enumerate(lines[: len(texts)]) if at not in own]
    left = [line for line in above if line.number not in reasons]
    if any(_is_sentence(line) and body.shares_topic(line.text) for line in left):
        return
    for line in left:
        if len(tidy(line.text)) <= _LONGEST:
            reasons[line.number] = rules.ABOVE


def _own_heading(texts: Sequence[str]) -> set[int]:
    """The heading of a student's paper, and the line above it, which may be the title then."""
    for end in range(len(texts), 0, -1):
        if own := shapes.heads_paper(texts[:end]):
            return own | {min(own) - 1}
    return set()


def _is_sentence(line: Line) -> bool:
    """A sentence or a part of one: with a word of the body in it, the title stands above it."""
    text = tidy(line.text)
    return len(text) >= _WRAPPED or (text[-1] == "." and len(text.split()) >= _SENTENCE)


def _find_title(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> int | None:
    best, most = None, 0
    for index in range(max(0, body.first - _NEAR_BODY), body.first):
        text = tidy(lines[index].text)
        if lines[index].number in reasons or not is_title(text) or is_numbered(text):
            continue
        if shapes.is_labelled(text):
            continue
        score = body.shares_topic(text) + _CLEARLY * _is_repeated(lines, index, body)
        if score and (best is None or score >= most + _CLEARLY):
            best, most = index, score
    return best


def _is_repeated(lines: Sequence[Line], index: int, body: Body) -> bool:
    """Another line outside the body says the same, alone or among other words."""
    text = tidy(lines[index].text).casefold()
    return len(text) >= _TELLING and any(
        text in line.text.casefold()
        for at, line in enumerate(lines)
        if at != index and not body.first <= at <= body.last
    )


def sift_inside(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> None:
    """On a page: offers inside the body, and buttons beside them, that share no word with it."""
    for index in range(body.first + 1, body.last):
        text = tidy(lines[index].text)
        beside = lines[index - 1].number in reasons or lines[index + 1].number in reasons
        pressed = shapes.is_pitch(text) or (beside and shapes.calls_visitor(text))
        if len(text) <= _LONGEST and pressed and topic(text) and not body.shares_topic(text):
            reasons.setdefault(lines[index].number, rules.ADVERT)


def sift_tail(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> None:
    """On a page: the loose lines between the body and the first furniture under it, from below.

    One such line alone may be the student's. Without any furniture, a long run is the foot.
    """
    after = lines[body.end + 1 :]
    start = next((at for at, line in enumerate(after) if line.number in reasons), len(after))
    run: list[Line] = []
    for line in after[:start]:
        run = [*run, line] if _is_loose(tidy(line.text), body) else []
        if len(run) == _LOOSE_RUN:
            break
    foot = start < len(after) and (len(run) > 1 or any(_calls(line) for line in run))
    if foot or len(run) == _LOOSE_RUN:
        reasons.update((line.number, rules.POSITION) for line in run)


def _calls(line: Line) -> bool:
    text = tidy(line.text)
    return shapes.is_pitch(text) or shapes.calls_visitor(text)


def _is_loose(text: str, body: Body) -> bool:
    """A short line that has nothing to do with the body and is not the end of a paper."""
    return not (
        len(text) > _LONGEST
        or shapes.is_students_tail(text)
        or heads_section(text)
        or body.shares_topic(text)
    )


def spare_lone_sentence(lines: Sequence[Line], body: Body, reasons: dict[int, str]) -> None:
    """Keep the only line that the words found, if it is a sentence in or under the body."""
    for line in lines[body.first :]:
        text = tidy(line.text)
        if line.number in reasons and text.endswith(".") and len(text.split()) >= _SENTENCE:
            del reasons[line.number]
