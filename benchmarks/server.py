"""The product under its production server, for the length of a block."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.processes import tree
from tools.postgres import die_with_parent, free_port
from tools.system import ROOT, Stop, last_line

START_SECONDS = 30
STOP_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running web server: its master process and its port."""

    pid: int
    port: int
    log: Path

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return [pid for pid in tree(self.pid) if pid != self.pid]

    def last_words(self) -> str:
        """The last line of its log that says something."""
        return last_line(self.log.read_text(errors="replace"))


def environment(database: str, folder: Path) -> dict[str, str]:
    """Production, except that it is spoken to without TLS; every file in a folder of its own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "TOUCHSTONE_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database,
        "VAR_DIR": str(folder),
        "HTTPS": "false",
        "DEBUG": "false",
        "WEB_WORKERS": "2",
        "WEB_THREADS": "4",
    }


def prepare(variables: dict[str, str], school: Path) -> None:
    """Fill the database and collect static files. Raises Stop."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.prepare", str(school)],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise Stop(f"The school could not be made: {last_line(done.stdout)}")


@contextmanager
def serving(variables: dict[str, str], folder: Path) -> Iterator[Server]:
    """Serve on a free port until the block ends. Raises Stop when the server does not start."""
    port = free_port()
    log = folder / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"],
            cwd=ROOT,
            env={**variables, "BIND": f"127.0.0.1:{port}"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us: we stop it after its last request
            preexec_fn=die_with_parent(),
        )
    server = Server(process.pid, port, log)
    try:
        wait_for(process, server)
        yield server
    finally:
        stop(process)


def wait_for(process: subprocess.Popen[bytes], server: Server) -> None:
    """Wait for the first answer. Raises Stop."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=START_SECONDS)
        with suppress(OSError):
            connection.request("GET", "/floor/1/page/")
            if connection.getresponse().status == 302:  # to the sign-in page
                return
        connection.close()
        time.sleep(0.1)
    raise Stop(f"The server did not answer: {server.last_words()}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop our server, and it alone: its workers follow it."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
