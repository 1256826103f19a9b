"""A throw-away PostgreSQL cluster: python -m tools.postgres [--durable] [-- COMMAND...]

With a command, runs it with DATABASE_URL naming the cluster and returns its exit code; without
one, prints the address and serves until Ctrl-C. The cluster has a port, a password and a data
directory of its own, runs as an unprivileged user even for root, and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tools.postgres_programs import (
    Owner,
    clean_environment,
    find_programs,
    make_base,
    unprivileged,
    within_reach,
)
from tools.system import Stop, exit_on_signals, fail, last_line

START_ATTEMPTS = 3  # another program may take the free port before PostgreSQL does
START_SECONDS = 60
STOP_SECONDS = 30
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl
COMMON = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
}
# A test's data need not outlive the machine; the product's own check refuses these settings.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A running cluster: where to connect, its postmaster, its files, its programs."""

    url: str
    pid: int
    data: Path
    programs: Path


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Run a new cluster for the length of the block; `durable` keeps every commit on disk.

    Raises Stop when there are no programs or PostgreSQL does not start.
    """
    owner = unprivileged()
    base = make_base(owner)
    try:
        programs = within_reach(find_programs(), owner, base)
        password = secrets.token_urlsafe(18)
        data = make_data(programs, owner, base, password, durable)
        server, port = start(programs, owner, data, COMMON if durable else COMMON | FAST)
        try:
            url = f"postgres://touchstone:{password}@127.0.0.1:{port}/postgres"
            yield Cluster(url, server.pid, data, programs)
        finally:
            stop(server)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def make_data(programs: Path, owner: Owner, base: Path, password: str, durable: bool) -> Path:
    """Make the data directory. Raises Stop."""
    secret = base / "password"
    secret.write_text(password)
    owner.owns(secret)
    made = owner.run(
        programs / "initdb",
        f"--pgdata={base / 'data'}",
        "--username=touchstone",
        f"--pwfile={secret}",
        "--auth=password",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        *([] if durable else ["--no-sync"]),
        cwd=base,
    )
    secret.unlink()
    if made.returncode:
        raise Stop(f"PostgreSQL could not make its data directory: {last_line(made.stdout)}")
    return base / "data"


def start(
    programs: Path, owner: Owner, data: Path, settings: dict[str, str]
) -> tuple[subprocess.Popen[bytes], int]:
    """Start the postmaster as our own child and wait until it accepts connections."""
    log = data.parent / "log"
    for _ in range(START_ATTEMPTS):
        port = free_port()
        options = [f"--{name}={value}" for name, value in settings.items()]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(data), "-p", str(port), *options],
                user=owner.user,
                group=owner.group,
                extra_groups=None if owner.user is None else [],
                env=clean_environment(data.parent),
                cwd=data.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us: we stop it after its last client
                preexec_fn=die_with_parent(),
            )
        try:
            if is_ready(server, data):
                return server, port
        except BaseException:
            stop(server)
            raise
        stop(server)
    raise Stop(f"PostgreSQL did not start: {last_line(log.read_text(errors='replace'))}")


def free_port() -> int:
    """Return a port that nobody was using a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(server: subprocess.Popen[bytes], data: Path) -> bool:
    """Wait until the server says so in its own status file; False when it died or took too long."""
    status = data / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            lines = status.read_text().splitlines()
            if lines and lines[0] == str(server.pid) and lines[-1].strip() == "ready":
                return True
        time.sleep(0.02)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop our postmaster, and it alone: first fast, then at once, then by force."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)


def die_with_parent() -> Callable[[], None]:
    """Return what makes a new child stop should we be killed before we can stop it (Linux)."""
    library = ctypes.CDLL(None)

    def ask() -> None:
        if hasattr(library, "prctl"):
            library.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGINT)

    return ask


def main(arguments: list[str]) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.postgres", description=__doc__)
    parser.add_argument("--durable", action="store_true", help="keep every commit on disk")
    parser.add_argument("command", nargs="*", help="run this with DATABASE_URL set")
    chosen = parser.parse_args(arguments)
    exit_on_signals()
    try:
        with cluster(durable=chosen.durable) as running:
            if chosen.command:
                environment = {**os.environ, "DATABASE_URL": running.url}
                return subprocess.run(chosen.command, env=environment).returncode
            print(running.url, flush=True)
            signal.pause()
    except Stop as reason:
        return fail(str(reason))
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
