"""One criterion of the workbench, put into the words and choices that its template prints."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from grading.actions.ledger import Stale
from grading.judgement import Judgement
from grading.models import Event, Mark, Verdict
from grading.reading import Note
from rubrics.bands import plain_number, points_in_band
from rubrics.frozen import drawn
from rubrics.models import Criterion, Level, RubricVersion

RADIOS_MAX = 10  # more points than that in a band are typed, not picked


@dataclass(frozen=True, slots=True)
class Choice:
    """One level as it can be chosen: its value, its points, its words."""

    value: str
    number: int
    range: str
    points: str  # all points of the band, with spaces between
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: in short, in full, and when it was saved."""

    judged: Judgement
    at: datetime | None = None

    @property
    def short(self) -> str:
        """“Level 3 · 15”, “Nothing to credit”, “Not assessed”, “Nothing yet”."""
        judged = self.judged
        if judged.verdict == Verdict.LEVEL:
            points = plain_number(judged.points or Decimal(0))
            return _("Level %(level)s · %(points)s") % {"level": judged.level, "points": points}
        return {
            Verdict.NOTHING.value: _("Nothing to credit"),
            Verdict.NOT_ASSESSED.value: _("Not assessed"),
        }.get(judged.verdict, _("Nothing yet"))

    @property
    def button(self) -> str:
        """What a button calls it: its points where it has some."""
        if self.judged.points is not None:
            return plain_number(self.judged.points)
        return f"“{self.short}”"


@dataclass(frozen=True, slots=True)
class Merge:
    """A stale write beside what stands and what both began from. Nothing is chosen."""

    mine: Side
    theirs: Side
    base: Side

    @classmethod
    def of(cls, stale: Stale) -> "Merge":
        """The three sides of a stale mark."""
        return cls(Side(Judgement.from_state(stale.mine)), _side(stale.theirs), _side(stale.base))

    @property
    def texts_differ(self) -> bool:
        """Whether comment or reason differ, so that they are shown in full."""
        mine, theirs = self.mine.judged, self.theirs.judged
        return (mine.comment, mine.reason) != (theirs.comment, theirs.reason)


def _side(event: Event | None) -> Side:
    if event is None:
        return Side(Judgement())
    return Side(Judgement.from_state(event.state), event.at)


@dataclass
class Card:
    """One criterion: what stands or what was sent, and everything that can be chosen.

    The criterion must have its levels at hand.
    """

    criterion: Criterion
    judged: Judgement
    version: int
    step: Decimal
    frozen_at: datetime | None
    notes: list[Note] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    merge: Merge | None = None
    is_open: bool = False
    write_key: uuid.UUID = field(default_factory=uuid.uuid4)
    level: Level | None = field(init=False, default=None)
    choices: list[Choice] = field(init=False)

    def __post_init__(self) -> None:
        levels = list(self.criterion.levels.all())
        if self.judged.verdict == Verdict.LEVEL:
            self.level = next((one for one in levels if one.number == self.judged.level), None)
        self.choices = [self._choice(one) for one in levels]

    @classmethod
    def of(cls, criterion: Criterion, mark: Mark | None, rubric: RubricVersion) -> "Card":
        """The card of what stands."""
        judged = Judgement() if mark is None else Judgement.of(mark, criterion)
        version = 0 if mark is None else mark.version
        return cls(criterion, judged, version, rubric.step, rubric.published_at)

    @property
    def levels(self) -> SafeString:
        """The choices as they are drawn: of a frozen rubric once for each mark there can be."""
        named = (self.criterion.pk, self.frozen_at, self.judged.verdict, self.judged.level)
        key = (*named, self.judged.points, bool(self.problems))
        return drawn("grading/marking/_levels.html", key, lambda: {"card": self})

    @property
    def cues(self) -> SafeString:
        """What to look for."""
        key = (self.criterion.pk, self.frozen_at)
        return drawn("grading/marking/_cues.html", key, lambda: {"criterion": self.criterion})

    @property
    def key(self) -> str:
        """The key of the criterion, used in every id of the card."""
        return self.criterion.key

    @property
    def choices_down(self) -> list[Choice]:
        """The levels, highest first."""
        return self.choices[::-1]

    @property
    def is_decided(self) -> bool:
        """Whether a verdict was given."""
        return self.judged.verdict != Verdict.OPEN

    @property
    def is_missing(self) -> bool:
        """Whether a verdict is still asked for."""
        return not self.is_decided and not self.criterion.text_only

    @property
    def left_out(self) -> bool:
        """Whether the criterion was not assessed."""
        return self.judged.verdict == Verdict.NOT_ASSESSED

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing to credit."""
        return self.judged.verdict == Verdict.NOTHING

    @property
    def points(self) -> list[tuple[str, bool]]:
        """The points of the chosen band and which of them is given; empty without a level."""
        chosen = next((one for one in self.choices if one.chosen), None)
        if chosen is None:
            return []
        given = "" if self.judged.points is None else plain_number(self.judged.points)
        return [(points, points == given) for points in chosen.points.split()]

    @property
    def points_typed(self) -> bool:
        """Whether the band is so fine that its points are typed."""
        return len(self.points) > RADIOS_MAX

    def _choice(self, level: Level) -> Choice:
        band = points_in_band(level.points_min, level.points_max, self.step)
        return Choice(
            value=str(level.number),
            number=level.number,
            range=band_words(level),
            points=" ".join(plain_number(points) for points in band),
            words=level.descriptor,
            chosen=level is self.level,
        )


def band_words(level: Level) -> str:
    """“11–15”, or “5” for a band of one."""
    low, high = plain_number(level.points_min), plain_number(level.points_max)
    return low if low == high else f"{low}–{high}"
