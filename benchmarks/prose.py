"""Essays without end: varied English sentences, the same for the same seed."""

import random
from collections.abc import Callable

WHO = (
    "Stalin", "Litvinov", "Molotov", "the Politburo", "the government in Moscow",
    "Soviet diplomacy", "the Comintern", "the Foreign Commissariat", "the leadership",
    "the Kremlin",
)  # fmt: skip
OTHERS = (
    "Britain", "France", "Germany", "Poland", "Japan", "Czechoslovakia", "the League of Nations",
    "Finland", "the Baltic states", "China", "Italy", "the Western powers",
)  # fmt: skip
DID = (
    "sought an understanding with", "distrusted", "tried to win time against",
    "signed a pact with", "kept a door open to", "misjudged", "put pressure on",
    "hoped to divide", "bought machines from", "warned", "negotiated with",
    "feared an attack by",
)  # fmt: skip
AIMS = (
    "security on the western border", "recognition as a great power", "time for industry to grow",
    "an alliance against fascism", "the survival of the revolution", "control of the buffer states",
    "peace in the Far East", "trade with the industrial countries", "freedom from encirclement",
)  # fmt: skip
LINKS = (
    "because", "although", "so that", "which shows that", "even though", "and for this reason",
    "while", "but", "which suggests that",
)  # fmt: skip
OPENINGS = (
    "In {year}", "By the summer of {year}", "After {year}", "Until {year}", "Throughout {year}",
    "As early as {year}", "Towards the end of {year}",
)  # fmt: skip
VERDICTS = (
    "was a success", "failed", "was only partly reached", "came too late", "remained out of reach",
    "cost more than it brought", "was reached for a short time", "looked stronger than it was",
)  # fmt: skip
VIEWS = (
    "Some historians argue that", "It can be said that", "The evidence suggests that",
    "On the other hand,", "More convincing is the view that", "It follows that", "In my opinion",
)  # fmt: skip
PARAGRAPH = 85  # words, roughly
HEADINGS = ("Aims", "Sub-aims", "What succeeded", "What failed", "Conclusion")


def essay(seed: int, words: int = 900) -> str:
    """HTML of about so many words, a fifth of them under each of five headings."""
    draw = random.Random(seed)
    parts = []
    for heading in HEADINGS:
        parts.append(f"<h2>{heading}</h2>")
        left = words // len(HEADINGS)
        while left > PARAGRAPH / 2:
            paragraph = " ".join(_sentence(draw) for _ in range(draw.randint(4, 7)))
            parts.append(f"<p>{paragraph}</p>")
            left -= len(paragraph.split())
    if seed % 4 == 0:
        parts.insert(3, f"<blockquote><p>{_sentence(draw)}</p></blockquote>")
    if seed % 10 == 0:
        parts.insert(-2, _table(draw))
    return "\n".join(parts)


def _sentence(draw: random.Random) -> str:
    said = draw.choice(_PATTERNS)(draw)
    return said[0].upper() + said[1:] + "."


def _clause(draw: random.Random) -> str:
    return f"{draw.choice(WHO)} {draw.choice(DID)} {draw.choice(OTHERS)}"


def _dated(draw: random.Random) -> str:
    opening = draw.choice(OPENINGS).format(year=draw.randint(1928, 1941))
    return f"{opening} {_clause(draw)} {draw.choice(LINKS)} {_clause(draw)}"


def _judged(draw: random.Random) -> str:
    return f"{draw.choice(VIEWS)} the aim of {draw.choice(AIMS)} {draw.choice(VERDICTS)}"


def _weighed(draw: random.Random) -> str:
    one, other = draw.sample(AIMS, 2)
    return f"{one} mattered more than {other} {draw.choice(LINKS)} {_clause(draw)}"


def _detailed(draw: random.Random) -> str:
    count = draw.randint(2, 90)
    return f"{_clause(draw)}, and {count} divisions were moved to protect {draw.choice(AIMS)}"


def _table(draw: random.Random) -> str:
    rows = "".join(
        f"<tr><td><p>{_sentence(draw)}</p></td><td><p>{_sentence(draw)}</p></td></tr>"
        for _ in range(4)
    )
    head = "<thead><tr><th>Successes</th><th>Failures</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


_PATTERNS: tuple[Callable[[random.Random], str], ...] = (
    _dated, _dated, _clause, _judged, _weighed, _detailed,
)  # fmt: skip
