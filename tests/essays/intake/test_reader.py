"""The door: types by content, limits that end a child, answers that say what is wrong."""

import os
import time
from pathlib import Path

import pytest
from django.utils import translation

from essays.intake import child, errors, reader
from essays.intake.errors import SENTENCES, error_for
from essays.intake.reader import MAX_FILE, Limits, read_file, read_upload
from tests.essays.intake.samples import ESSAY, PIXEL, paragraph, word, written_in_word, zipped

PAGE = b"<!doctype html><title>x</title><h1>The flood</h1><p>It came at night.</p>"


def read(data: bytes, name: str = "essay.txt", **options: object) -> reader.Extracted:
    return read_upload(data, name, strip_furniture=False, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (ESSAY.encode(), "essay.txt"),
        (ESSAY.encode("utf-16"), "essay.docx"),
        (PAGE, "essay.html"),
        (PAGE, "essay.txt"),
        (b"\xef\xbb\xbf\n<!-- saved --><html><p>It came at night.</p>", "x"),
        (PAGE.decode().encode("utf-16"), "essay.html"),
        (b"It came <p>at night", "essay.htm"),
        (written_in_word(), "essay.docx"),
        (written_in_word(), "essay.txt"),
        (b"MZ is how this sentence begins, and it is no program.", "essay.txt"),
    ],
)
def test_a_file_is_read_by_what_it_holds(data: bytes, name: str) -> None:
    extracted = read(data, name)
    assert extracted.words > 3
    assert "<" not in extracted.text


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"", "essay.txt", errors.NoText, "empty"),
        (b" \n\n ", "essay.txt", errors.NoText, "empty"),
        (word("<w:p/>"), "essay.docx", errors.NoText, "No words"),
        (b"%PDF-1.7 ...", "essay.docx", errors.WrongType, "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "essay.docx", errors.WrongType, ".doc"),
        (b"MZ\x90\x00\x03" + b"\0" * 600, "essay.txt", errors.WrongType, "a program"),
        (b"\x7fELF\x02\x01\x01", "essay.html", errors.WrongType, "a program"),
        (PIXEL, "essay.txt", errors.WrongType, "a picture"),
        (b"{\\rtf1 text}", "essay.txt", errors.WrongType, "an RTF file"),
        (b"<svg xmlns='x'><text>hi</text></svg>", "x.html", errors.WrongType, "SVG"),
        (zipped({"a.txt": b"x"}), "essay.docx", errors.WrongType, ".docx"),
        (b"some \x01\x02 bytes", "essay.txt", errors.WrongType, "control characters"),
        (b"a\x00b", "essay.txt", errors.Corrupt, "Line 1"),
        (written_in_word()[:900], "essay.docx", errors.Corrupt, "damaged"),
        (word(paragraph("a" * 5_000_000)), "essay.docx", errors.Hostile, "unpacks"),
        (b"<!doctype html>" + b"<div>" * 100_000, "x.html", errors.Hostile, "1000"),
        (b"x" * (MAX_FILE + 1), "essay.txt", errors.TooLarge, "10 MB"),
        (word(paragraph("x") * 13_000), "essay.docx", errors.TooHeavy, "more paragraphs"),
        (b"a b\n\n" * 30_000, "essay.txt", errors.TooHeavy, "more paragraphs"),
    ],
)
def test_a_file_that_is_not_read_is_answered_with_the_reason(
    data: bytes, name: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error) as raised:
        read(data, name)
    assert says in str(raised.value)
    assert isinstance(raised.value, errors.IntakeError)


def test_a_wrong_type_names_the_types_accepted() -> None:
    with pytest.raises(errors.WrongType, match=r"\.txt.*\.html.*\.docx"):
        read(b"%PDF-1.7", "essay.pdf")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_makes_a_whole_sentence(code: str) -> None:
    sentence = str(error_for(code, {"line": 3, "limit": 5, "found": "PDF"}))
    assert "%" not in sentence
    assert sentence[-1] in ".?"


def test_a_message_is_rendered_in_the_language_of_the_reader() -> None:
    with translation.override("de"):
        assert str(error_for("empty", {}))


@pytest.mark.parametrize(
    "name", ["../" * 40 + "x", "n" * 5_000, "a\u202etxt.exe", 'a"b;c\n.txt', "", "\ud800"]
)
def test_a_name_of_any_kind_does_no_harm(name: str) -> None:
    assert read(b"One word and another.", name).words == 4


