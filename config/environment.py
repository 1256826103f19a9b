"""The environment, read once: what the school may set, and what happens when it does not.

The table of all variables stands in docs/administrators.md.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# Set-up writes .env for a local school; a real environment variable always wins over it.
env.read_env(BASE_DIR / ".env")

MODES = ("production", "local")
MODE: str = env.str("TOUCHSTONE_MODE", default="production")
if MODE not in MODES:
    raise ImproperlyConfigured(
        f"TOUCHSTONE_MODE is {MODE!r}. Set it to “production” for a school’s server "
        "or to “local” for a single computer."
    )
LOCAL = MODE == "local"


def required(name: str, *, local: str, hint: str) -> str:
    """Return the variable, or its local default; in production a missing one stops the start.

    Raises ImproperlyConfigured with a sentence that says what to do.
    """
    value: str = env.str(name, default="")
    if value:
        return value
    if LOCAL:
        return local
    raise ImproperlyConfigured(
        f"{name} is not set. {hint} "
        "(To try Touchstone on one computer, run “make run” or set TOUCHSTONE_MODE=local.)"
    )
