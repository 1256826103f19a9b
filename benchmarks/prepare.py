"""Makes a database and static files ready to be measured: python -m benchmarks.prepare FILE

Everything that the environment names is used; FILE takes what the client must know.
"""

import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection


def main(file: Path) -> None:
    """Migrate, collect, seed; then let PostgreSQL do at once what it would do in between."""
    django.setup()
    from benchmarks.seed import fill  # its models need the apps

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill().write(file)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
