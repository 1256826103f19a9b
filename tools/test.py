"""Every check and every test, on both databases and in a browser: python -m tools.test

Each run has its own temporary folder, database files, PostgreSQL cluster and ports, so that
several can go on at once. The last line sums up the tests of all parts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools import check
from tools.browser import ensure_browser
from tools.postgres import cluster
from tools.system import ROOT, Stop, exit_on_signals, fail, say

WORKERS = ("-n", "2")
NO_TESTS = 5  # pytest's exit code when nothing was collected


@dataclass(frozen=True)
class Part:
    """How one part of the run went."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        """One line of the summary."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name:24} {self.seconds:6.1f} s   {counts}"


def main() -> int:
    """Run all parts; return 0 only if every one ran tests and none failed."""
    exit_on_signals()
    try:
        ensure_browser()
        parts = [run_checks()]
        with tempfile.TemporaryDirectory(prefix="touchstone-test-") as folder:
            parts += run_tests(Path(folder))
    except Stop as reason:
        return fail(str(reason))
    except KeyboardInterrupt:
        return 130
    return report(parts)


def run_checks() -> Part:
    """Run `make check`; a check that fails counts as a failed test, one that passes as none."""
    say("checks")
    started = time.monotonic()
    results = check.run_all()
    failed = sum(not result.passed for result in results)
    return Part("checks", time.monotonic() - started, 0, failed, 0)


def run_tests(folder: Path) -> Iterator[Part]:
    """Run the tests: all on SQLite, the database's again on PostgreSQL, then the browser's."""
    with sqlite(folder) as environment:
        yield pytest("tests on SQLite", folder, environment, *WORKERS, "-m", "not browser")
    with postgresql(folder) as environment:
        narrowed = {**environment, "TOUCHSTONE_DB_TESTS_ONLY": "1"}
        yield pytest("tests on PostgreSQL", folder, narrowed, *WORKERS, "-m", "not browser")
    with sqlite(folder) as environment:
        yield pytest("browser on SQLite", folder, environment, *WORKERS, "-m", "browser")
    with postgresql(folder) as environment:
        both = "browser and both_databases"
        yield pytest("browser on PostgreSQL", folder, environment, *WORKERS, "-m", both)


@contextmanager
def sqlite(folder: Path) -> Iterator[dict[str, str]]:
    """Give an environment in which the tests use database files in a folder of their own."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        yield {
            **local_environment(Path(own)),
            "DATABASE_URL": f"sqlite:///{own}/touchstone.sqlite3",
            "TOUCHSTONE_TEST_SQLITE": f"{own}/test.sqlite3",
        }


@contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """Give an environment in which the tests use a PostgreSQL cluster of their own."""
    with tempfile.TemporaryDirectory(dir=folder) as own, cluster() as running:
        yield {**local_environment(Path(own)), "DATABASE_URL": running.url}


def local_environment(own: Path) -> dict[str, str]:
    """Return the environment of one part: local settings, every file in its own folder."""
    return {
        **os.environ,
        "TOUCHSTONE_MODE": "local",
        "VAR_DIR": str(own),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(own / "hypothesis"),
        "DEBUG": "false",
    }


def pytest(name: str, folder: Path, environment: dict[str, str], *arguments: str) -> Part:
    """Run pytest once and count. A run that breaks off or finds no test counts as a failure."""
    say(name)
    started = time.monotonic()
    report_file = folder / "report.xml"
    report_file.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *(f"--junit-xml={report_file}", f"--output={folder / 'browser'}"),
        "--continue-on-collection-errors",
        *arguments,
    ]
    code = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
    ).returncode
    passed, failed, skipped = count(report_file)
    if code == NO_TESTS:
        say(f"{name}: no test was collected, which counts as a failure")
    if code and not failed:
        failed = 1
    return Part(name, time.monotonic() - started, passed, failed, skipped)


def count(report_file: Path) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped, from pytest's own report."""
    if not report_file.exists():
        return 0, 0, 0
    # Our own pytest wrote the file a moment ago.
    suites = ElementTree.parse(report_file).getroot().iter("testsuite")  # nosec B314
    sums = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        for key in sums:
            sums[key] += int(suite.get(key, 0))
    failed = sums["failures"] + sums["errors"]
    return sums["tests"] - failed - sums["skipped"], failed, sums["skipped"]


def report(parts: list[Part]) -> int:
    """Print the summary, its last line the sum; return the exit code."""
    print()
    for part in parts:
        print(part)
    passed, failed, skipped = (
        sum(getattr(part, name) for part in parts) for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
