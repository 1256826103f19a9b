"""The rubrics that come with the product, loaded from its own data."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from rubrics.actions import Unsound
from rubrics.content import (
    Content,
    CriterionContent,
    LevelContent,
    Misconception,
    content_of,
    write_content,
)
from rubrics.models import Rubric, RubricVersion
from rubrics.soundness import problems

DATA = Path(__file__).resolve().parent / "data"
BUILT_IN = "essay-on-foreign-policy"  # the rubric that visitors can read


@transaction.atomic
def load_rubrics(folder: Path = DATA) -> list[str]:
    """Make every rubric of the folder the school's, in its newest wording; return what was done.

    Where the wording differs from the newest version, the next version is published; a version
    that is there is never edited. Raises actions.Unsound for data that cannot be marked by.
    """
    return [_load(json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]


def _load(told: dict[str, Any]) -> str:
    content = _content(told)
    if found := problems(content):
        raise Unsound(found)
    rubric, made = Rubric.objects.select_for_update().get_or_create(
        slug=told["slug"], defaults={"name": content.name}
    )
    last = RubricVersion.objects.with_criteria().filter(rubric=rubric).order_by("-number").first()
    if last is not None and content_of(last).fingerprint == content.fingerprint:
        return f"Rubric {content.name!r}: version {last.number} is there already."
    if rubric.name != content.name:
        rubric.name = content.name
        rubric.save(update_fields=["name"])
    number = last.number + 1 if last else 1
    version = RubricVersion.objects.create(rubric=rubric, number=number)
    write_content(version, content)
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    audit.record(verb="loaded", by=None, subject=version, number=number)
    return f"Rubric {content.name!r}: version {number} published."


def _content(told: dict[str, Any]) -> Content:
    return Content(
        name=told["name"],
        step=Decimal(told["step"]),
        guidance=_guidance(told["guidance"]),
        misconceptions=tuple(Misconception(**one) for one in told["misconceptions"]),
        overall=tuple(one["descriptor"] for one in told["overall"]),
        criteria=tuple(_criterion(one) for one in told["criteria"]),
    )


def _guidance(told: dict[str, Any]) -> str:
    """The parts of the guidance as paragraphs."""
    placing = " ".join(told["how_to_place"])
    return "\n\n".join([placing, told["errors"], told["absent"], told["credit"]])


def _criterion(told: dict[str, Any]) -> CriterionContent:
    return CriterionContent(
        key=told["key"],
        name=told["name"],
        ask=told["ask"],
        parent=told["parent"],
        cues=tuple(told["cues"]),
        warnings=tuple(told["warnings"]),
        levels=tuple(
            LevelContent(
                key=f"l{one['number']}",
                number=one["number"],
                points_min=Decimal(one["points_min"]),
                points_max=Decimal(one["points_max"]),
                descriptor=one["descriptor"],
            )
            for one in told["levels"]
        ),
    )
