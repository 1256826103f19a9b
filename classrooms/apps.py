"""Who is with whom."""

from django.apps import AppConfig


class ClassroomsConfig(AppConfig):
    """Classrooms and enrolments."""

    name = "classrooms"
