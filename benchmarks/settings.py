"""The product's settings, with the floor's addresses and templates beside its own."""

import os

from config.environment import BASE_DIR
from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE as OWN_MIDDLEWARE
from config.settings import TEMPLATES as OWN_TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
FOLDERS = [BASE_DIR / "templates", BASE_DIR / "benchmarks" / "templates"]
TEMPLATES = [{**OWN_TEMPLATES[0], "DIRS": FOLDERS}]
# First of all, so that the queries of the session and of the user are counted as well.
COUNTING = ["benchmarks.counting.CountQueriesMiddleware"]
MIDDLEWARE = [*(COUNTING if os.environ.get("TOUCHSTONE_COUNT_QUERIES") else []), *OWN_MIDDLEWARE]
