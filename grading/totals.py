"""The total of an assessment, in decimals. Pure: what is not assessed never counts as 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LEVEL, NOTHING, NOT_ASSESSED, OPEN = "level", "nothing", "not_assessed", ""


@dataclass(frozen=True)
class Line:
    """One criterion as the sum sees it: the top of its highest band and its verdict."""

    key: str
    of: Decimal
    verdict: str = OPEN
    points: Decimal | None = None
    parent: str | None = None
    text_only: bool = False


@dataclass(frozen=True)
class Total:
    """What a set of criteria adds up to.

    `points` of `of` speak of the criteria that have points so far; `assessable` is what could
    be reached once every verdict is given, so that a criterion left out lowers it: an essay of
    which 20 points could not be assessed has a total out of 80, never one out of 100.
    `decided` of `criteria` have their verdict; criteria that take only a comment need none.
    """

    points: Decimal
    of: Decimal
    assessable: Decimal
    decided: int
    criteria: int

    @property
    def complete(self) -> bool:
        """Whether every criterion has its verdict."""
        return self.decided == self.criteria

    @property
    def left(self) -> int:
        """How many verdicts are still to be given."""
        return self.criteria - self.decided


def total(lines: Iterable[Line]) -> Total:
    """Add up the criteria that carry points."""
    asked = [line for line in lines if not line.text_only]
    scored = [line for line in asked if line.verdict in (LEVEL, NOTHING)]
    return Total(
        points=sum((line.points or Decimal(0) for line in scored), Decimal(0)),
        of=sum((line.of for line in scored), Decimal(0)),
        assessable=sum((line.of for line in asked if line.verdict != NOT_ASSESSED), Decimal(0)),
        decided=sum(line.verdict != OPEN for line in asked),
        criteria=len(asked),
    )


def roll_up(lines: Iterable[Line]) -> dict[str, Total]:
    """The total of each criterion that has children, its own points and theirs together.

    Keys are the parents' keys, in the order of the criteria; a criterion without children does
    not appear, because its own line says everything.
    """
    known = list(lines)
    parents = {line.parent for line in known if line.parent is not None}
    return {
        line.key: total(one for one in known if line.key in (one.key, one.parent))
        for line in known
        if line.key in parents
    }
