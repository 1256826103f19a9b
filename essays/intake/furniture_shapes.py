"""What page furniture looks like, whatever it says: counters, prices, addresses, menus, labels.

None of these shapes is furniture by itself: a student may write any of them. They tell only
together with others of their kind and outside the body; `furniture_place` counts them.
"""

import re
from collections.abc import Sequence, Set

from essays.intake import furniture_rules as rules
from essays.intake.shape import heads_sources, is_reference, opens_list

_SHORT = 80
_TOKEN = r"[^|\u2022\u00b7]{1,24}"
_SPEAKS = re.compile(
    r"(?i:\b(?:you|your|we|our|tap|click|this (?:essay|page|paper|sample|story|text|topic))\b)"
    r"|\bus\b"
)

_SHAPES = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        # "from $11 a page"; "EUR 9.50"
        (rules.ADVERT, r"(?:\S+ ){0,4}[$\u00a3\u20ac] ?\d[\d.,]*(?: \S+){0,3}"),
        (rules.ADVERT, r"(?:\S+ ){0,4}\d[\d.,]* ?\u20ac(?: \S+){0,3}"),
        # an e-mail or web address and nothing else, with a word or two before it
        (rules.NAVIGATION, r"(?:\S+ ){0,2}\S+@\S+\.[a-z]{2,}"),
        (rules.NAVIGATION, r"(?:\S+ ){0,3}(?:https?://)?(?:[\w-]+\.)+[a-z]{2,8}(?:/\S*)?"),
        # a path, a row of short names parted by bars or dots, an arrow, a tick box, a star
        (rules.NAVIGATION, r".{1,40}(?: [>\u00bb\u203a\u2192] .{1,40}){2,}"),
        (rules.NAVIGATION, rf"{_TOKEN}(?:[|\u2022\u00b7]{_TOKEN}){{3,}}"),
        (rules.NAVIGATION, r"[\u2039\u203a\u2190-\u21ff\u25b2-\u25c0\u2605-\u2612\u2630].*"),
        (rules.NAVIGATION, r"\u00ab .*|.* [\u00bb\u203a\u2190-\u21ff\u2610-\u2612]"),
        # a name of a site in one word with capitals inside, a user's name
        (rules.NAVIGATION, r"(?!Mc|Mac|De|Di|La|Le|Van)[A-Z][a-z]+(?:[A-Z][a-z]+)+"),
        (rules.BYLINE, r"@?(?=\w*[a-z])\w+_\w+|[a-z]{3,}\d{1,4}|[ur]/\w+"),
        # "4.7 (31)", "3/8", "AO1 5/6", "#2", "1,204 orders done", "History (977)"
        (rules.DETAILS, r"(?:\S+ ){0,2}\d{1,2}[.,]\d(?: ?/ ?\d+)?(?: ?\(\d[\d.,]*\))?"),
        (rules.DETAILS, r"(?!.*\b(?:9/11|7/7)$)(?:[A-Z]\S* ){0,2}\d{1,3} ?/ ?\d{1,3}"),
        (rules.DETAILS, r"#\d{1,4}"),
        (rules.DETAILS, r"(?:\+ )?\d[\d.,]*[kKmM]?\+?(?: (?!words?\b)[a-z]+){1,3}"),
        (rules.DETAILS, r".{2,40} \(\d{1,3}(?: ?(?:min|mins|sec|[kKmMG]B))?\)"),
        # a time of day on the clock, in a short line
        (rules.BYLINE, r"(?!.*[.!]$).{0,40}\b\d{1,2}:\d{2}(?: ?[apAP]\.?[mM])?\b.{0,24}"),
        # a form: two labels in one line
        (rules.DETAILS, r"(?:[A-Z][\w' ]{1,20}:[^:]{0,24}){2,}"),
        # a company, a shelf mark
        (rules.COPYING, r".*\b(?:Ltd|LLC|GmbH|Inc|[Cc]ompany [Nn]o|[Rr]eg\. ?[Nn]o)\b.{0,30}"),
        (rules.COPYING, r".*\u00a9.*"),
        (rules.PAGE, r"(?=.*\d)[A-Z\d]{2,}(?:[-/][A-Z\d.]+){2,}.{0,12}"),
    )
)  # fmt: skip
_LABELLED = re.compile(r"[A-Z][\w'\u2019-]*(?: [\w'\u2019-]+){0,2}: \S.{0,59}")
_PERSONAL = re.compile(
    r"(?i:name|class|form|set|date|teacher|student|subject|school|year|title|course|word count"
    r"|words|by|author|re|to|from|pros?|cons?|for|against|note)\b.*:.*"
)
_NAME_AND_COUNT = re.compile(r"[A-Z][\w&' -]{2,24} \(?\d[\d.,]*\)?")
_BUTTON = re.compile(r"(?i:see|get|grab|tap|click|browse|download|subscribe|log in|sign up)\b")
_SERVICE = re.compile(
    r"\b(?:tutors?|writers?|experts?|samples?|prices?|orders?|essays?|papers?|assignments?"
    r"|homework|deadlines?|grades?|accounts?|topic|premium|subscri\w+|discounts?|requirements"
    r"|customers?|offers?|website|app|newsletter|plagiarism|homework|examples?)\b"
)
_NAME = re.compile(r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.? )?[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019.-]*){0,3}")
_FORM_OR_DATE = re.compile(
    r"(?:\d{1,2}\. ?|[A-Z]?\d{1,2} ?)[A-Za-z]"
    r"|(?:[A-Z][a-z]+ ){1,2}\d{1,2} ?[A-Za-z]?"
    r"|(?:[A-Z][a-z]+day,? )?\d{1,2}(?:st|nd|rd|th|\.)? [A-Z][a-z]+(?:,? \d{4})?"
    r"|[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)
_OWN = re.compile(
    r"^[(\[\"'\u2018\u201c\u201e\u00ab*\u00b9\u00b2\u00b3\d]|^[^\W\dA-Z\u00c0-\u00de]|[.,;:]$"
    r"|(?i:\bwords?\b|^(?:yours|sincerely|the end|signed)\b|\b(?:I|my|me)\b)"
)
"""It opens with a quotation mark, bracket, note number or small letter, or speaks of "I"."""
_SENTENCE = 6
"""Words from which a line may be a last sentence without its full stop."""
_LINES_OF_HEADING = 5
_CLOSING = re.compile(
    r"(?i:yours(?: \w+)?|(?:yours )?(?:sincerely|faithfully|truly)|(?:with )?(?:kind|best)"
    r" (?:regards|wishes)|love|signed),?"
)
_END = re.compile(r"(?i:the end|\(?(?:(?:total )?word count:? ?)?[\d.,]+(?: words)?\)?)\.?")


def shape_reason(text: str) -> str:
    """The reason a line would have if it stood among furniture, by its looks alone, or ""."""
    if len(text) > _SHORT or opens_list(text):
        return ""
    return next((reason for reason, shape in _SHAPES if shape.fullmatch(text)), "")


def runs(texts: Sequence[str]) -> set[int]:
    """Indexes of lines that are one of several of a kind: "Style: APA", "History 977"."""
    found: set[int] = set()
    for fits, fewest in ((is_labelled, 2), (_is_counted, 3)):
        start = 0
        for index in range(len(texts) + 1):
            if index < len(texts) and fits(texts[index]):
                continue
            if index - start >= fewest:
                found |= set(range(start, index))
            start = index + 1
    return found


def is_labelled(text: str) -> bool:
    """A name and a value: "Style: Chicago"; not what heads a student's own paper."""
    return (
        bool(_LABELLED.fullmatch(text))
        and text[-1] not in ".;,"
        and not _PERSONAL.fullmatch(text)
        and not is_reference(text)
    )


def _is_counted(text: str) -> bool:
    """A name and a number that counts what is under it: "History 977"; years count nothing."""
    if not _NAME_AND_COUNT.fullmatch(text):
        return False
    number = re.sub(r"\D", "", text.rsplit(" ", 1)[1])
    return int(number) > 12 and not re.fullmatch(r"1[0-9]\d\d|20\d\d", number)


def is_button(text: str) -> bool:
    """A few words that tell the visitor what to press: "See sample prices"."""
    return bool(_BUTTON.match(text)) and len(text.split()) <= 6 and text[-1] not in ".,;:?"


def is_pitch(text: str) -> bool:
    """A line that offers help with school work: it has two words of that trade."""
    return _trade(text) >= 2


def calls_visitor(text: str) -> bool:
    """A button, or a line to the visitor with a word of the trade; a weak sign by itself."""
    return is_button(text) or (_trade(text) == 1 and speaks_to_visitor(text))


def _trade(text: str) -> int:
    return len(set(_SERVICE.findall(text.lower())))


def speaks_to_visitor(text: str) -> bool:
    """The line speaks to who looks at the page, or of the page itself."""
    return bool(_SPEAKS.search(text))


def heads_paper(texts: Sequence[str]) -> set[int]:
    """Indexes of the lines, at the end of these, with which a student heads a paper.

    A name with a class, a teacher or a date beside it: "Ana Kovac", "4.B", "12 May".
    """
    start = len(texts)
    least = max(0, start - _LINES_OF_HEADING)
    while start > least and any(
        kind.fullmatch(texts[start - 1]) for kind in (_NAME, _FORM_OR_DATE)
    ):
        start -= 1
    block = range(start, len(texts))
    named = any(_NAME.fullmatch(texts[at]) and " " in texts[at] for at in block)
    dated = any(_FORM_OR_DATE.fullmatch(texts[at]) for at in block)
    return set(block) if named and dated else set()


def ends_paper(texts: Sequence[str], above: Set[str]) -> int:
    """How many of these first lines under the body end the paper itself.

    A count of words, "The end", a closing formula with the name under it, or a name that also
    stands above the body (`above`).
    """
    taken = 0
    while taken < len(texts):
        text = texts[taken]
        known = (taken and _CLOSING.fullmatch(texts[taken - 1])) or (text in above and " " in text)
        if not (
            _CLOSING.fullmatch(text) or _END.fullmatch(text) or known and _NAME.fullmatch(text)
        ):
            break
        taken += 1
    return taken


def is_students_tail(text: str) -> bool:
    """What a student may put under the last paragraph: a list, verse, a note, a count of words."""
    return (
        opens_list(text)
        or heads_sources(text)
        or is_reference(text)
        or "|" in text
        or bool(_OWN.search(text))
        or (len(text.split()) >= _SENTENCE and not speaks_to_visitor(text))
    )
