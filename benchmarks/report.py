"""The table that is printed and the values that are kept."""

from typing import Any

from benchmarks.client import Trip
from benchmarks.figures import Series, ratio, verdict
from benchmarks.measure import BLOCK, ROUNDS, Result

HEAD = ("", "p50 ms", "p95 ms", "CPU ms", "web", "db", "queries", "kB", "× floor", "aim", "")


def as_table(results: list[Result]) -> str:
    """Two lines for each scenario: the product, and the floor of the same minutes below it."""
    rows: list[tuple[str, ...]] = [HEAD]
    for result in results:
        found, aim = ratio(result.product, result.floor), result.scenario.aim
        judged = (f"{found:.2f}", f"≤ {aim:g}" if aim else "", verdict(found, aim))
        rows.append((result.scenario.name, *cells(result.product, result.product_trip), *judged))
        name = f"  floor: {result.scenario.floor_name}"
        rows.append((name, *cells(result.floor, result.floor_trip), "1", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = (
        "  ".join(
            cell.ljust(width) if column in (0, len(HEAD) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    note = (
        f"{ROUNDS * BLOCK} flows of each, one client, blocks of {BLOCK} in turn with the floor.\n"
        "CPU: web server and PostgreSQL, user and system. Queries: those that Django sends. "
        "kB: what the browser reads."
    )
    return "\n" + "\n".join(line.rstrip() for line in lines) + "\n\n" + note


def cells(series: Series, trip: Trip) -> tuple[str, ...]:
    """The figures of one line."""
    return (
        f"{series.p50():.1f}",
        f"{series.p95():.1f}",
        f"{series.cpu():.2f}",
        f"{series.web():.2f}",
        f"{series.database():.2f}",
        str(trip.queries),
        f"{trip.size / 1000:.1f}",
    )


def as_values(results: list[Result]) -> list[dict[str, Any]]:
    """Everything in the table, unrounded."""
    return [
        {
            "name": result.scenario.name,
            "floor": result.scenario.floor_name,
            "aim": result.scenario.aim,
            "ratio": ratio(result.product, result.floor),
            "product": values(result.product, result.product_trip),
            "of_floor": values(result.floor, result.floor_trip),
        }
        for result in results
    ]


def values(series: Series, trip: Trip) -> dict[str, float]:
    """The figures of one flow; times in ms."""
    return {
        "p50_ms": series.p50(),
        "p95_ms": series.p95(),
        "cpu_ms": series.cpu(),
        "cpu_web_ms": series.web(),
        "cpu_database_ms": series.database(),
        "flows": len(series.seconds),
        "requests": trip.requests,
        "queries": trip.queries,
        "bytes": trip.size,
    }
