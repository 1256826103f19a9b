"""Setting marks and the overall comment."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.validators import clean_text
from essays.models import Script
from grading.actions.ledger import Ledger
from grading.judgement import Judgement, fitted
from grading.models import Assessment, Mark, Verdict
from rubrics.models import Criterion, RubricVersion

WRITTEN = ("verdict", "points", "comment", "reason", "version")


@dataclass(frozen=True)
class MarkWritten:
    """An accepted mark, and all marks of its assessment by the id of their criterion."""

    mark: Mark
    marks: dict[int, Mark]


@transaction.atomic
def set_mark(
    *,
    script: Script,
    rubric: RubricVersion,
    criterion: Criterion,
    verdict: str,
    level: int | None = None,
    points: Decimal | None = None,
    comment: str = "",
    reason: str = "",
    based_on: int,
    key: UUID,
    by: User,
) -> MarkWritten:
    """Write a marker's verdict on one criterion, with its comment.

    The assessment begins with the first write. `rubric` must have its criteria and levels at
    hand and `criterion` be one of them; `level` is the number of a level, and without `points`
    it gives the middle of its band. `based_on` is the version of the mark that the marker saw
    (0: none yet) and `key` the name of this write: repeating it returns the first answer.

    Raises ValidationError for what the rubric does not allow, ledger.Stale if the mark has
    changed since, ledger.Released while the student can read it, and ledger.KeyReused.
    """
    if criterion.version_id != rubric.pk:
        raise ValueError("The criterion belongs to another rubric version.")
    said = Judgement(verdict, level, points, clean_text(comment), clean_text(reason))
    judged = fitted(said, criterion, rubric.step)
    ledger = Ledger.open(script=script, rubric=rubric, by=by, key=key)
    if ledger.assessment.rubric_version_id != rubric.pk:
        raise ValueError("The assessment was begun with another rubric version.")
    marks = {mark.criterion_id: mark for mark in ledger.assessment.marks.order_by()}
    mark = marks.setdefault(criterion.pk, Mark(assessment=ledger.assessment, criterion=criterion))
    subject, state = f"mark:{criterion.key}", judged.as_state()
    # A repeated write is based on the version before its own, so only such a one is looked for.
    first = ledger.first_answer(subject, state) if based_on != mark.version else None
    if first is not None:
        _apply(mark, judged, criterion, first.version)
        return MarkWritten(mark, marks)
    ledger.check(subject, state, based_on=based_on, version=mark.version)
    _apply(mark, judged, criterion, mark.version + 1)
    _store(mark)
    ledger.append(subject, state, version=mark.version)
    _keep_in_step(ledger.assessment, rubric, marks)
    return MarkWritten(mark, marks)


@transaction.atomic
def set_overall(
    *, script: Script, rubric: RubricVersion, comment: str, based_on: int, key: UUID, by: User
) -> Assessment:
    """Write the comment on the whole essay. Raises as set_mark does."""
    state = {"comment": clean_text(comment)}
    ledger = Ledger.open(script=script, rubric=rubric, by=by, key=key)
    assessment = ledger.assessment
    if first := ledger.first_answer("overall", state):
        assessment.overall_comment = comment
        assessment.overall_version = first.version
        return assessment
    ledger.check("overall", state, based_on=based_on, version=assessment.overall_version)
    assessment.overall_comment = comment
    assessment.overall_version += 1
    assessment.save(update_fields=["overall_comment", "overall_version"])
    ledger.append("overall", state, version=assessment.overall_version)
    return assessment


def _apply(mark: Mark, judged: Judgement, criterion: Criterion, version: int) -> None:
    mark.verdict = judged.verdict
    mark.level = next(
        (level for level in criterion.levels.all() if level.number == judged.level), None
    )
    mark.points = judged.points
    mark.comment = judged.comment
    mark.reason = judged.reason
    mark.version = version


def _store(mark: Mark) -> None:
    """Write the mark; a known one by an update, which costs a third of a save."""
    if mark.pk is None:
        mark.save()
        return
    mark.changed_at = timezone.now()
    Mark.objects.filter(pk=mark.pk).update(
        **{name: getattr(mark, name) for name in ("level", "changed_at", *WRITTEN)}
    )


def _keep_in_step(assessment: Assessment, rubric: RubricVersion, marks: dict[int, Mark]) -> None:
    """Say since when the assessment is marked, or that it no longer is."""
    asked = [criterion.pk for criterion in rubric.criteria.all() if not criterion.text_only]
    done = all(pk in marks and marks[pk].verdict != Verdict.OPEN for pk in asked)
    if done != assessment.is_marked:
        assessment.marked_at = timezone.now() if done else None
        assessment.save(update_fields=["marked_at"])
