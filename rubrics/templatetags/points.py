"""How points are written on a page."""

from decimal import Decimal

from django import template

from rubrics import bands

register = template.Library()


@register.filter
def points(value: Decimal | int | None) -> str:
    """The number as people write it (12, 7.5); nothing for no number, which is not 0."""
    return "" if value is None else bands.plain_number(Decimal(value))
