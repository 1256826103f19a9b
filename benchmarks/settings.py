"""The product's settings, with the floor's addresses and templates beside its own."""

import os

from config.environment import BASE_DIR
X
from config.settings import MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "benchmarks" / "templates"]
if os.environ.get("TOUCHSTONE_COUNT_QUERIES"):
    # First of all, so that the queries of the session and of the user are counted as well.
    MIDDLEWARE.insert(0, "benchmarks.counting.CountQueriesMiddleware")
