"""Whether what a rubric says can be marked by. Every problem has a place and plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rubrics.bands import plain_number
from rubrics.content import Content, CriterionContent, LevelContent

MAX_CRITERIA = 20
MAX_LEVELS = 10


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: keys of criterion and level, and the field; empty for all."""

    text: str
    criterion: str = ""
    level: str = ""
    field: str = ""


def problems(content: Content) -> list[Problem]:
    """Everything that keeps the content from being used; empty if it is sound.

    A sound rubric has 1 to 20 criteria with names of their own, one level deep; each one that
    carries points has 1 to 10 bands that rise without overlap or gap, each with its words.
    """
    found = list(_of_whole(content))
    seen: set[str] = set()
    for criterion in content.criteria:
        if not (name := criterion.name.casefold()):
            found.append(Problem(_("Give the criterion a name."), criterion.key, field="name"))
        elif name in seen:
            text = _("Another criterion is already called %s.") % criterion.name
            found.append(Problem(text, criterion.key, field="name"))
        seen.add(name)
        found += _of_parent(criterion, content)
        found += _of_levels(criterion, content.step)
    return found


def _of_whole(content: Content) -> Iterator[Problem]:
    count = len(content.criteria)
    if not content.criteria:
        yield Problem(_("A rubric needs at least one criterion."))
    elif all(criterion.text_only for criterion in content.criteria):
        yield Problem(_("At least one criterion must carry points."))
    if count > MAX_CRITERIA:
        yield Problem(
            _("A rubric has at most %(most)s criteria; this one has %(count)s.")
            % {"most": MAX_CRITERIA, "count": count}
        )


def _of_parent(criterion: CriterionContent, content: Content) -> Iterator[Problem]:
    if criterion.parent is None:
        return
    parent = next((one for one in content.criteria if one.key == criterion.parent), None)
    if parent is None:
        text = _("The criterion that %s stands under is not in the rubric.") % criterion.name
    elif parent.key == criterion.key:
        text = _("%s cannot stand under itself.") % criterion.name
    elif parent.parent is not None:
        text = _("%(name)s stands under another criterion itself; one step down is enough.") % {
            "name": parent.name
        }
    else:
        return
    yield Problem(text, criterion.key, field="parent")


def _of_levels(criterion: CriterionContent, step: Decimal) -> Iterator[Problem]:
    levels = criterion.levels
    if criterion.text_only:
        if levels:
            text = _("%s takes a comment only, so it has no levels: empty them, or untick this.")
            yield Problem(text % criterion.name, criterion.key, field="text_only")
        return
    if not levels:
        yield Problem(_("%s needs at least one level.") % criterion.name, criterion.key)
    if len(levels) > MAX_LEVELS:
        text = _("%(name)s has %(count)s levels; at most %(most)s fit.")
        words = {"name": criterion.name, "count": len(levels), "most": MAX_LEVELS}
        yield Problem(text % words, criterion.key)
    below: LevelContent | None = None
    for level in levels:
        yield from _of_level(criterion, level, below, step)
        below = level


def _of_level(
    criterion: CriterionContent, level: LevelContent, below: LevelContent | None, step: Decimal
) -> Iterator[Problem]:
    def problem(field: str, text: str) -> Problem:
        return Problem(text, criterion.key, level.key, field)

    low, high = plain_number(level.points_min), plain_number(level.points_max)
    words = {"level": level.number, "low": low, "high": high, "step": plain_number(step)}
    if not level.descriptor.strip():
        yield problem("descriptor", _("Say what an essay at level %(level)s does.") % words)
    if level.points_max <= 0:
        text = _("Level %(level)s must be worth something; 0 means that nothing can be credited.")
        yield problem("points_max", text % words)
    if level.points_max < level.points_min:
        text = _("Level %(level)s runs from %(low)s down to %(high)s: exchange the two numbers.")
        yield problem("points_max", text % words)
    if below is None:
        return
    words |= {"below": below.number, "top": plain_number(below.points_max)}
    if level.points_min <= below.points_max:
        text = _("Level %(level)s begins at %(low)s, but level %(below)s reaches up to %(top)s.")
        yield problem("points_min", text % words)
    elif level.points_min - below.points_max > step:
        text = _(
            "Level %(below)s ends at %(top)s and level %(level)s begins at %(low)s: "
            "nothing can be given between them. Steps are %(step)s."
        )
        yield problem("points_min", text % words)
