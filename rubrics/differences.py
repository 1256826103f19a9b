"""Where two wordings of a rubric differ, in the words of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rubrics.bands import plain_number
from rubrics.content import Content, CriterionContent


@dataclass(frozen=True)
class Difference:
    """One place with what is stored and what was typed; empty where there is nothing."""

    where: str
    stored: str
    typed: str


def differences(stored: Content, typed: Content) -> list[Difference]:
    """Every place where the two differ, in the order of the page."""
    old, new = _places(stored), _places(typed)
    names = {**{key: name for key, (name, _text) in old.items()}}
    names |= {key: name for key, (name, _text) in new.items()}
    nothing = ("", "")
    found = [
        Difference(name, old.get(key, nothing)[1], new.get(key, nothing)[1])
        for key, name in names.items()
    ]
    return [one for one in found if one.stored != one.typed]


Places = dict[tuple[str, ...], tuple[str, str]]  # by keys: the place's name and its text


def _places(content: Content) -> Places:
    claims = (f"{one.claim} | {one.question}" for one in content.misconceptions)
    places: Places = {
        ("name",): (_("Name"), content.name),
        ("step",): (_("Step"), plain_number(content.step)),
        ("order",): (_("Order"), ", ".join(one.name for one in content.criteria)),
    }
    for criterion in content.criteria:
        places |= _criterion(criterion)
    places["guidance",] = (_("How marks are placed"), content.guidance)
    places["overall",] = (_("The essay as a whole"), "\n".join(content.overall))
    places["claims",] = (_("Common misconceptions"), "\n".join(claims))
    return places


def _criterion(said: CriterionContent) -> Places:
    places: Places = {}

    def put(field: str, label: str, text: str) -> None:
        places[said.key, field] = (f"{said.name}: {label}", text)

    put("name", _("name"), said.name)
    put("ask", _("what it asks"), said.ask)
    put("parent", _("stands under"), said.parent or "")
    put("text_only", _("comment only"), _("yes") if said.text_only else _("no"))
    put("cues", _("what to look for"), "\n".join(said.cues))
    put("warnings", _("warning signs"), "\n".join(said.warnings))
    for level in said.levels:
        low, high = plain_number(level.points_min), plain_number(level.points_max)
        label = _("level %s") % level.number
        places[said.key, level.key, "words"] = (
            f"{said.name}: {label}",
            f"{low}–{high}: {level.descriptor}",
        )
    return places
