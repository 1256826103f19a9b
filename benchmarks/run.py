"""Measure the product against a floor: python -m benchmarks.run [--json FILE]

Starts a durable PostgreSQL cluster and the production server on this machine, seeds a class of
200, and prints what each step of the main job costs. The exit code tells whether the run worked,
not whether the aims were met.
"""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import Any

import django

from benchmarks.client import WrongAnswer
from benchmarks.flows import scenarios
from benchmarks.measure import Driver, Result
from benchmarks.processes import memory
from benchmarks.report import as_table, as_values
from benchmarks.school import School
from benchmarks.server import Server, environment, prepare, serving
from tools.postgres import Cluster, cluster
from tools.system import Stop, exit_on_signals, fail, say

LIMIT = 290  # seconds for everything
STOPPING = 20  # seconds of them that are kept for stopping the servers
LONG_RUN = 1000  # requests


def main(arguments: list[str]) -> int:
    """Run everything; return 0 if it could be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here as well")
    chosen = parser.parse_args(arguments)
    exit_on_signals()
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(LIMIT)
    try:
        with tempfile.TemporaryDirectory(prefix="touchstone-bench-") as folder:
            found = bench(Path(folder))
    except Stop as reason:
        return fail(str(reason))
    except KeyboardInterrupt:
        return 130
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def too_slow(number: int, frame: FrameType | None) -> None:
    """Give up: something hangs, or the machine is far too busy for any figure to mean much."""
    raise Stop(f"The benchmark took longer than {LIMIT} seconds and was stopped.")


def bench(folder: Path) -> dict[str, Any]:
    """Measure in a folder of our own; print the table and return its values."""
    until = time.monotonic() + LIMIT
    say("starting PostgreSQL, every commit on disk")
    with cluster(durable=True) as database:
        variables = environment(database.url, folder)
        say("making a class of 200 with an essay each")
        started = time.monotonic()
        prepare(variables, folder / "school.json")
        say(f"ready after {time.monotonic() - started:.1f} s")
        school = School.read(folder / "school.json")
        driver = Driver([Result(scenario) for scenario in scenarios(school)])
        counting = {**variables, "TOUCHSTONE_COUNT_QUERIES": "1"}
        with serving(counting, folder) as server:
            say("counting queries")
            attempt(server, lambda: driver.count(server))
        with serving(variables, folder) as server:
            return timed(driver, server, database, until)


def timed(driver: Driver, server: Server, database: Cluster, until: float) -> dict[str, Any]:
    """The measured part; on a very busy machine the long run is cut short at that moment."""
    say("warming up")
    attempt(server, lambda: driver.warm_up(server))
    say("measuring")
    load = os.getloadavg()[0]
    others = attempt(server, lambda: driver.measure(server, database.pid))
    print(as_table(driver.results), flush=True)
    print(
        f"\nOthers used {others:.2f} of {os.cpu_count()} cores meanwhile; load before {load:.1f}."
    )
    done = attempt(server, lambda: driver.long_run(server, LONG_RUN, until - STOPPING))
    workers = sorted((memory(pid) for pid in server.workers()), reverse=True)
    sizes = ", ".join(f"{rss:.0f} MB ({pss:.0f} MB its share)" for rss, pss in workers)
    print(f"Resident memory of each web worker after {done} more requests: {sizes}.")
    return {
        "scenarios": as_values(driver.results),
        "others_cores": round(others, 2),
        "load_before": load,
        "requests_before_memory": done,
        "workers_mb": [{"resident": rss, "share": pss} for rss, pss in workers],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "django": django.get_version(),
    }


def attempt(server: Server, part: Any) -> Any:
    """Run a part; say what the server said when it answers wrongly. Raises Stop."""
    try:
        return part()
    except (WrongAnswer, OSError) as wrong:
        raise Stop(f"{wrong}. The server said: {server.last_words()}") from wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
