"""Makes the demonstration school in whatever database the environment names."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grading.demo.school import PASSWORD, load_school
from rubrics.models import RubricVersion


class Command(BaseCommand):
    """A second call changes nothing."""

    help = "Load the demonstration school: a department, a classroom of 24, essays and marks."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the school and say how to sign in."""
        try:
            loaded = load_school()
        except RubricVersion.DoesNotExist as missing:
            raise CommandError(str(missing)) from missing
        said = "is loaded" if loaded.made else "was already here, nothing changed"
        self.stdout.write(
            f"The demonstration school {said}: {loaded.classroom}, {loaded.students} students."
        )
        self.stdout.write(f"Sign in with the password {PASSWORD} as:")
        for name, username, role in loaded.logins:
            self.stdout.write(f"  {username:<14} {name} ({role})")
