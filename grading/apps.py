"""What was judged."""

from django.apps import AppConfig


class GradingConfig(AppConfig):
    """Assessments, marks, evidence and release."""

    name = "grading"
