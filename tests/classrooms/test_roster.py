"""Lists of people: encodings, separators, headers, faults."""

import pytest

from classrooms.roster import MAX_LINES, Entry, decode, read

LIST = "Name;User name;E-mail\r\nZoë Müller;z.muller;zoe@school.example\r\nNóra Brady;;\r\n"
PEOPLE = [Entry(2, "Zoë Müller", "z.muller", "zoe@school.example"), Entry(3, "Nóra Brady")]


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode("utf-8"),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("utf-32"),
        LIST.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16 big", "utf-32", "windows"],
)
def test_every_common_encoding_reads_the_same(data: bytes) -> None:
    text = decode(data)

    assert text is not None
    assert read(text).entries == PEOPLE


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04\x14\x00\x06\x00", b"Name\n\x81\x8d\n", b"Ada\x00,ada\n", b"\xff\xfeA"],
    ids=["a spreadsheet", "no encoding", "a NUL", "half a character"],
)
def test_what_is_not_text_is_not_read(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_separator_is_recognised(separator: str) -> None:
    roster = read(LIST.replace(";", separator))

    assert roster.entries == PEOPLE
    assert roster.faults == []


def test_a_line_that_declares_the_separator_is_obeyed_and_counted() -> None:
    roster = read("sep=;\r\nname;login\r\nBrady, Nóra;n.brady\r\n")

    assert roster.entries == [Entry(3, "Brady, Nóra", "n.brady")]


def test_separators_inside_quotes_do_not_count() -> None:
    roster = read('"Brady, Nóra, Jr";n.brady\n')

    assert roster.entries == [Entry(1, "Brady, Nóra, Jr", "n.brady")]


@pytest.mark.parametrize(
    "header",
    ["EMAIL,Class,Login,Full name", "e-mail,x,User_Name,NAME", "Mail,y,username,Student Name"],
)
def test_headings_may_stand_in_any_order_among_others(header: str) -> None:
    roster = read(f"{header}\nn@school.example,4.B,n.brady,Nóra Brady\n")

    assert roster.entries == [Entry(2, "Nóra Brady", "n.brady", "n@school.example")]
    assert len(roster.ignored) == 1


def test_without_a_header_the_order_is_name_user_name_email() -> None:
    roster = read("Nóra Brady,n.brady,n@school.example\n\n , ,\nSam\n")

    assert roster.entries == [
        Entry(1, "Nóra Brady", "n.brady", "n@school.example"),
        Entry(4, "Sam"),
    ]


def test_a_cell_of_two_lines_keeps_the_count_of_lines() -> None:
    roster = read('name,login\n"Nóra\nBrady",n.brady\nSam,sam\n')

    assert [(entry.line, entry.name) for entry in roster.entries] == [(2, "Nóra Brady"), (4, "Sam")]


@pytest.mark.parametrize(
    ("text", "line", "code", "column"),
    [
        ("", 1, "empty", ""),
        ("\n \n", 1, "empty", ""),
        ("name,login\n", 1, "empty", ""),
        ("login,e-mail\nsam,s@school.example\n", 1, "no_name_column", "name"),
        ("name,login,user name\nSam,sam,sam\n", 1, "same_column_twice", "username"),
        ("Sam,sam,s@school.example,4.B\n", 1, "too_many_cells", ""),
        ('Ada,ada\n"Sam,sam\n', 2, "quotes", ""),
        ('"Ada" B,ada\n', 1, "quotes", ""),
    ],
)
def test_a_fault_names_its_line_and_column(text: str, line: int, code: str, column: str) -> None:
    (fault,) = read(text).faults

    assert (fault.line, fault.code, fault.column) == (line, code, column)


def test_a_thousand_lines_are_read_and_one_more_is_a_fault() -> None:
    lines = "name\n" + "Sam\n" * MAX_LINES

    assert len(read(lines).entries) == MAX_LINES
    assert read(lines).faults == []
    (fault,) = read(lines + "Sam\n").faults
    assert (fault.line, fault.code) == (MAX_LINES + 2, "too_many_lines")
