"""The marking page as data, built from a script that passed its gate, in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.utils.safestring import SafeString

from grading import access, queue
from grading.actions.marking import MarkWritten
from grading.cards import Card
from grading.models import Annotation, Assessment, EvidenceKind, Mark, Verdict
from grading.reading import Annotated, Note, annotated
from grading.totals import Line, Total, total
from rubrics.frozen import drawn
from rubrics.models import RubricVersion


@dataclass(slots=True)
class Overall:
    """The comment on the whole essay, or what was sent in its place."""

    comment: str
    version: int
    problems: list[str] = field(default_factory=list)
    theirs: str | None = None  # what another window saved meanwhile
    write_key: UUID = field(default_factory=uuid4)

    @classmethod
    def of(cls, assessment: Assessment | None) -> "Overall":
        """The comment that stands."""
        if assessment is None:
            return cls("", 0)
        return cls(assessment.overall_comment, assessment.overall_version)


@dataclass
class Sums:
    """The footer: what the cards add up to and what is still missing."""

    cards: list[Card]

    def __post_init__(self) -> None:
        self.total: Total = total(_line(card) for card in self.cards)

    @property
    def of(self) -> Decimal:
        """The points the total is out of: those judged so far, at first the whole rubric."""
        return self.total.of or self.total.assessable

    @property
    def missing(self) -> list[str]:
        """The names of the criteria without a verdict."""
        return [card.criterion.name for card in self.cards if card.is_missing]


@dataclass
class Workbench:
    """Everything the page prints."""

    found: access.ScriptToMark
    rubric: RubricVersion
    assessment: Assessment | None
    cards: list[Card]
    essay: Annotated
    progress: queue.Progress
    saved_at: datetime | None
    writable: bool
    overall: Overall
    sums: Sums
    write_key: UUID = field(default_factory=uuid4)

    @property
    def by_other(self) -> bool:
        """Whether the marks shown are another marker's."""
        return self.assessment is not None and self.assessment is not self.found.own

    @property
    def loose_notes(self) -> list[Note]:
        """Notes on the whole essay, tied to no criterion."""
        return self.essay.notes_on("")

    @property
    def misconceptions(self) -> SafeString:
        """What students often get wrong, at hand for every criterion."""
        return self._drawn("grading/marking/_misconceptions.html")

    @property
    def picker(self) -> SafeString:
        """The toolbar over a selection."""
        return self._drawn("grading/marking/_picker.html")

    @property
    def keys(self) -> SafeString:
        """The legend of the keys."""
        return drawn("grading/marking/_keys.html", None, dict)

    @property
    def words(self) -> SafeString:
        """What the page's script says, as data attributes."""
        return drawn("grading/marking/_words.html", None, dict)

    def _drawn(self, template: str) -> SafeString:
        key = (self.rubric.pk, self.rubric.published_at)
        return drawn(template, key, lambda: {"rubric": self.rubric})

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of evidence with their names."""
        return [(kind.value, str(kind.label)) for kind in EvidenceKind]


def workbench(
    found: access.ScriptToMark, *, fresh: bool = False, replaced: Card | None = None
) -> Workbench:
    """Build the page of a script, in six queries.

    The marker's own assessment is shown, else another marker's to read; `fresh` shows an empty
    one of their own in that case. `replaced` stands in for the card of its criterion: what was
    sent and could not be stored.
    """
    assessment = found.own or (None if fresh else found.other)
    rubric = access.rubric_at_hand(found, assessment)
    marks = list(assessment.marks.order_by()) if assessment else []
    essay = annotated(found.script, _annotations(assessment))
    cards = _cards(rubric, marks, essay, replaced)
    return Workbench(
        found=found,
        rubric=rubric,
        assessment=assessment,
        cards=cards,
        essay=essay,
        progress=queue.progress(found.assignment),
        saved_at=max((mark.changed_at for mark in marks), default=None),
        writable=assessment is found.own and not found.released,
        overall=Overall.of(assessment),
        sums=Sums(cards),
    )


def after_mark(rubric: RubricVersion, written: MarkWritten) -> tuple[Card, Sums]:
    """The card of the mark just written, and the footer; asks the database nothing."""
    cards = [Card.of(one, written.marks.get(one.pk), rubric) for one in rubric.criteria.all()]
    card = next(card for card in cards if card.criterion.pk == written.mark.criterion_id)
    return card, Sums(cards)


def after_evidence(found: access.ScriptToJudge, assessment: Assessment) -> Annotated:
    """The essay with its notes as they stand now. One query."""
    return annotated(found.script, _annotations(assessment))


def _annotations(assessment: Assessment | None) -> Iterable[Annotation]:
    if assessment is None:
        return []
    return assessment.annotations.filter(removed_at=None).select_related("criterion")


def _cards(
    rubric: RubricVersion, marks: list[Mark], essay: Annotated, replaced: Card | None
) -> list[Card]:
    by_criterion = {mark.criterion_id: mark for mark in marks}
    cards = []
    for criterion in rubric.criteria.all():
        card = Card.of(criterion, by_criterion.get(criterion.pk), rubric)
        if replaced is not None and replaced.criterion.pk == criterion.pk:
            card = replaced
        card.notes = essay.notes_on(criterion.key)
        cards.append(card)
    opened = replaced or next((card for card in cards if card.is_missing), cards[0])
    opened.is_open = True
    return cards


def _line(card: Card) -> Line:
    criterion, judged = card.criterion, card.judged
    return Line(
        key=criterion.key,
        of=criterion.max_points,
        verdict=judged.verdict,
        points=judged.points if judged.verdict in (Verdict.LEVEL, Verdict.NOTHING) else None,
        text_only=criterion.text_only,
    )
