"""The exemplars that come with the product: their scripts and what they are worth, and why.

A reference mark keeps what the student is told in `comment` and why it was given in `reason`.
"""

import json
import uuid
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

import essays
from accounts import audit
from essays import markup
from essays.actions import freeze_script
from essays.models import Exemplar, Origin
from grading import spans
from grading.actions.evidence import state_of
from grading.judgement import Judgement, fitted
from grading.models import Annotation, Assessment, Event, Kind, Mark, Verdict
from rubrics.models import Criterion, RubricVersion

DATA = Path(essays.__file__).resolve().parent / "data" / "exemplars"


class BadExemplar(ValueError):
    """The data cannot be loaded; the message says what is wrong, and where."""


@dataclass(frozen=True)
class Passage:
    """Evidence as the data names it, found in the text."""

    criterion: str
    kind: str
    start: int
    end: int
    note: str


@dataclass(frozen=True)
class Reference:
    """An exemplar's text with its reference assessment: what a new script must be made for."""

    html: str
    truncated: bool
    overall: str
    marks: dict[str, Judgement]
    passages: frozenset[Passage]


@transaction.atomic
def load_exemplars(folder: Path = DATA) -> list[str]:
    """Load every exemplar of the folder with its reference marks; return what was done.

    An exemplar that is there and says the same is left alone. Where text, marks or evidence
    differ, a new script with a new reference assessment takes its place, judged by the rubric's
    newest version; the old script stays stored with what was made of it. Raises BadExemplar, and
    stores nothing, if a passage is not found exactly once or a mark does not fit the rubric.
    """
    told = json.loads((folder / "exemplars.json").read_text("utf-8"))
    rubric = (
        RubricVersion.objects.published()
        .with_criteria()
        .filter(rubric__slug=told["rubric"])
        .order_by("-number")
        .first()
    )
    if rubric is None:
        raise BadExemplar(f"The rubric {told['rubric']!r} of the exemplars is not loaded.")
    return [_load(one, folder, rubric) for one in told["exemplars"]]


def _load(told: dict[str, Any], folder: Path, rubric: RubricVersion) -> str:
    wanted = _wanted(told, (folder / told["html"]).read_text("utf-8"), rubric)
    exemplar = Exemplar.objects.filter(slug=told["slug"]).select_related("script").first()
    shown = {name: told[name] for name in ("title", "question", "note", "views_note", "position")}
    label = f"Exemplar {told['title']!r}"
    if exemplar is None:
        exemplar = Exemplar(slug=told["slug"], **shown)
        _store(exemplar, wanted, rubric)
        return f"{label}: loaded."
    same = all(getattr(exemplar, name) == value for name, value in shown.items())
    for name, value in shown.items():
        setattr(exemplar, name, value)
    if _standing(exemplar) != wanted:
        _store(exemplar, wanted, rubric)
        return f"{label}: replaced; what was judged by the old text stays with it."
    if same:
        return f"{label}: is there already."
    exemplar.save(update_fields=list(shown))
    return f"{label}: words around it changed."


def _wanted(told: dict[str, Any], html: str, rubric: RubricVersion) -> Reference:
    canonical = markup.clean(html)
    text = markup.plain(canonical)
    criteria = {criterion.key: criterion for criterion in rubric.criteria.all()}
    if set(told["marks"]) != set(criteria):
        raise BadExemplar(f"{told['slug']}: the marks are not those of the rubric's criteria.")
    return Reference(
        html=canonical,
        truncated=told["truncated"],
        overall=told["overall"],
        marks={
            key: _judgement(mark, criteria[key], rubric.step, told["slug"])
            for key, mark in told["marks"].items()
        },
        passages=frozenset(
            _passage(passage, key, text, told["slug"])
            for key, mark in told["marks"].items()
            for passage in mark["annotations"]
        ),
    )


def _judgement(told: dict[str, Any], criterion: Criterion, step: Decimal, slug: str) -> Judgement:
    points = None if told["points"] is None else Decimal(told["points"])
    reason = "\n\n".join(part for part in (told.get("reason"), told["rationale"]) if part)
    said = Judgement(told["verdict"], told["level"], points, told["feedback"], reason)
    try:
        fits = fitted(said, criterion, step)
    except ValidationError as wrong:
        raise BadExemplar(f"{slug}, {criterion.name}: {' '.join(wrong.messages)}") from wrong
    return Judgement(fits.verdict, fits.level, fits.points, said.comment, said.reason)


