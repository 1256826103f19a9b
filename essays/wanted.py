"""What a rubric asks for, in the few words that help while writing."""

from dataclasses import dataclass
from decimal import Decimal

from rubrics.models import Criterion, RubricVersion


@dataclass(frozen=True)
class Wanted:
    """One criterion: what it asks, its points, and the words of a good answer.

    A good answer is the level below the highest: something to aim at, not perfection. `level` is
    0 where a criterion has no levels.
    """

    name: str
    ask: str
    points: Decimal
    text_only: bool
    level: int
    descriptor: str


def wanted(version: RubricVersion) -> list[Wanted]:
    """What each criterion asks; the version must have its criteria and levels at hand."""
    return [_wanted(criterion) for criterion in version.criteria.all()]


def _wanted(criterion: Criterion) -> Wanted:
    levels = sorted(criterion.levels.all(), key=lambda level: level.number)
    aim = levels[-2:][0] if levels else None
    return Wanted(
        name=criterion.name,
        ask=criterion.ask,
        points=criterion.max_points,
        text_only=criterion.text_only,
        level=aim.number if aim else 0,
        descriptor=aim.descriptor if aim else "",
    )
