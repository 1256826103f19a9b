"""What every tool shares: the project's folder, progress lines, one-sentence failures, packages."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """A tool cannot go on; the message is one sentence that says what to do."""


def say(line: str) -> None:
    """Print one line of progress at once."""
    print(f"touchstone: {line}", flush=True)


def fail(sentence: str) -> int:
    """Print the sentence on standard error and return the exit code of a failure."""
    print(f"touchstone: {sentence}", file=sys.stderr, flush=True)
    return 1


def python_of(root: Path) -> Path:
    """Return the interpreter of the project's own environment."""
    return root / ".venv" / "bin" / "python"


def last_line(output: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


@contextmanager
def only_one(task: str, root: Path = ROOT) -> Iterator[None]:
    """Let one process at a time do this task in this folder; a second waits for the first."""
    (root / "var").mkdir(mode=0o700, exist_ok=True)  # essays will lie there
    with (root / "var" / f"{task}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another {task} in this folder")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def may_install() -> bool:
    """Tell whether this user may install Debian packages here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install Debian packages; raises Stop with the reason that apt-get gave."""
    say(f"installing {' '.join(packages)} from the system's packages")
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    # A failed update alone does no harm while the packages can be had.
    if done.returncode:
        raise Stop(f"“{' '.join(install)}” failed: {last_line(done.stdout)}")


def exit_on_signals() -> None:
    """Turn the usual stop signals into an orderly exit, so that everything is cleaned up."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
