"""The throw-away cluster: it serves, it is one's own, and nothing of it is left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from tools import postgres
from tools.postgres_programs import find_programs, unprivileged, wheel_programs
from tools.system import ROOT, Stop

SETTINGS = "SELECT current_setting('fsync'), current_setting('full_page_writes')"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ask(url: str, question: str) -> tuple[str, ...]:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            row = cursor.fetchone()
    finally:
        connection.close()
    assert row is not None
    return row


def test_cluster_serves_and_leaves_nothing_behind() -> None:
    with postgres.cluster() as running:
        assert ask(running.url, "SELECT 1, current_user") == (1, "touchstone")
        assert is_alive(running.pid)
    assert not is_alive(running.pid)
    assert not running.data.parent.exists()


def test_cluster_refuses_a_stranger_without_the_password() -> None:
    with postgres.cluster() as running:
        user, _, rest = running.url.partition("touchstone:")
        guessed = f"{user}touchstone:guess@{rest.partition('@')[2]}"
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(guessed)


@pytest.mark.parametrize(("durable", "expected"), [(True, ("on", "on")), (False, ("off", "off"))])
def test_cluster_keeps_commits_on_disk_when_asked(durable: bool, expected: tuple[str, str]) -> None:
    with postgres.cluster(durable=durable) as running:
        assert ask(running.url, SETTINGS) == expected


def test_cluster_is_stopped_when_its_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), postgres.cluster() as running:
        raise ZeroDivisionError
    assert not is_alive(running.pid)
    assert not running.data.parent.exists()


def test_two_clusters_run_side_by_side() -> None:
    with postgres.cluster() as one, postgres.cluster() as other:
        assert one.url != other.url
        assert ask(one.url, "SELECT 1") == ask(other.url, "SELECT 1")


def test_cluster_that_cannot_start_gives_the_reason(tmp_path: Path) -> None:
    with postgres.cluster() as running:
        broken = {"shared_buffers": "a lot"}
        with pytest.raises(Stop, match="did not start"):
            postgres.start(running.programs, unprivileged(), running.data, broken)
        assert is_alive(running.pid)


def test_programs_that_are_not_there_are_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(Stop, match="No PostgreSQL programs found"):
        find_programs()


def test_the_wheel_serves_where_the_system_has_no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", str(wheel_programs()[0]))
    with postgres.cluster() as running:
        assert ask(running.url, "SELECT 1") == (1,)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_command_line_stops_the_cluster_on_a_signal(number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.postgres"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert ask(url, "SELECT 1") == (1,)
    (folder,) = ask(url, "SHOW data_directory")
    process.send_signal(number)
    process.stdout.close()
    assert process.wait(30) == 128 + number
    assert not Path(folder).parent.exists()


def test_command_line_hands_on_address_and_exit_code() -> None:
    check = "import os, sys; sys.exit(7 if '@127.0.0.1:' in os.environ['DATABASE_URL'] else 1)"
    command = [sys.executable, "-m", "tools.postgres", "--", sys.executable, "-c", check]
    assert subprocess.run(command, cwd=ROOT).returncode == 7
