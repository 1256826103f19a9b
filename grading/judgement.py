"""What a marker says about one criterion, checked against its bands."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grading.models import Mark, Verdict
from rubrics.bands import middle_of_band, plain_number, points_in_band
from rubrics.models import Criterion, Level


@dataclass(frozen=True)
class Judgement:
    """A verdict with its level number, points, comment and reason."""

    verdict: str = Verdict.OPEN
    level: int | None = None
    points: Decimal | None = None
    comment: str = ""
    reason: str = ""

    def as_state(self) -> dict[str, Any]:
        """The judgement as the history keeps it, in plain JSON values."""
        points = None if self.points is None else plain_number(self.points)
        return {
            "verdict": str(self.verdict),
            "level": self.level,
            "points": points,
            "comment": self.comment,
            "reason": self.reason,
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> "Judgement":
        """The judgement that the history kept."""
        points = state["points"]
        return cls(**{**state, "points": None if points is None else Decimal(points)})

    @classmethod
    def of(cls, mark: Mark, criterion: Criterion) -> "Judgement":
        """The judgement that stands. The criterion must have its levels at hand."""
        level = next(
            (one.number for one in criterion.levels.all() if one.pk == mark.level_id), None
        )
        return cls(mark.verdict, level, mark.points, mark.comment, mark.reason)


def fitted(said: Judgement, criterion: Criterion, step: Decimal) -> Judgement:
    """The judgement in the one form in which it is stored: nothing stands in it twice.

    A level without points gets the middle of its band; nothing to credit is 0 points. Raises
    ValidationError, tied to its field, for a level that the criterion does not have, points
    outside the band or between two steps, and not assessed without a reason. The criterion must
    have its levels at hand.
    """
    if criterion.text_only and said.verdict != Verdict.OPEN:
        raise ValidationError({"level": _("%s takes a comment only.") % criterion.name})
    if said.verdict == Verdict.LEVEL:
        level = _level(said.level, criterion)
        return replace(said, points=_points(said.points, level, step), reason="")
    if said.verdict == Verdict.NOT_ASSESSED and not said.reason.strip():
        raise ValidationError(
            {"reason": _("Say why %s was not assessed: the student reads it.") % criterion.name}
        )
    reason = said.reason.strip() if said.verdict == Verdict.NOT_ASSESSED else ""
    points = Decimal(0) if said.verdict == Verdict.NOTHING else None
    return replace(said, level=None, points=points, reason=reason)


def _level(number: int | None, criterion: Criterion) -> Level:
    for level in criterion.levels.all():
        if level.number == number:
            return level
    raise ValidationError(
        {
            "level": _("%(criterion)s has no level %(number)s.")
            % {"criterion": criterion.name, "number": number}
        }
    )


def _points(points: Decimal | None, level: Level, step: Decimal) -> Decimal:
    low, high = level.points_min, level.points_max
    if points is None:
        return middle_of_band(low, high, step)
    words = {
        "level": level.number,
        "low": plain_number(low),
        "high": plain_number(high),
        "points": plain_number(points),
        "step": plain_number(step),
    }
    if level.holds(points) and points in points_in_band(low, high, step):
        return points
    if level.holds(points):
        text = _("Level %(level)s takes points in steps of %(step)s; %(points)s lies between two.")
    elif level.is_single:
        text = _("Level %(level)s is worth %(low)s; %(points)s lies outside it.")
    else:
        text = _("Level %(level)s takes %(low)s to %(high)s points; %(points)s lies outside it.")
    raise ValidationError({"points": text % words})
