"""The local server: what it says about its port, and when it collects static files."""

import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from tools import run
from tools.postgres import free_port
from tools.system import ROOT, Stop


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


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """Serve a school that lives in the folder; give the port once it answers."""
    port = free_port()
    own = {"PORT": str(port), "VAR_DIR": str(folder), "TOUCHSTONE_MODE": "local", "DEBUG": "false"}
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    server = subprocess.Popen([sys.executable, "-m", "tools.run"], cwd=ROOT, env=inherited | own)
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and status_of(port, "/") == 0:
            assert server.poll() is None, "the server stopped before it answered"
            time.sleep(0.05)
        yield port
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def status_of(port: int, path: str) -> int:
    """Return the status of a page, 0 while nobody answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        try:
            connection.request("GET", path)
        except ConnectionRefusedError:
            return 0
        return connection.getresponse().status


def people(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "touchstone.sqlite3")) as database:
        count: int = database.execute("SELECT count(*) FROM accounts_user").fetchone()[0]
    return count


def seconds_of_children() -> float:
    """Return the processor time of all finished children: it does not depend on other programs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_second_start_is_quick_and_keeps_the_school(tmp_path: Path) -> None:
    with running(tmp_path) as port:
        assert status_of(port, "/") == 200
    first = people(tmp_path)
    before = seconds_of_children()
    with running(tmp_path) as port:
        assert status_of(port, "/") == 200
    assert seconds_of_children() - before < 5
    assert people(tmp_path) == first > 20
