"""Loads the built-in rubric and the exemplars that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from grading.exemplars import BadExemplar, load_exemplars
from rubrics.actions import Unsound
from rubrics.builtin import load_rubrics


class Command(BaseCommand):
    """A second call changes nothing; changed data make new versions, all of them or none."""

    help = "Load the built-in rubric and the exemplars with their reference marks."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load both in one transaction and say what was done."""
        try:
            with transaction.atomic():
                done = [*load_rubrics(), *load_exemplars()]
        except (BadExemplar, Unsound) as wrong:
            raise CommandError(f"Nothing was loaded. {wrong}") from wrong
        for line in done:
            self.stdout.write(line)
