"""What the marker reads when a write is not taken, with everything they sent still in it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grading.actions.ledger import KeyReused, Released, Stale
from grading.cards import Card, Merge
from grading.forms import MarkForm, OverallForm
from grading.judgement import Judgement
from grading.workbench import Overall
from rubrics.models import Criterion, RubricVersion

REFUSALS = (ValidationError, Stale, Released, KeyReused)


def status_of(refusal: Exception) -> int:
    """422 for what is wrong in itself, 409 for what meets something newer."""
    return 422 if isinstance(refusal, ValidationError) else 409


def words_of(refusal: Exception) -> list[str]:
    """What is wrong, in sentences; none for a stale write, which is shown side by side."""
    if isinstance(refusal, ValidationError):
        return refusal.messages
    if isinstance(refusal, Released):
        return [
            _(
                "This was released to the student. Take the release back, with a reason, before "
                "you change it. What you wrote is still here and not saved."
            )
        ]
    if isinstance(refusal, KeyReused):
        return [
            _(
                "This save carried the number of another one, so it was not taken. Load the page "
                "again; what you wrote is still here."
            )
        ]
    return []


def refused_mark(
    refusal: Exception, form: MarkForm, criterion: Criterion, rubric: RubricVersion
) -> Card:
    """The card of what was sent, as far as it can be read, with what speaks against it."""
    known = form.cleaned_data
    verdict, level = known.get("level", ("", None))
    judged = Judgement(
        verdict=verdict,
        level=level,
        points=known.get("points"),
        comment=form.data.get("comment", ""),
        reason=form.data.get("reason", ""),
    )
    card = Card(criterion, judged, known.get("based_on", 0), rubric.step, rubric.published_at)
    card.problems = words_of(refusal)
    if isinstance(refusal, Stale):
        card.merge = Merge.of(refusal)
        card.version = refusal.theirs.version if refusal.theirs else 0
    return card


def refused_overall(refusal: Exception, form: OverallForm) -> Overall:
    """The comment that was sent, with what speaks against it."""
    sent = Overall(form.data.get("comment", ""), form.cleaned_data.get("based_on", 0))
    sent.problems = words_of(refusal)
    if isinstance(refusal, Stale):
        sent.theirs = refusal.theirs.state["comment"] if refusal.theirs else ""
        sent.version = refusal.theirs.version if refusal.theirs else 0
    return sent
