"""An exemplar as its page shows it: what it is worth, why, and where in the text."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from essays.models import Exemplar
from grading.feedback import CriterionFeedback
from grading.models import Assessment, Mark, Verdict
from grading.reading import Annotated, annotated, opening
from grading.totals import Line, Total, total
from rubrics.models import Criterion, RubricVersion


@dataclass(frozen=True)
class Card:
    """One exemplar in the list: how it begins, and its total if it has a reference assessment."""

    exemplar: Exemplar
    opening: SafeString
    total: Total | None


@dataclass(frozen=True)
class ExemplarPage:
    """The whole page of one exemplar."""

    exemplar: Exemplar
    assessment: Assessment
    total: Total
    criteria: list[CriterionFeedback]
    essay: Annotated

    @property
    def is_whole(self) -> bool:
        """Whether every criterion with points could be assessed, so that there is a total."""
        return is_whole(self.total, self.assessment.rubric_version)


def is_whole(reached: Total, rubric: RubricVersion) -> bool:
    """Whether the total speaks of the whole essay: nothing was left out of what it could be."""
    return reached.assessable == rubric.max_points


def cards(exemplars: list[Exemplar], references: dict[int, Assessment]) -> list[Card]:
    """The list; asks the database nothing."""
    return [
        Card(one, opening(one.script, words=60), _card_total(one, references.get(one.script_id)))
        for one in exemplars
    ]


def _card_total(exemplar: Exemplar, reference: Assessment | None) -> Total | None:
    if reference is None:
        return None
    return _total(list(exemplar.rubric_version.criteria.all()), list(reference.marks.all()))


def page_of(exemplar: Exemplar, reference: Assessment) -> ExemplarPage:
    """The page from what passed the gates; asks the database nothing."""
    criteria = list(reference.rubric_version.criteria.all())
    marks = list(reference.marks.all())
    by_criterion = {mark.criterion_id: mark for mark in marks}
    essay = annotated(exemplar.script, reference.annotations.all())
    return ExemplarPage(
        exemplar=exemplar,
        assessment=reference,
        total=_total(criteria, marks),
        criteria=[
            CriterionFeedback(
                criterion=criterion,
                mark=by_criterion.get(criterion.pk),
                levels=list(criterion.levels.all()),
                notes=essay.notes_on(criterion.key),
            )
            for criterion in criteria
        ],
        essay=essay,
    )


def _total(criteria: list[Criterion], marks: list[Mark]) -> Total:
    given = {mark.criterion_id: mark for mark in marks}
    return total(_line(criterion, given.get(criterion.pk)) for criterion in criteria)


def _line(criterion: Criterion, mark: Mark | None) -> Line:
    return Line(
        key=criterion.key,
        of=criterion.max_points,
        verdict=mark.verdict if mark else Verdict.OPEN,
        points=mark.points if mark else None,
        text_only=criterion.text_only,
    )
