"""A result as its reader needs it: what was reached, on which words, what the next level asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from essays.models import Script
from grading.models import Assessment, Mark, Verdict
from grading.reading import Annotated, Note, annotated
from grading.totals import Line, Total, total
from rubrics.models import Criterion, Level


@dataclass(frozen=True)
class CriterionFeedback:
    """One criterion of a result."""

    criterion: Criterion
    mark: Mark | None
    levels: list[Level]
    notes: list[Note]

    @property
    def level(self) -> Level | None:
        """The level reached, if one was given."""
        return self.mark.level if self.mark else None

    @property
    def next_level(self) -> Level | None:
        """The level above; the lowest one after “nothing to credit”; none after “not assessed”."""
        if self.mark is None or self.mark.verdict not in (Verdict.LEVEL, Verdict.NOTHING):
            return None
        reached = self.level.number if self.level else 0
        return next((level for level in self.levels if level.number > reached), None)

    @property
    def steps(self) -> list[bool]:
        """One step for each level, true up to the level reached."""
        reached = self.level.number if self.level else 0
        return [level.number <= reached for level in self.levels]


@dataclass(frozen=True)
class Result:
    """An assessment with all that stands beside it on the page."""

    assessment: Assessment
    total: Total
    criteria: list[CriterionFeedback]
    essay: Annotated

    @property
    def is_whole(self) -> bool:
        """Whether the total speaks of the whole essay: nothing was left out of what it could be."""
        return self.total.assessable == self.assessment.rubric_version.max_points


def result_of(assessment: Assessment, script: Script) -> Result:
    """Build the page from an assessment that passed its gate; asks the database nothing more.

    The assessment must come with its marks and standing annotations, its rubric version with
    criteria and levels.
    """
    criteria = list(assessment.rubric_version.criteria.all())
    marks = {mark.criterion_id: mark for mark in assessment.marks.all()}
    essay = annotated(script, assessment.annotations.all())
    return Result(
        assessment=assessment,
        total=total_of(criteria, marks),
        criteria=[
            CriterionFeedback(
                criterion=criterion,
                mark=marks.get(criterion.pk),
                levels=list(criterion.levels.all()),
                notes=essay.notes_on(criterion.key),
            )
            for criterion in criteria
        ],
        essay=essay,
    )


def total_of(criteria: list[Criterion], marks: Mapping[int, Mark]) -> Total:
    """What the marks, by the id of their criterion, add up to over the criteria."""
    return total(_line(criterion, marks.get(criterion.pk)) for criterion in criteria)


def _line(criterion: Criterion, mark: Mark | None) -> Line:
    return Line(
        key=criterion.key,
        of=criterion.max_points,
        verdict=mark.verdict if mark else Verdict.OPEN,
        points=mark.points if mark else None,
        text_only=criterion.text_only,
    )
