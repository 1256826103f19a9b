"""The process in which a file is read: `python -I child.py JOB`, the file on standard input.

JOB is JSON: format, strip_furniture, keep, and the limits. The answer is one JSON document on
standard output. This file is run by its path, isolated from the environment and the working
folder, and puts the project's folder on the import path itself.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from essays.intake.refusals import Refused

if TYPE_CHECKING:
    from essays.intake.blocks import Extracted


class Reader(Protocol):
    """What every format's module offers."""

    def __call__(
        self, data: bytes, *, strip_furniture: bool, keep: frozenset[int]
    ) -> "Extracted": ...


_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000


def main() -> None:
    """Read one file within limits and say what became of it."""
    job = json.loads(sys.argv[1])
    answer: dict[str, Any]
    try:
        read = _reader(job["format"])
        limit_process(memory=job["memory"], cpu=job["cpu"])
        if job["isolate"]:
            leave_network()
        data = sys.stdin.buffer.read()
        extracted = read(data, strip_furniture=job["strip_furniture"], keep=frozenset(job["keep"]))
        answer = {"extracted": extracted.as_data()}
    except Refused as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "heavy", "facts": {}}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    # Freeing millions of small objects one by one can outlast the reading of them.
    os._exit(0)


def _reader(kind: str) -> Reader:
    """The function for a format; only what it needs is imported."""
    if kind == "word":
        from essays.intake.word import read_word

        return read_word
    if kind == "html":
        from essays.intake.webpage import read_webpage

        return read_webpage
    from essays.intake.plaintext import read_plain

    return read_plain


def limit_process(*, memory: int, cpu: int) -> None:
    """Limit this process: bytes of address space, seconds of processor time, no files, no forks.

    0 means no limit, for the test that shows that the limits are what stops a file.
    """
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if cpu:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def leave_network() -> bool:
    """Move into a network name space of its own, which has no way out. False if not allowed."""
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))
    except (ImportError, OSError, AttributeError):
        return False


if __name__ == "__main__":
    main()
