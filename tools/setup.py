"""Set up the virtual environment and the local settings: python3 -m tools.setup [--dev]

Standard library only, since it runs before anything is installed. It works with and without
Debian's python3-venv package, as root and as an ordinary user, and returns at once when nothing
has changed since it last succeeded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tools.system import (
    ROOT,
    Stop,
    apt_install,
    fail,
    last_line,
    may_install,
    only_one,
    python_of,
    say,
)

MIN_PYTHON = (3, 11)
MIN_PIP = (22, 3)  # the first that can install into another environment (--python)
SPACE_NEEDED = 400  # MB for the product: what is downloaded and unpacked, with some to spare
SPACE_NEEDED_BY_EXTRAS = 700  # MB more
PIP_ENV = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
NETWORK_SIGNS = (
    "name resolution",
    "NewConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "ProxyError",
    "Network is unreachable",
)


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run set-up; return the exit code. Failures are one sentence on standard error."""
    if sys.version_info < MIN_PYTHON:
        return fail(f"Touchstone needs Python 3.11 or newer, but this is {sys.version.split()[0]}.")
    try:
        set_up(root, {"test", "dev"} if "--dev" in arguments else set())
    except Stop as error:
        return fail(str(error))
    except PermissionError as error:
        return fail(f"Set-up may not write {error.filename or root}: check who owns this folder.")
    except OSError as error:
        return fail(f"Set-up stopped: {error.strerror or error} ({error.filename or root}).")
    except KeyboardInterrupt:
        return fail("Set-up was interrupted; run it again to go on.")
    return 0


def set_up(root: Path, extras: set[str]) -> None:
    """Bring .venv and .env up to date. Raises Stop when that cannot be done."""
    if not is_current(root, extras):
        with only_one("setup", root):
            if not is_current(root, extras):
                install(root, extras | installed_extras(root))
    write_local_settings(root)


def is_current(root: Path, extras: set[str]) -> bool:
    """Tell whether the last set-up here had the same inputs and at least these extras."""
    stamp = read_stamp(root)
    usable = os.access(python_of(root), os.X_OK)
    return usable and stamp.get("inputs") == inputs_of(root) and extras <= installed_extras(root)


def inputs_of(root: Path) -> str:
    """Return a hash of everything that decides what gets installed."""
    project = project_table(root)
    wanted = [project["dependencies"], project["optional-dependencies"], sys.version_info[:2]]
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode())
    digest.update((root / "constraints.txt").read_bytes())
    return digest.hexdigest()


def stamp_of(root: Path) -> Path:
    """Return the file that remembers the last set-up that succeeded."""
    return root / ".venv" / "touchstone-setup.json"


