"""What was asked, written and handed in."""

from django.apps import AppConfig


class EssaysConfig(AppConfig):
    """Assignments, essays, submissions, scripts and exemplars."""

    name = "essays"
