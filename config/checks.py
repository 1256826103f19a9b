"""Refuse a database that is set up to lose acknowledged writes.

A receipt means stored. That holds only while a commit is synchronised to disk, so the settings
that promise it are read back from the live database, not from our own configuration.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

MIN_SQLITE_TIMEOUT = 20  # seconds a writer waits for its turn

Setting = tuple[str, str, str]  # name, value wanted, value found


def durability_faults(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return one sentence for each setting that could lose a commit; empty means durable."""
    connection = connections[alias]
    found = _postgresql(connection) if connection.vendor == "postgresql" else _sqlite(connection)
    return [
        f"The database setting {name} is {value!r} but must be {wanted!r}: "
        "with it, work that was acknowledged could be lost in a crash."
        for name, wanted, value in found
        if value != wanted
    ]


def _postgresql(connection: BaseDatabaseWrapper) -> list[Setting]:
    names = ("fsync", "full_page_writes", "synchronous_commit")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        values = dict(cursor.fetchall())
    # remote_apply, remote_write and local all wait for the local disk as well.
    safe_commits = {"local", "remote_write", "remote_apply"}
    if values.get("synchronous_commit") in safe_commits:
        values["synchronous_commit"] = "on"
    return [(name, "on", str(values.get(name))) for name in names]


def _sqlite(connection: BaseDatabaseWrapper) -> list[Setting]:
    options: dict[str, Any] = connection.settings_dict.get("OPTIONS", {})
    with connection.cursor() as cursor:
        read = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            row = cursor.fetchone()
            read[pragma] = str(row[0]) if row else "missing"
    timeout = options.get("timeout", 5)
    waits = str(MIN_SQLITE_TIMEOUT) if timeout >= MIN_SQLITE_TIMEOUT else str(timeout)
    settings = [
        ("synchronous", "2", read["synchronous"]),
        ("foreign_keys", "1", read["foreign_keys"]),
        ("transaction_mode", "IMMEDIATE", str(options.get("transaction_mode"))),
        ("timeout", str(MIN_SQLITE_TIMEOUT), waits),
    ]
    if read["journal_mode"] != "memory":  # a database in memory has no journal to keep
        settings.append(("journal_mode", "wal", read["journal_mode"]))
    return settings


@register(Tags.database)
def durable_database(
    *, databases: Sequence[str] | None = None, **_: object
) -> Iterable[CheckMessage]:
    """Report each fault as an error; runs with “check --database default” and before migrate."""
    for alias in databases or []:
        for sentence in durability_faults(alias):
            yield Error(sentence, id="touchstone.E001")
