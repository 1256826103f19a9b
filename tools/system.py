"""What every tool shares: the project's folder, progress lines, one-sentence failures, packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