def _passage(told: dict[str, Any], criterion: str, text: str, slug: str) -> Passage:
    try:
        start, end = spans.find_once(text, told["quote"])
    except spans.SpanError as wrong:
        raise BadExemplar(f"{slug}, {criterion}: {wrong}") from wrong
    return Passage(criterion, told["kind"], start, end, told["note"])


def _standing(exemplar: Exemplar) -> Reference | None:
    """What the exemplar says now, in the same form."""
    found = (
        Assessment.objects.filter(script=exemplar.script, kind=Kind.REFERENCE)
        .prefetch_related("marks__criterion__levels", "annotations__criterion")
        .first()
    )
    if found is None:
        return None
    return Reference(
        html=exemplar.script.html,
        truncated=exemplar.script.truncated,
        overall=found.overall_comment,
        marks={
            mark.criterion.key: Judgement.of(mark, mark.criterion) for mark in found.marks.all()
        },
        passages=frozenset(
            Passage(
                one.criterion.key if one.criterion else "", one.kind, one.start, one.end, one.note
            )
            for one in found.annotations.all()
        ),
    )


def _store(exemplar: Exemplar, wanted: Reference, rubric: RubricVersion) -> None:
    """Freeze the text and its reference assessment, and let the exemplar show them."""
    exemplar.script = freeze_script(
        html=wanted.html, origin=Origin.EXEMPLAR, truncated=wanted.truncated
    )
    exemplar.rubric_version = rubric
    exemplar.save()
    assessment = Assessment.objects.create(
        script=exemplar.script,
        kind=Kind.REFERENCE,
        rubric_version=rubric,
        overall_comment=wanted.overall,
        overall_version=1,
        marked_at=timezone.now(),
    )
    history = _marks(assessment, wanted, rubric)
    history += _annotations(assessment, wanted, rubric)
    history.append(("overall", {"comment": wanted.overall}))
    _record(assessment, history)
    audit.record(verb="loaded", by=None, subject=exemplar, script=exemplar.script_id)


History = list[tuple[str, dict[str, Any]]]  # what was written, and its state


def _marks(assessment: Assessment, wanted: Reference, rubric: RubricVersion) -> History:
    history: History = []
    for criterion in rubric.criteria.all():
        said = wanted.marks[criterion.key]
        levels = {level.number: level for level in criterion.levels.all()}
        Mark.objects.create(
            assessment=assessment,
            criterion=criterion,
            verdict=Verdict(said.verdict),
            level=levels[said.level] if said.level else None,
            points=said.points,
            comment=said.comment,
            reason=said.reason,
            version=1,
        )
        history.append((f"mark:{criterion.key}", said.as_state()))
    return history


def _annotations(assessment: Assessment, wanted: Reference, rubric: RubricVersion) -> History:
    criteria = {criterion.key: criterion for criterion in rubric.criteria.all()}
    text = assessment.script.text
    history: History = []
    for passage in sorted(wanted.passages, key=lambda one: (one.start, -one.end)):
        prefix, suffix = spans.context(text, passage.start, passage.end)
        annotation = Annotation.objects.create(
            assessment=assessment,
            criterion=criteria[passage.criterion],
            kind=passage.kind,
            start=passage.start,
            end=passage.end,
            quote=text[passage.start : passage.end],
            prefix=prefix,
            suffix=suffix,
            note=passage.note,
        )
        history.append((f"annotation:{annotation.pk}", state_of(annotation)))
    return history


def _record(assessment: Assessment, history: History) -> None:
    """Write the events of the reference assessment as one chain, signed by nobody."""
    digest = ""
    for number, (subject, state) in enumerate(history, start=1):
        event = Event(
            assessment=assessment,
            number=number,
            subject=subject,
            version=1,
            state=state,
            key=uuid.uuid4(),
            by=None,
            at=timezone.now(),
        )
        event.digest = digest = event.digest_after(digest)
        event.save(force_insert=True)
