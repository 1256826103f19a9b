"""What the kernel says of our processes: processor time and memory of a process tree."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
Clock = dict[tuple[int, int], float]  # seconds by process and thread


def tree(*roots: int) -> list[int]:
    """The processes and everything they started that is still running."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                children.setdefault(_parent(folder), []).append(int(folder.name))
    found, waiting = [], list(roots)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def clock(pids: Iterable[int]) -> Clock:
    """User and system time that each thread of the processes has used, in seconds."""
    used: Clock = {}
    for pid in pids:
        with suppress(OSError):
            for thread in (PROC / str(pid) / "task").iterdir():
                with suppress(OSError):
                    used[pid, int(thread.name)] = _seconds(thread)
    return used


def spent(before: Clock, after: Clock) -> float:
    """Seconds between two readings; what a thread used after its last reading is not seen."""
    return sum(seconds - before.get(thread, 0.0) for thread, seconds in after.items())


def busy() -> float:
    """Seconds that all processors of the machine together have worked, whoever for."""
    used = [int(field) for field in (PROC / "stat").read_text().split("\n")[0].split()[1:]]
    return sum(used[:3] + used[5:8]) / TICKS  # all but idle and waiting for a disk


def memory(pid: int) -> tuple[float, float]:
    """Resident megabytes of a process, and its share of them where pages are held in common."""
    sizes = {}
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        sizes[name] = int(value.split()[0]) / 1024
    return sizes["Rss"], sizes["Pss"]


def _parent(folder: Path) -> int:
    # The name stands in brackets and may hold spaces and brackets of its own.
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])


def _seconds(thread: Path) -> float:
    """Nanoseconds from the scheduler; clock ticks where the kernel does not keep them."""
    try:
        return int((thread / "schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        fields = (thread / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
