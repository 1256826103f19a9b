"""The list of exemplars: how each begins, and what it is worth."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from essays.models import Exemplar
from grading.feedback import total_of
from grading.models import Assessment
from grading.reading import opening
from grading.totals import Total


@dataclass(frozen=True)
class Card:
    """One exemplar in the list, with its total if it has a reference assessment."""

    exemplar: Exemplar
    opening: SafeString
    total: Total | None


def cards(exemplars: list[Exemplar], references: dict[int, Assessment]) -> list[Card]:
    """The list; asks the database nothing."""
    return [
        Card(one, opening(one.script, words=60), _total(one, references.get(one.script_id)))
        for one in exemplars
    ]


def _total(exemplar: Exemplar, reference: Assessment | None) -> Total | None:
    if reference is None:
        return None
    marks = {mark.criterion_id: mark for mark in reference.marks.all()}
    return total_of(list(exemplar.rubric_version.criteria.all()), marks)
