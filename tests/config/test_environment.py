"""What the environment must hold in production, and what a missing variable says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "TOUCHSTONE_MODE": "production",
    "SECRET_KEY": "a-long-secret-for-this-test-only-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "essays.school.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def start(environment: dict[str, str], code: str = "") -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own; a blank variable hides what .env says."""
    return subprocess.run(
        [sys.executable, "-c", f"import config.settings as s; {code}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_without_a_variable_says_what_to_do(missing: str) -> None:
    done = start({**COMPLETE, missing: ""})

    assert done.returncode != 0
    assert f"{missing} is not set." in done.stderr.splitlines()[-1]


def test_production_is_closed_by_default() -> None:
    code = (
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS >= 31536000)"
    )

    done = start(COMPLETE, code)

    assert done.stdout.split() == ["False", "True", "True", "True", "True"], done.stderr


def test_unknown_mode_is_named() -> None:
    done = start({**COMPLETE, "TOUCHSTONE_MODE": "prod"})

    assert "TOUCHSTONE_MODE is 'prod'" in done.stderr
