"""The door to intake: bytes in, blocks out, with the reading done by a child process.

Whatever a file does to its reader it does to a process that has no secrets in its environment, no
network where the system allows that, bounded memory and time, and nothing to lose.
(This module imports Django, for the language of its answers.)
"""

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from essays.intake.blocks import Extracted
from essays.intake.errors import error_for
from essays.intake.messages import translated
from essays.intake.refusals import Refused
from essays.intake.sniff import format_of
from essays.markup import MAX_TAGS

logger = logging.getLogger(__name__)

MAX_FILE = 10 * 2**20
"""Bytes of an uploaded file."""
MAX_ANSWER = 64 * 2**20
"""Bytes of the child's answer; a child that says more is not believed."""

_CHILD = Path(__file__).with_name("child.py")
_ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use; 0 is no limit (for tests)."""

    memory: int = 512 * 2**20
    """Bytes of address space."""
    cpu: int = 10
    """Seconds of processor time."""
    wall: float = 20.0
    """Seconds until the parent ends it."""
    isolate: bool = True
    """Leave the network, where the system allows it."""


def read_upload(
    data: bytes,
    name: str,
    *,
    strip_furniture: bool,
    keep: Collection[int] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Extracted:
    """The blocks of an uploaded file.

    `strip_furniture` for what a teacher brings from elsewhere; a student's own file is left as it
    is. `keep` restores lines by the numbers that `Extracted.removed` gave. Raises a subclass of
    `errors.IntakeError`, whose text says what is wrong.
    """
    if len(data) > MAX_FILE:
        raise error_for("too-large", {"limit": MAX_FILE // 2**20})
    try:
        kind = format_of(data, name)
    except Refused as refusal:
        raise error_for(refusal.code, refusal.facts) from None
    job = {
        "format": kind,
        "strip_furniture": strip_furniture,
        "keep": sorted(keep),
        **asdict(limits),
    }
    answer = _run(job, data, limits.wall)
    if "refused" in answer:
        raise error_for(answer["refused"], answer["facts"])
    extracted = Extracted.from_data(answer["extracted"])
    if extracted.to_html().count("<") > MAX_TAGS:
        raise error_for("complex", {})
    return translated(extracted)


def read_file(path: Path, *, strip_furniture: bool, keep: Collection[int] = ()) -> Extracted:
    """`read_upload` for a file on disk; raises OSError if it cannot be opened."""
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    return read_upload(data, path.name, strip_furniture=strip_furniture, keep=keep)


def _run(job: dict[str, Any], data: bytes, wall: float) -> dict[str, Any]:
    """The child's answer; a refusal if it died, was ended or said too much."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", str(_CHILD), json.dumps(job)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
    with child:
        try:
            said = _listen(child, wall)
        finally:
            child.kill()
    if said is None:
        return {"refused": "heavy", "facts": {}}
    if not said:
        return _died(child, job)
    answer: dict[str, Any] = json.loads(said)
    return answer


def _listen(child: subprocess.Popen[bytes], wall: float) -> bytes | None:
    """All that the child writes; None if it takes too long or writes too much."""
    assert child.stdout is not None  # noqa: S101 (for the type checker: PIPE was asked for)
    deadline = time.monotonic() + wall if wall else None
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(said) <= MAX_ANSWER:
            left = max(deadline - time.monotonic(), 0) if deadline else None
            if not selector.select(left):
                return None
            chunk = os.read(child.stdout.fileno(), 1 << 16)
            if not chunk:
                return bytes(said)
            said += chunk
    return None


def _died(child: subprocess.Popen[bytes], job: dict[str, Any]) -> dict[str, Any]:
    """A child that says nothing was stopped by a limit (a signal) or failed (an exit code)."""
    code = child.wait()
    logger.warning("reading a %s file ended with exit code %s", job["format"], code)
    return {"refused": "heavy" if code < 0 else "failed", "facts": {}}
