"""What the test runner adds to pytest: the second database, a database file, the system's browser.

Environment, set by tools/test.py and usable by hand:
TOUCHSTONE_DB_TESTS_ONLY=1 keeps only the tests that use the database;
TOUCHSTONE_TEST_SQLITE names a file for SQLite's test database, in place of one in memory;
CHROMIUM names the browser.
"""

import os
from typing import Any

import pytest
from django.test import TransactionTestCase

from tools.browser import find_browser

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
# Everything the browser opens comes from our own test server; containers often forbid the
# kernel features its sandbox needs. The rest keeps it from calling home.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def uses_database(item: pytest.Item) -> bool:
    """Tell whether the test asks for the database: by marker, by fixture or by class."""
    if item.get_closest_marker("django_db"):
        return True
    if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
        return True
    owner = getattr(item, "cls", None)
    return owner is not None and issubclass(owner, TransactionTestCase)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drop the tests that would say the same on every database."""
    if os.environ.get("TOUCHSTONE_DB_TESTS_ONLY") != "1":
        return
    dropped = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=dropped)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Put SQLite's test database into a file, one per worker, as the product has it."""
    from django.db import connections

    path = os.environ.get("TOUCHSTONE_TEST_SQLITE")
    connection = connections["default"]
    if path and connection.vendor == "sqlite":
        worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
        connection.settings_dict["TEST"]["NAME"] = f"{path}-{worker}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium; nothing is downloaded for the tests."""
    path = find_browser()
    if path is None:
        pytest.fail("No Chromium here: install it, or set CHROMIUM to its path.")
    return {**browser_type_launch_args, "executable_path": path, "args": BROWSER_ARGUMENTS}
