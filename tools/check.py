"""Everything that can be said about the code without running its tests: python -m tools.check"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.system import ROOT, say

CONCISE = "--output-format=concise"
CODE = ("accounts", "classrooms", "rubrics", "essays", "grading", "config", "tools")
AT_ONCE = 2
# The tool has no “python -m” of its own, and its script does not survive a moved folder.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"


@dataclass(frozen=True)
class Check:
    """One question to the code: a name to print, arguments for Python, as in production or not."""

    name: str
    command: tuple[str, ...]
    production: bool = False


@dataclass(frozen=True)
class Result:
    """The answer: whether it holds, in how many seconds, and what was printed."""

    check: Check
    passed: bool
    seconds: float
    output: str


CHECKS = (
    # The slowest first: the others run beside it.
    # Without a cache: one left from before a module was added can report what is no longer so.
    Check("types (mypy)", ("-m", "mypy", "--cache-dir=/dev/null")),
    Check("format (ruff)", ("-m", "ruff", "format", "--check", CONCISE, ".")),
    Check("lint (ruff)", ("-m", "ruff", "check", CONCISE, ".")),
    Check("templates (djlint)", ("-m", "djlint", "--lint", "--quiet", "templates")),
    Check("import direction", ("-c", LINT_IMPORTS, "--no-cache", "--no-logo")),
    Check("missing migrations", ("manage.py", "makemigrations", "--check", "--dry-run")),
    Check(
        "production settings",
        ("manage.py", "check", "--deploy", "--fail-level", "WARNING", "--database", "default"),
        production=True,
    ),
    Check("security (bandit)", ("-m", "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *CODE)),
)


def environment(folder: Path, *, production: bool) -> dict[str, str]:
    """Return an environment that touches neither the user's data nor their settings."""
    settings = {
        "TOUCHSTONE_MODE": "production" if production else "local",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "essays.school.example" if production else "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'check.sqlite3'}",
        "VAR_DIR": str(folder),
        "DEBUG": "false",
    }
    return {**os.environ, **settings}


def run(check: Check, folder: Path) -> Result:
    """Put one question; never raises for a wrong answer."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *check.command],
        cwd=ROOT,
        env=environment(folder, production=check.production),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Result(check, done.returncode == 0, time.monotonic() - started, done.stdout)


def run_all() -> list[Result]:
    """Put every question and print each answer."""
    with (
        tempfile.TemporaryDirectory(prefix="touchstone-check-") as folder,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        results = []
        for result in pool.map(lambda check: run(check, Path(folder)), CHECKS):
            say(
                f"{'ok' if result.passed else 'FAILED':6} {result.check.name} "
                f"({result.seconds:.1f} s)"
            )
            if not result.passed:
                print(result.output.rstrip(), flush=True)
            results.append(result)
        return results


def main() -> int:
    """Run everything; return the exit code."""
    return 0 if all(result.passed for result in run_all()) else 1


if __name__ == "__main__":
    sys.exit(main())
