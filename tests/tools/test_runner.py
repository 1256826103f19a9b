"""The test runner: which tests it takes to the second database, how it counts, what it checks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import test as runner
from tools.system import ROOT

SUITE = """
import pytest
from django.test import TestCase

def test_plain(): ...
@pytest.fixture
def somebody(db): ...
def test_by_fixture_of_fixture(somebody): ...
@pytest.mark.django_db
def test_by_marker(): ...
class TestByClass(TestCase):
    def test_case(self): ...
"""
REPORT = """<testsuites><testsuite name="pytest" tests="10" failures="2" errors="1" skipped="3"/>
</testsuites>"""


def collect(suite: Path, **environment: str) -> str:
    suite.write_text(SUITE)
    config = ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={suite.parent}"]
    plugins = ["-p", "tools.pytest_plugins", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", *config, *plugins, str(suite)],
        cwd=ROOT,
        env={**os.environ, "TOUCHSTONE_MODE": "local", **environment},
        capture_output=True,
        text=True,
    ).stdout


def test_second_database_gets_only_the_tests_that_use_one(tmp_path: Path) -> None:
    everything = collect(tmp_path / "test_suite.py")
    chosen = collect(tmp_path / "test_suite.py", TOUCHSTONE_DB_TESTS_ONLY="1")
    assert "4 tests collected" in everything
    assert "3/4 tests collected (1 deselected)" in chosen
    assert "test_plain" not in chosen


def test_counts_come_from_pytests_own_report(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    assert runner.count(tmp_path / "report.xml") == (4, 3, 3)
    assert runner.count(tmp_path / "missing.xml") == (0, 0, 0)


@pytest.mark.parametrize(
    ("passed", "failed", "code"), [((3, 4), (0, 0), 0), ((3, 4), (0, 1), 1), ((0, 0), (0, 0), 1)]
)
def test_summary_ends_in_the_sum_and_fails_honestly(
    passed: tuple[int, int],
    failed: tuple[int, int],
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parts = [
        runner.Part(f"part {number}", 1.0, passed[number], failed[number], 1) for number in (0, 1)
    ]
    assert runner.report(parts) == code
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"{sum(passed)} passed, {sum(failed)} failed, 2 skipped"


def test_a_run_that_finds_no_test_counts_as_a_failure(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    part = runner.pytest("nothing", tmp_path, {**os.environ}, "--noconftest", str(empty))
    assert (part.passed, part.failed) == (0, 1)


APPS = ("accounts", "classrooms", "rubrics", "essays", "grading", "config")


@pytest.mark.parametrize(
    ("module", "breach", "holds"),
    [
        ("grading/models.py", "import essays.models", True),
        ("essays/models.py", "import grading.models", False),
        ("rubrics/models.py", "import classrooms.models", False),
        ("accounts/models.py", "import config", False),
        ("essays/models.py", "import essays.views", False),
        ("essays/actions.py", "import essays.forms", True),
        ("essays/markup.py", "import html", True),
        ("essays/markup.py", "import django.utils.html", False),
        ("grading/spans.py", "from essays.markup import plain", True),
        ("essays/intake.py", "import essays.models", False),
    ],
)
def test_imports_in_the_wrong_direction_are_noticed(
    module: str, breach: str, holds: bool, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for app in APPS:
        (tmp_path / app).mkdir()
        for name in ("__init__", "models", "access", "actions", "forms", "views", "urls"):
            (tmp_path / app / f"{name}.py").touch()
    for name in ("essays/markup.py", "essays/intake.py", "grading/highlights.py"):
        (tmp_path / name).touch()
    (tmp_path / "grading/spans.py").write_text("import essays.markup")
    (tmp_path / module).write_text(breach)
    done = subprocess.run(
        [sys.executable, "-c", runner.check.LINT_IMPORTS, "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) is holds, done.stdout + done.stderr