# Each file is stopped by one limit alone; the same child reads it to its end without that limit.
NO_LIMITS = {"memory": 0, "cpu": 0, "isolate": False}
MANY_WORDS = b"word " * (MAX_FILE // 5)
MANY_TAGS = b"<!doctype html><p>" + b"<b>x</b> " * 100_000


@pytest.mark.parametrize(
    ("data", "kind", "limit"),
    [(MANY_WORDS, "text", {"memory": 60 * 2**20}), (MANY_TAGS, "html", {"cpu": 1})],
    ids=["memory", "time"],
)
def test_a_child_is_ended_by_its_limit_and_passes_without(
    data: bytes, kind: str, limit: dict[str, int]
) -> None:
    job = {"format": kind, "strip_furniture": False, "keep": [], **NO_LIMITS}
    assert reader._run({**job, **limit}, data, 60) == {"refused": "heavy", "facts": {}}
    assert "extracted" in reader._run(job, data, 60)


def test_the_limits_are_those_promised() -> None:
    assert Limits() == Limits(memory=512 * 2**20, cpu=10, wall=20.0, isolate=True)


def test_a_child_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A child that sleeps costs no processor time; only the parent's clock ends it."""
    sleeper = tmp_path / "sleeper.py"
    note = tmp_path / "pid"
    sleeper.write_text(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(note)!r}).write_text(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(reader, "_CHILD", sleeper)
    started = time.monotonic()
    with pytest.raises(errors.TooHeavy):
        read(b"text", limits=Limits(wall=1.0))
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_a_child_that_says_too_much_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    talker = tmp_path / "talker.py"
    talker.write_text("import sys\nwhile True: sys.stdout.write('x' * 65536)\n")
    monkeypatch.setattr(reader, "_CHILD", talker)
    monkeypatch.setattr(reader, "MAX_ANSWER", 10_000)
    with pytest.raises(errors.TooHeavy):
        read(b"text")


def test_a_child_that_fails_is_a_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)\n")
    monkeypatch.setattr(reader, "_CHILD", broken)
    with pytest.raises(errors.Corrupt, match="could not be read"):
        read(b"text")


PROBE = """
import json, os, resource, socket, sys
sys.path.insert(0, {root!r})
from essays.intake.child import leave_network, limit_process
limit_process(memory=512 * 2**20, cpu=10)
away = leave_network()
def fails(act):
    try:
        act()
    except OSError as fault:
        return type(fault).__name__
    return ""
def connect():
    socket.create_connection(("127.0.0.1", {port}), timeout=2)
def write():
    with open({file!r}, "w") as file:
        file.write("x")
print(json.dumps(dict(
    refused="probe",
    facts=dict(environment=sorted(os.environ), session=os.getsid(0) == os.getpid(), away=away,
               connect=fails(connect), write=fails(write), folder=os.getcwd()),
)))
"""


def test_a_child_has_no_secrets_no_network_no_files_and_its_own_session(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unused_tcp_listener: int
) -> None:
    probe = tmp_path / "probe.py"
    root = str(Path(child.__file__).resolve().parents[2])
    probe.write_text(
        PROBE.format(root=root, port=unused_tcp_listener, file=str(tmp_path / "written"))
    )
    monkeypatch.setattr(reader, "_CHILD", probe)
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    facts = reader._run({"format": "text"}, b"", 10)["facts"]
    assert facts["environment"] in (["LANG", "PATH"], ["LANG", "LC_CTYPE", "PATH"])
    assert facts["session"] is True
    assert facts["write"] == "OSError"
    assert facts["folder"] == "/"
    if facts["away"]:
        assert facts["connect"] == "OSError"


@pytest.fixture
def unused_tcp_listener() -> object:
    """A port on which somebody listens, so that only isolation can make a connection fail."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_file_on_disk_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * (MAX_FILE // 5 + 10))
    with pytest.raises(errors.TooLarge):
        read_file(path, strip_furniture=False)


def test_lines_are_restored_through_the_door() -> None:
    text = f"Order now\n\n{ESSAY}".encode()
    first = read_upload(text, "x.txt", strip_furniture=True)
    assert [entry.line for entry in first.removed] == [1]
    again = read_upload(text, "x.txt", strip_furniture=True, keep=[1])
    assert again.removed == () and "Order now" in again.text
