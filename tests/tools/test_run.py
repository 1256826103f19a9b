"""The local server: what it says about its port, and when it collects static files."""

import socket
from pathlib import Path

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from tools import run
from tools.system import Stop


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1", "80 80", "²"])
def test_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(Stop, match="must be a number from 1 to 65535"):
        run.chosen_port(value)


def test_port_in_use_names_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=rf"in use.*make run PORT={port + 1}"):
            run.refuse_busy(port)
    run.refuse_busy(port)


def test_static_files_are_collected_again_only_after_a_change(
    settings: Settings, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "own.css").write_text("a { top: 0 }")
    settings.VAR_DIR = tmp_path
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    storages._storages.clear()
    collected = tmp_path / "static" / "own.css"

    run.collect_static()
    assert collected.read_text() == "a { top: 0 }"
    collected.write_text("marked")
    run.collect_static()
    assert collected.read_text() == "marked"
    (source / "own.css").write_text("a { top: 10px }")
    run.collect_static()
    assert collected.read_text() == "a { top: 10px }"
