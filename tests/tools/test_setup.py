"""Set-up: when it has nothing to do, what it writes, and what it says when it cannot go on."""

import re
import stat
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tools import setup
from tools.system import ROOT, Stop


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that looks set up: an interpreter, the two input files, a stamp."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "constraints.txt").write_text("django==5.2\n")
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["django"]\n'
        '[project.optional-dependencies]\ntest = ["pytest"]\ndev = ["ruff"]\n'
    )
    write_stamp(tmp_path, "[]")
    return tmp_path


def write_stamp(project: Path, extras: str) -> None:
    inputs = setup.inputs_of(project)
    setup.stamp_of(project).write_text(f'{{"inputs": "{inputs}", "extras": {extras}}}')


def test_setup_unchanged_has_nothing_to_do(project: Path) -> None:
    assert setup.is_current(project, set())


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_setup_after_a_changed_requirement_runs_again(project: Path, name: str) -> None:
    changed = (project / name).read_text().replace("django", "flask")
    (project / name).write_text(changed)
    assert not setup.is_current(project, set())


def test_setup_after_a_change_to_a_tools_options_has_nothing_to_do(project: Path) -> None:
    with (project / "pyproject.toml").open("a") as file:
        file.write("[tool.ruff]\nline-length = 100\n")
    assert setup.is_current(project, set())


def test_setup_with_test_tools_wanted_for_the_first_time_runs_again(project: Path) -> None:
    assert not setup.is_current(project, {"dev"})


def test_setup_keeps_the_test_tools_that_are_there(project: Path) -> None:
    write_stamp(project, '["dev", "test"]')
    assert setup.is_current(project, set())
    assert setup.installed_extras(project) == {"dev", "test"}


def test_setup_with_a_broken_interpreter_runs_again(project: Path) -> None:
    setup.python_of(project).unlink()
    setup.python_of(project).symlink_to(project / "gone")
    assert not setup.is_current(project, set())


@pytest.mark.parametrize("stamp", ["", "[]", '{"inputs": 3}', "{"])
def test_setup_with_a_damaged_stamp_runs_again(project: Path, stamp: str) -> None:
    setup.stamp_of(project).write_text(stamp)
    assert not setup.is_current(project, set())


def test_setup_writes_local_settings_for_the_owner_only(project: Path) -> None:
    setup.write_local_settings(project)
    written = project / ".env"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert re.fullmatch(
        r"TOUCHSTONE_MODE=local\nSECRET_KEY=[\w-]{60,}\n", written.read_text(), re.ASCII
    )


def test_setup_leaves_existing_settings_alone(project: Path) -> None:
    (project / ".env").write_text("SECRET_KEY=mine\n")
    setup.write_local_settings(project)
    assert (project / ".env").read_text() == "SECRET_KEY=mine\n"


def test_setup_writes_no_settings_for_production(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOUCHSTONE_MODE", "production")
    setup.write_local_settings(project)
    assert not (project / ".env").exists()


def test_setup_reads_requirements_of_the_product_and_its_extras(project: Path) -> None:
    assert setup.requirements(project, set()) == ["django"]
    assert setup.requirements(project, {"test", "dev"}) == ["django", "ruff", "pytest"]


def test_setup_on_an_old_python_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "MIN_PYTHON", (99, 0))
    assert setup.main([]) == 1
    assert capsys.readouterr().err.startswith("touchstone: Touchstone needs Python 3.11 or newer")


def test_setup_that_cannot_write_says_where(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "var").write_text("a file where a folder belongs")
    (project / "constraints.txt").write_text("changed")
    assert setup.main([], project) == 1
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert str(project / "var") in message


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("WARNING: … NewConnectionError(…)\nERROR: No matching", "The package index cannot"),
        ("ERROR: No matching distribution found for x==9\nhint", "pip failed (ERROR: No matching"),
        ("Traceback\nSurprise", "pip failed (Surprise)"),
    ],
)
def test_setup_names_the_reason_that_pip_gave(output: str, sentence: str) -> None:
    assert setup.pip_sentence(output, Path("var/setup.log")).startswith(sentence)


def test_setup_without_disk_space_says_how_much_it_needs(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "SPACE_NEEDED", 10**12)
    with pytest.raises(Stop, match="needs 1000000000000 MB of free disk space"):
        setup.install(project, set())


def test_every_installed_package_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pinned = {plain_name(line.split("==")[0]): line.split("==")[-1] for line in lines}
    own_tools = {"pip", "setuptools", "wheel"}
    installed = {plain_name(found.name): found.version for found in distributions()}
    loose = {
        name: version
        for name, version in installed.items()
        if name not in own_tools and pinned.get(name) != version
    }
    assert loose == {}


def plain_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
