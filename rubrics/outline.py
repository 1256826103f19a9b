"""A rubric version in the order in which people read it."""

from dataclasses import dataclass
from decimal import Decimal

from rubrics.models import Criterion, Level, RubricVersion


@dataclass(frozen=True)
class Block:
    """One criterion with its levels, the highest first, and its place among the others.

    `with_children` is what it can earn together with the criteria under it.
    """

    criterion: Criterion
    levels: list[Level]
    parent: Criterion | None
    children: list[Criterion]
    with_children: Decimal


@dataclass(frozen=True)
class WholeBand:
    """What an essay of one level is like as a whole, and the totals that lie there, if known."""

    number: int
    descriptor: str
    low: Decimal | None
    high: Decimal | None


def outline(version: RubricVersion) -> list[Block]:
    """Each criterion followed by those under it.

    Asks the database nothing if the version has its criteria and levels at hand.
    """
    criteria = list(version.criteria.all())
    children: dict[int, list[Criterion]] = {}
    for criterion in criteria:
        if criterion.parent_id:
            children.setdefault(criterion.parent_id, []).append(criterion)
    blocks = []
    for criterion in criteria:
        if not criterion.parent_id:
            below = children.get(criterion.pk, [])
            blocks.append(_block(criterion, None, below))
            blocks += [_block(child, criterion, []) for child in below]
    return blocks


def _block(criterion: Criterion, parent: Criterion | None, children: list[Criterion]) -> Block:
    return Block(
        criterion=criterion,
        levels=list(criterion.levels.all())[::-1],
        parent=parent,
        children=children,
        with_children=sum((one.max_points for one in children), criterion.max_points),
    )


def whole_bands(version: RubricVersion) -> list[WholeBand]:
    """The words for whole essays, the highest first, with the totals that belong to them.

    The top of an overall band is what an essay earns that reaches the top of that level in every
    criterion; there are totals only if every criterion with points has a level of every number.
    """
    words = version.overall
    scored = [criterion for criterion in version.criteria.all() if not criterion.text_only]
    tops: list[Decimal] = []
    for number in range(1, len(words) + 1):
        reached = [
            level.points_max
            for criterion in scored
            for level in criterion.levels.all()
            if level.number == number
        ]
        if len(reached) == len(scored):
            tops.append(sum(reached, Decimal(0)))
    known = bool(scored) and len(tops) == len(words)
    return [
        WholeBand(
            number=index + 1,
            descriptor=one["descriptor"],
            low=(tops[index - 1] + version.step if index else version.step) if known else None,
            high=tops[index] if known else None,
        )
        for index, one in enumerate(words)
    ][::-1]
