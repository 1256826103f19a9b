"""What a rubric version says, apart from how it is stored: to compare, copy, edit and load it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from rubrics.bands import plain_number
from rubrics.models import Criterion, Level, RubricVersion


@dataclass(frozen=True)
class LevelContent:
    """One band: its number counts from 1, the lowest, within its criterion."""

    key: str
    number: int
    points_min: Decimal
    points_max: Decimal
    descriptor: str


@dataclass(frozen=True)
class CriterionContent:
    """One criterion with its levels, the lowest first. `parent` is another criterion's key."""

    key: str
    name: str
    ask: str = ""
    parent: str | None = None
    text_only: bool = False
    cues: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    levels: tuple[LevelContent, ...] = ()


@dataclass(frozen=True)
class Misconception:
    """A claim that is often made, and the question that puts it right."""

    claim: str
    question: str


@dataclass(frozen=True)
class Content:
    """Everything that one version says. `overall` describes whole essays, the lowest first."""

    name: str
    step: Decimal
    guidance: str = ""
    misconceptions: tuple[Misconception, ...] = ()
    overall: tuple[str, ...] = ()
    criteria: tuple[CriterionContent, ...] = ()

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of everything said: equal for equal contents, 1 and 1.00 are equal."""
        said = json.dumps(asdict(self), default=_plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"A rubric holds no {type(value)}.")


def content_of(version: RubricVersion) -> Content:
    """What the version says; it must have its rubric, criteria and levels at hand."""
    criteria = list(version.criteria.all())
    keys = {criterion.pk: criterion.key for criterion in criteria}
    return Content(
        name=version.rubric.name,
        step=version.step,
        guidance=version.guidance,
        misconceptions=tuple(Misconception(**one) for one in version.misconceptions),
        overall=tuple(one["descriptor"] for one in version.overall),
        criteria=tuple(_criterion_of(criterion, keys) for criterion in criteria),
    )


def _criterion_of(criterion: Criterion, keys: dict[int, str]) -> CriterionContent:
    return CriterionContent(
        key=criterion.key,
        name=criterion.name,
        ask=criterion.ask,
        parent=keys[criterion.parent_id] if criterion.parent_id else None,
        text_only=criterion.text_only,
        cues=tuple(criterion.cues),
        warnings=tuple(criterion.warnings),
        levels=tuple(
            LevelContent(
                level.key, level.number, level.points_min, level.points_max, level.descriptor
            )
            for level in criterion.levels.all()
        ),
    )


def write_content(version: RubricVersion, content: Content) -> None:
    """Make a draft say this, in place of what it said. The rubric's name is not touched.

    Raises TypeError for a published version: what may have been used never changes. Call it
    inside a transaction.
    """
    if not version.is_draft:
        raise TypeError("A published version never changes.")
    version.step = content.step
    version.guidance = content.guidance
    version.misconceptions = [asdict(one) for one in content.misconceptions]
    version.overall = [
        {"number": number, "descriptor": words}
        for number, words in enumerate(content.overall, start=1)
    ]
    version.save(update_fields=["step", "guidance", "misconceptions", "overall"])
    version.criteria.all().delete()
    written: dict[str, Criterion] = {}
    # Parents first, so that their children can name them.
    for said in sorted(content.criteria, key=lambda one: one.parent is not None):
        written[said.key] = Criterion.objects.create(
            version=version,
            position=content.criteria.index(said) + 1,
            parent=written[said.parent] if said.parent else None,
            **_plain_fields(said),
        )
    Level.objects.bulk_create(
        Level(criterion=written[said.key], **asdict(level))
        for said in content.criteria
        for level in said.levels
    )


def _plain_fields(said: CriterionContent) -> dict[str, Any]:
    return {
        "key": said.key,
        "name": said.name,
        "ask": said.ask,
        "text_only": said.text_only,
        "cues": list(said.cues),
        "warnings": list(said.warnings),
    }
