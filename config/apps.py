"""Loads the system checks with the apps."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The outermost room: settings, root URLs, system checks."""

    name = "config"

    def ready(self) -> None:
        """Register the checks."""
        from config import checks  # noqa: F401
