"""The released result as its reader needs it: what was reached, what the next level asks."""

from dataclasses import dataclass

from grading.models import Mark, Release, Verdict
from grading.reading import Annotated, Note, annotated
from grading.totals import Line, Total, total
from rubrics.models import Criterion, Level


@dataclass(frozen=True)
class CriterionFeedback:
    """One criterion of a released result."""

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
class Feedback:
    """The whole page."""

    release: Release
    total: Total
    criteria: list[CriterionFeedback]
    essay: Annotated

    @property
    def is_whole(self) -> bool:
        """Whether the total speaks of the whole essay."""
        return all(
            one.mark is not None and one.mark.verdict != Verdict.NOT_ASSESSED
            for one in self.criteria
            if not one.criterion.text_only
        )


def feedback_of(release: Release) -> Feedback:
    """Build the page from a release that passed its gate; asks the database nothing more."""
    assessment = release.assessment
    criteria = list(assessment.rubric_version.criteria.all())
    marks = {mark.criterion_id: mark for mark in assessment.marks.all()}
    essay = annotated(release.submission.script, list(assessment.annotations.all()))
    return Feedback(
        release=release,
        total=total(_line(criterion, marks.get(criterion.pk)) for criterion in criteria),
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


def _line(criterion: Criterion, mark: Mark | None) -> Line:
    return Line(
        key=criterion.key,
        of=criterion.max_points,
        verdict=mark.verdict if mark else Verdict.OPEN,
        points=mark.points if mark else None,
        text_only=criterion.text_only,
    )
