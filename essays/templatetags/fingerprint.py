"""How a fingerprint is written so that people can compare it."""

from django import template

register = template.Library()


@register.filter
def in_groups(digits: str) -> str:
    """The digits in groups of four: 9f2c 61ab 07de …"""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
