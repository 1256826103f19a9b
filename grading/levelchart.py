"""How many scripts stand at which level, as a small chart and as numbers."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from essays.models import Assignment
from grading.models import Kind, Mark, Verdict
from rubrics.models import Criterion, RubricVersion


class Bar(NamedTuple):
    """One column of a small chart, in the units of its picture."""

    number: int
    scripts: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where the words above and below the column are centred."""
        return self.x + 9

    @property
    def label_y(self) -> int:
        """The base line of the count above the column."""
        return self.y - 5


BAR_STEP, BAR_BASE, BAR_TALLEST = 32, 72, 54


@dataclass(frozen=True)
class LevelCount:
    """How many scripts stand at each level of one criterion, lowest level first."""

    criterion: Criterion
    counts: list[tuple[int, int]]
    tallest: int

    @property
    def width(self) -> int:
        """The width of the picture."""
        return BAR_STEP * len(self.counts)

    @property
    def bars(self) -> list[Bar]:
        """The columns; all criteria of a page share one scale."""
        heights = [round(BAR_TALLEST * count / self.tallest) for _, count in self.counts]
        return [
            Bar(number, count, 7 + BAR_STEP * i, BAR_BASE - height, height)
            for i, ((number, count), height) in enumerate(zip(self.counts, heights, strict=True))
        ]


def level_counts(assignment: Assignment, version: RubricVersion) -> list[LevelCount]:
    """The counts of each criterion with levels; none while nothing is marked. One query."""
    counted: Counter[tuple[int, int]] = Counter()
    marks = (
        Mark.objects.filter(
            assessment__kind=Kind.MARKING,
            assessment__script__submission__essay__assignment=assignment,
            verdict=Verdict.LEVEL,
        )
        .values_list("criterion_id", "level__number")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for criterion, number, count in marks:
        counted[criterion, number] += count
    if not counted:
        return []
    tallest = max(counted.values())
    return [
        LevelCount(
            criterion,
            [(lv.number, counted[criterion.pk, lv.number]) for lv in criterion.levels.all()],
            tallest,
        )
        for criterion in version.criteria.all()
        if not criterion.text_only
    ]
