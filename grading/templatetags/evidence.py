"""The list of evidence as a template writes it."""

from django import template

from grading.chips import chips

register = template.Library()
register.simple_tag(chips)