def read_stamp(root: Path) -> dict[str, object]:
    """Return what the last set-up left, or nothing."""
    try:
        stamp = json.loads(stamp_of(root).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def installed_extras(root: Path) -> set[str]:
    """Return the extras that an earlier set-up installed; they are kept up to date too."""
    extras = read_stamp(root).get("extras", [])
    return {str(extra) for extra in extras} if isinstance(extras, list) else set()


def install(root: Path, extras: set[str]) -> None:
    """Make .venv if need be and install the pinned libraries into it."""
    started = time.monotonic()
    space = SPACE_NEEDED + (SPACE_NEEDED_BY_EXTRAS if extras else 0)
    if shutil.disk_usage(root).free < space * 2**20:
        raise Stop(f"Set-up needs {space} MB of free disk space in {root}: make room.")
    pip = make_environment(root)
    wanted = requirements(root, extras)
    say(f"installing {len(wanted)} libraries and what they need (a minute or two the first time)")
    run_pip(root, [*pip, "install", "-c", str(root / "constraints.txt"), *wanted])
    stamp = {"inputs": inputs_of(root), "extras": sorted(extras)}
    stamp_of(root).write_text(json.dumps(stamp))
    say(f"set-up finished in {time.monotonic() - started:.0f} s")


def make_environment(root: Path) -> list[str]:
    """Make .venv unless a usable one is there; return the pip command that installs into it.

    A pip outside installs into an environment without one, which needs no python3-venv. Where
    there is no such pip, the environment gets its own.
    """
    target = python_of(root)
    outside = pip_version(sys.executable) >= MIN_PIP
    if not outside and not brings_pip():
        outside = install_pip()
    usable = version_of(target) == sys.version_info[:2]
    if not usable or not (outside or pip_version(target) >= MIN_PIP):
        say(f"making {root / '.venv'} with Python {sys.version.split()[0]}")
        make_venv(root / ".venv", ["--without-pip"] if outside else [])
    if outside:
        return [sys.executable, "-m", "pip", "--python", str(target)]
    return [str(target), "-m", "pip"]


def make_venv(venv: Path, options: list[str]) -> None:
    """Make the environment anew. Raises Stop."""
    command = [sys.executable, "-m", "venv", "--clear", *options, str(venv)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise Stop(f"Python could not make {venv}: {last_line(made.stdout + made.stderr)}")


def brings_pip() -> bool:
    """Tell whether this Python can put its own pip into an environment (Debian leaves it out)."""
    spec = find_spec("ensurepip")
    return spec is not None and spec.origin is not None


def install_pip() -> bool:
    """Get pip from the system's packages, as root. Raises Stop when that cannot be done."""
    if may_install():
        apt_install("python3-pip")
        if pip_version(sys.executable) >= MIN_PIP:
            return True
    raise Stop(
        f"Set-up needs pip for {sys.executable}: ask an administrator to run "
        "“apt-get install python3-pip”, then run this again."
    )


def version_of(python: Path) -> tuple[int, ...]:
    """Return the version of an interpreter as (3, 11), (0,) when it does not run."""
    return answer_of(python, "import sys; print('%d.%d' % sys.version_info[:2])")


def pip_version(python: Path | str) -> tuple[int, ...]:
    """Return the version of pip beside an interpreter as (23, 0), (0,) when there is none."""
    return answer_of(python, "import pip; print(pip.__version__)")


def answer_of(python: Path | str, question: str) -> tuple[int, ...]:
    """Return the first two numbers of the version that a line of Python prints, else (0,)."""
    try:
        done = subprocess.run([str(python), "-c", question], capture_output=True, text=True)
    except OSError:
        return (0,)
    parts = done.stdout.strip().split(".")[:2]
    return tuple(int(part) for part in parts) if all(map(str.isdecimal, parts)) else (0,)


def requirements(root: Path, extras: set[str]) -> list[str]:
    """Return the requirement lines of pyproject.toml, with those of the extras."""
    project = project_table(root)
    lines = list(project["dependencies"])
    for extra in sorted(extras):
        lines += project["optional-dependencies"].get(extra, [])
    return lines


def project_table(root: Path) -> dict[str, Any]:
    """Return what pyproject.toml says about the project itself."""
    import tomllib

    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return table


def run_pip(root: Path, command: list[str]) -> None:
    """Run pip with a line of progress per library; its whole output is kept in var/setup.log."""
    seen: list[str] = []
    command = [*command, "--progress-bar", "off", "--retries", "2"]
    with (root / "var" / "setup.log").open("w") as log:
        pip = subprocess.Popen(
            command,
            env={**os.environ, **PIP_ENV},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert pip.stdout is not None  # asked for just above
        for line in pip.stdout:
            log.write(line)
            seen.append(line)
            if line.startswith("Collecting "):
                say("  " + re.split(r"[\s<>=\[]", line)[1])
            elif line.startswith("Installing "):
                say("  unpacking them")
    if pip.wait():
        raise Stop(pip_sentence("".join(seen), root / "var" / "setup.log"))


def pip_sentence(output: str, log: Path) -> str:
    """Say in one sentence why pip failed, from what it printed."""
    if "No space left" in output or "Disk quota" in output:
        return "The disk is full: make room, then run this again."
    if any(sign in output for sign in NETWORK_SIGNS):
        return (
            "The package index cannot be reached: check the network or the proxy, "
            "then run this again."
        )
    errors = [line for line in output.splitlines() if line.startswith("ERROR")]
    reason = errors[-1] if errors else last_line(output)
    return f"pip failed ({reason}); all it said is in {log}."


def write_local_settings(root: Path) -> None:
    """Write .env for a local school, unless there is one or the environment says production."""
    if os.environ.get("TOUCHSTONE_MODE", "local") != "local":
        return
    try:
        handle = os.open(root / ".env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(f"TOUCHSTONE_MODE=local\nSECRET_KEY={secrets.token_urlsafe(50)}\n")
    say("wrote .env: local settings with a secret key of their own")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
