"""What good looks like."""

from django.apps import AppConfig


class RubricsConfig(AppConfig):
    """Rubrics, their versions, criteria and levels."""

    name = "rubrics"
