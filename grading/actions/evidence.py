"""Tying words of a script to a criterion, changing what is said of them, and untying them."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.validators import clean_text
from essays.models import Script
from grading import spans
from grading.actions.ledger import Ledger
from grading.models import Annotation, EvidenceKind
from rubrics.models import Criterion, RubricVersion


def state_of(annotation: Annotation) -> dict[str, Any]:
    """The annotation as the history keeps it, in plain JSON values."""
    criterion = annotation.criterion
    return {
        "criterion": criterion.key if criterion else None,
        "kind": str(annotation.kind),
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "note": annotation.note,
        "removed": annotation.removed_at is not None,
    }


@transaction.atomic
def add_annotation(
    *,
    script: Script,
    rubric: RubricVersion,
    criterion: Criterion | None,
    kind: str,
    start: int,
    end: int,
    quote: str,
    note: str = "",
    key: UUID,
    by: User,
) -> Annotation:
    """Tie the code points start to end of the script's text, with or without a criterion.

    The quote must be what the text says there; white space at its ends is left off. Passages may
    overlap. The assessment begins with the first write; repeating `key` returns the first answer.

    Raises ValidationError for words that are not there, ledger.Released while the student can
    read the assessment, and ledger.KeyReused.
    """
    _check_criterion(criterion, rubric)
    start, end = _fitted(script.text, start, end, quote)
    prefix, suffix = spans.context(script.text, start, end)
    ledger = Ledger.open(script=script, rubric=rubric, by=by, key=key)
    annotation = Annotation(
        assessment=ledger.assessment,
        criterion=criterion,
        kind=EvidenceKind(kind),
        start=start,
        end=end,
        quote=script.text[start:end],
        prefix=prefix,
        suffix=suffix,
        note=clean_text(note),
    )
    state = state_of(annotation)
    if first := ledger.first_answer("annotation:", state):
        return ledger.assessment.annotations.get(pk=first.subject.partition(":")[2])
    ledger.check("annotation:", state, based_on=0, version=0)
    annotation.save()
    ledger.append(f"annotation:{annotation.pk}", state, version=annotation.version)
    return annotation


@transaction.atomic
def edit_annotation(
    *,
    annotation: Annotation,
    rubric: RubricVersion,
    criterion: Criterion | None,
    kind: str,
    note: str,
    based_on: int,
    key: UUID,
    by: User,
) -> Annotation:
    """Change kind, criterion and note; the words stay. Raises as set_mark does."""
    _check_criterion(criterion, rubric)
    changes = {"criterion": criterion, "kind": EvidenceKind(kind), "note": clean_text(note)}
    return _write(annotation, rubric, changes, based_on, key, by)


@transaction.atomic
def remove_annotation(
    *, annotation: Annotation, rubric: RubricVersion, based_on: int, key: UUID, by: User
) -> Annotation:
    """Untie the words. The row stays, so that it can be restored. Raises as set_mark does."""
    return _write(annotation, rubric, {"removed_at": timezone.now()}, based_on, key, by)


@transaction.atomic
def restore_annotation(
    *, annotation: Annotation, rubric: RubricVersion, based_on: int, key: UUID, by: User
) -> Annotation:
    """Tie removed words again. Raises as set_mark does."""
    return _write(annotation, rubric, {"removed_at": None}, based_on, key, by)


def _write(
    annotation: Annotation,
    rubric: RubricVersion,
    changes: dict[str, Any],
    based_on: int,
    key: UUID,
    by: User,
) -> Annotation:
    ledger = Ledger.open(script=annotation.assessment.script, rubric=rubric, by=by, key=key)
    stored = ledger.assessment.annotations.select_related("criterion").get(pk=annotation.pk)
    version = stored.version
    for name, value in changes.items():
        setattr(stored, name, value)
    subject, state = f"annotation:{stored.pk}", state_of(stored)
    if first := ledger.first_answer(subject, state):
        stored.version = first.version
        return stored
    ledger.check(subject, state, based_on=based_on, version=version)
    stored.version = version + 1
    stored.save(update_fields=[*changes, "version"])
    ledger.append(subject, state, version=stored.version)
    return stored


def _check_criterion(criterion: Criterion | None, rubric: RubricVersion) -> None:
    if criterion is not None and criterion.version_id != rubric.pk:
        raise ValueError("The criterion belongs to another rubric version.")


def _fitted(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The range without white space at its ends. Raises ValidationError, tied to its field."""
    try:
        spans.check(text, start, end, quote)
    except spans.SpanError as fault:
        messages = {
            "blank": _("Choose some words: this passage is white space only."),
            "empty": _("Choose some words: this passage is empty."),
        }
        said = messages.get(fault.reason) or _(
            "These words do not stand at this place of the essay. Load the page again and choose "
            "them once more; nothing was changed."
        )
        raise ValidationError({"quote": said}) from fault
    return spans.trim(text, start, end)
