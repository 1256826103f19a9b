"""The product's settings, with the floor's addresses and templates beside its own."""

import os

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "benchmarks" / "templates")
if os.environ.get("TOUCHSTONE_COUNT_QUERIES"):
    # First of all, so that the queries of the session and of the user are counted as well.
    MIDDLEWARE.insert(0, "benchmarks.counting.CountQueriesMiddleware")
