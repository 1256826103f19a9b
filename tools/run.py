"""Prepare the local school and serve it: python -m tools.run (PORT= changes the port)

Everything here may be repeated: the database is migrated, not made anew, the built-in rubric and
the demonstration school are loaded once, and static files are collected only when one changed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import sys
import time
from pathlib import Path

from tools.system import ROOT, Stop, fail, only_one, say

HOST = "127.0.0.1"
DEFAULT_PORT = "8000"


def main() -> int:
    """Prepare, say where, then serve until stopped; return the exit code of a failure."""
    started = time.monotonic()
    try:
        port = chosen_port(os.environ.get("PORT") or DEFAULT_PORT)
        refuse_busy(port)
        with only_one("run"):
            prepare()
    except Stop as reason:
        return fail(str(reason))
    except KeyboardInterrupt:
        return 130
    say(f"ready after {time.monotonic() - started:.1f} s")
    say(f"Touchstone is at http://{HOST}:{port}/ (Ctrl-C stops it)")
    serve(port)
    return 0


def serve(port: int) -> None:
    """Be the web server, in this process, which has loaded everything already."""
    from gunicorn.app.wsgiapp import run

    os.environ["BIND"] = f"{HOST}:{port}"
    sys.argv = ["gunicorn", "--config", "config/gunicorn.py"]
    run()


def chosen_port(value: str) -> int:
    """Return the port. Raises Stop when it is none."""
    if value.isdecimal() and 0 < int(value) < 2**16:
        return int(value)
    raise Stop(f"PORT is {value!r} but must be a number from 1 to 65535, as in: make run PORT=8001")


def refuse_busy(port: int) -> None:
    """Raise Stop when the port cannot be served from."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Stop(
                    f"Port {port} is in use: stop the program that uses it, or choose another, "
                    f"as in: make run PORT={port + 1}"
                ) from error
            raise Stop(f"Port {port} cannot be used here: {error.strerror}.") from error


def prepare() -> None:
    """Bring database, built-in data, demonstration school and static files up to date."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError

    try:
        django.setup()
        Path(settings.VAR_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
        say("bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
        call_command("createcachetable", verbosity=0)
        collect_static()
        call_command("load_builtins")
        load_demonstration()
    except DatabaseError as error:
        raise Stop(
            f"The database cannot be used ({one_line(error)}): check DATABASE_URL"
        ) from error
    except (ImproperlyConfigured, CommandError) as error:
        raise Stop(one_line(error)) from error


def one_line(error: Exception) -> str:
    """Return what the error says, on one line."""
    return " ".join(str(error).split())


def load_demonstration() -> None:
    """Load the demonstration school, but never into a school's own server."""
    from django.core.management import call_command

    from config.environment import LOCAL

    if LOCAL:
        call_command("load_demo")
    else:
        say("TOUCHSTONE_MODE is production: the demonstration school is left out")


def collect_static() -> None:
    """Collect static files when a source changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.VAR_DIR) / "static.stamp"
    sources = static_sources()
    if stamp.exists() and stamp.read_text() == sources and Path(settings.STATIC_ROOT).is_dir():
        return
    say("collecting static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(sources)


def static_sources() -> str:
    """Return a hash over name, size and time of every static source file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
