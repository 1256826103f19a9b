"""Lists of people as schools export them: any common encoding, three separators, with or without
a header. Pure Python: no Django, no database.

A list has up to three columns: name, user name, e-mail. With a header they may stand in any order
among others; without one they stand in this order.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_LINES = 1000
COLUMNS = ("name", "username", "email")
HEADINGS = {
    "name": "name",
    "full name": "name",
    "student": "name",
    "student name": "name",
    "user name": "username",
    "username": "username",
    "login": "username",
    "e mail": "email",
    "email": "email",
    "mail": "email",
    "e mail address": "email",
    "email address": "email",
}
_SEPARATORS = ",;\t"
_MARKS = (  # the longer one first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Entry:
    """One person as the list has them; `line` is where they begin, counted from 1."""

    line: int
    name: str
    username: str = ""
    email: str = ""


@dataclass(frozen=True)
class Fault:
    """What makes a line, or the whole list, unreadable.

    `code` is one of: quotes, too_many_lines, too_many_cells, no_name_column, same_column_twice,
    empty. `column` is one of COLUMNS, or empty where no single one is at fault.
    """

    line: int
    code: str
    column: str = ""


@dataclass(frozen=True)
class Roster:
    """Everything that was read. `ignored` are headings of columns that are not used."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def decode(data: bytes) -> str | None:
    """The text of a file by its byte-order mark, else as UTF-8, else as Windows writes it.

    None if no encoding fits or the result holds NUL characters: then it is not a text file.
    """
    text = _decoded(data)
    return None if text is None or "\x00" in text else text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    text = _try(data, "utf-8")
    return _try(data, "cp1252") if text is None else text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def read(text: str) -> Roster:
    """Read a list of people. Faults never stop the reading of the lines that can be read."""
    separator, text, skipped = _separator(text.removeprefix("\ufeff"))
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    try:
        for line, cells in _rows(text, separator):
            if any(cells):
                rows.append((line + skipped, cells))
            if len(rows) > MAX_LINES + 1:
                break
    except csv.Error:
        faults.append(Fault(rows[-1][0] + 1 if rows else 1 + skipped, "quotes"))
    return _people(rows, faults)


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text without a line that only declares it, how many lines that were."""
    declared = re.match(r"sep=([,;\t])\r?\n", text, re.IGNORECASE)
    if declared:
        return declared[1], text[declared.end() :], 1
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=outside_quotes.count), text, 0


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in reader:
        yield line, [" ".join(cell.split()) for cell in cells]
        line = reader.line_num + 1


def _people(rows: list[tuple[int, list[str]]], faults: list[Fault]) -> Roster:
    if not rows:
        return Roster(faults=faults or [Fault(1, "empty")])
    line, first = rows[0]
    columns: list[str] = list(COLUMNS)
    ignored: list[str] = []
    if _is_header(first):
        columns = [_heading(cell) for cell in first]
        ignored = [cell for cell in first if cell and not _heading(cell)]
        faults += _header_faults(line, columns)
        rows = rows[1:]
    if len(rows) > MAX_LINES:
        faults.append(Fault(rows[MAX_LINES][0], "too_many_lines"))
        rows = rows[:MAX_LINES]
    elif not rows:
        faults.append(Fault(line, "empty"))
    faults += [Fault(at, "too_many_cells") for at, row in rows if any(row[len(columns) :])]
    return Roster([_entry(at, row, columns) for at, row in rows], faults, ignored)


def _is_header(cells: list[str]) -> bool:
    return any(_heading(cell) for cell in cells)


def _heading(cell: str) -> str:
    """The column that a heading names, or nothing."""
    return HEADINGS.get(" ".join(re.split(r"[\s._-]+", cell.casefold())).strip(), "")


def _header_faults(line: int, columns: list[str]) -> Iterator[Fault]:
    if "name" not in columns:
        yield Fault(line, "no_name_column", "name")
    for column in COLUMNS:
        if columns.count(column) > 1:
            yield Fault(line, "same_column_twice", column)


def _entry(line: int, cells: list[str], columns: list[str]) -> Entry:
    found = dict(zip(columns, cells, strict=False))
    return Entry(line, *(found.get(column, "") for column in COLUMNS))
