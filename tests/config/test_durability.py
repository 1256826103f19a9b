"""The check that refuses a database set up to lose commits, read back from the live database."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from config.checks import durability_faults

sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")
postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")


@pytest.fixture
def _restored() -> object:
    yield
    connection.close()


@sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_as_shipped_is_durable() -> None:
    assert durability_faults() == []


@sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_restored")
@pytest.mark.parametrize(
    ("pragma", "named"),
    [("synchronous = NORMAL", "synchronous"), ("foreign_keys = OFF", "foreign_keys")],
)
def test_weakened_sqlite_is_named(pragma: str, named: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

    faults = durability_faults()

    assert len(faults) == 1
    assert f"setting {named} " in faults[0]


@sqlite
@pytest.mark.django_db(transaction=True)
def test_short_patience_of_sqlite_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 5)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")

    assert [fault.split()[3] for fault in durability_faults()] == ["transaction_mode", "timeout"]


@postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(("value", "faulty"), [("off", True), ("on", False), ("local", False)])
def test_postgresql_that_does_not_wait_for_the_disk_is_named(value: str, faulty: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {value}")

    named = [fault for fault in durability_faults() if "synchronous_commit" in fault]

    assert bool(named) is faulty


@pytest.mark.django_db
def test_check_reports_faults_as_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.checks.durability_faults", lambda alias: ["It could lose work."])

    found = [one.id for one in run_checks(tags=["database"], databases=["default"])]

    assert "touchstone.E001" in found
