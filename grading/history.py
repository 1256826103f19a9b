"""Reading the history back: is the chain whole, and does it end in what stands now?"""

from itertools import count
from typing import Any

from grading.actions.evidence import state_of
from grading.judgement import Judgement
from grading.models import Assessment, Event


def verify(assessment: Assessment) -> int | None:
    """The number of the first event that does not hold, or None if all do.

    An event holds if it follows its predecessor by number and digest. When all hold, what
    stands must be what they say: an event cut off at the end, or a mark changed behind the
    history, breaks the number after the last.
    """
    last: dict[str, Event] = {}
    digest = ""
    numbers = count(1)
    for event in assessment.events.order_by("number"):
        number = next(numbers)
        if event.number != number or event.digest != event.digest_after(digest):
            return number
        digest = event.digest
        last[event.subject] = event
    said = {subject: (event.version, event.state) for subject, event in last.items()}
    return None if said == _standing(assessment) else next(numbers)


def _standing(assessment: Assessment) -> dict[str, tuple[int, dict[str, Any]]]:
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    marks = assessment.marks.select_related("criterion").prefetch_related("criterion__levels")
    for mark in marks:
        judged = Judgement.of(mark, mark.criterion)
        found[f"mark:{mark.criterion.key}"] = (mark.version, judged.as_state())
    for annotation in assessment.annotations.select_related("criterion"):
        found[f"annotation:{annotation.pk}"] = (annotation.version, state_of(annotation))
    if assessment.overall_version:
        state = {"comment": assessment.overall_comment}
        found["overall"] = (assessment.overall_version, state)
    return found
