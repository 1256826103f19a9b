"""The browser that the browser tests drive: found, or installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tools.system import Stop, apt_install, last_line, may_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Return the path of Chromium: CHROMIUM if set, else the first on the search path."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure_browser() -> None:
    """Make sure that a browser and the program that drives it can start. Raises Stop."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise Stop(f"CHROMIUM is {named}, but there is no such program.")
    elif find_browser() is None:
        if not may_install():
            raise Stop(
                "The browser tests need Chromium: ask an administrator to run “apt-get install "
                "chromium libatomic1”, or set CHROMIUM to the path of one."
            )
        # Without a font a browser draws empty boxes, and widths mean nothing.
        apt_install("chromium", "libatomic1", "fonts-dejavu-core")
    ensure_driver()


def ensure_driver() -> None:
    """Make sure that the driver inside the Playwright wheel starts. Raises Stop."""
    fault = driver_fault()
    if "libatomic" in fault and may_install():
        apt_install("libatomic1")
        fault = driver_fault()
    if "libatomic" in fault:
        raise Stop(
            "The browser tests need libatomic1: ask an administrator to run "
            "“apt-get install libatomic1”."
        )
    if fault:
        raise Stop(f"The browser driver does not start: {fault}")


def driver_fault() -> str:
    """Return why Playwright's own node does not start; empty when it does."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        return "the Python package “playwright” is missing"
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH")
    program = node or str(Path(spec.origin).parent / "driver" / "node")
    try:
        done = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except OSError as error:
        return str(error)
    return last_line(done.stdout) if done.returncode else ""
