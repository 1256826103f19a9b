"""A rubric version as templates walk through it."""

from django import template

from rubrics import outline as outlines
from rubrics.models import RubricVersion

register = template.Library()


@register.filter
def outline(version: RubricVersion) -> list[outlines.Block]:
    """Each criterion with its levels, followed by the criteria under it."""
    return outlines.outline(version)


@register.filter
def whole_bands(version: RubricVersion) -> list[outlines.WholeBand]:
    """What essays of each level are like as a whole, the highest first."""
    return outlines.whole_bands(version)
