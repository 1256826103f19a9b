"""Uploading: the file is kept first; its text becomes the draft, never behind one's back."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from essays import actions
from essays.actions.originals import MOST_FILES, clean_file_name
from essays.downloads import content_type
from essays.models import Assignment, Essay, Origin, Original, Submission
from essays.refusals import TooManyFiles
from tests.factories import EssayFactory

SignIn = Callable[[User], Client]
TYPED = b"The main aim was security.\n\nTwo sub-aims were steps towards it.\n"


@pytest.fixture
def client(sam: User, signed_in: SignIn) -> Client:
    return signed_in(sam)


@pytest.fixture
def url(assignment: Assignment) -> str:
    return reverse("essays:upload", args=[assignment.pk])


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("Aims", level=1)
    document.add_paragraph("The main aim was security.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1934", "1938"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def kept(original: Original) -> bytes:
    with original.file.open() as stored:
        return stored.read()


def send(client: Client, url: str, data: bytes, name: str = "essay.txt") -> object:
    return client.post(url, {"file": SimpleUploadedFile(name, data)})


def test_text_file_becomes_the_draft_and_is_looked_at(
    assignment: Assignment, client: Client, url: str
) -> None:
    answer = send(client, url, TYPED)

    essay = Essay.objects.get()
    original = Original.objects.get()
    assert answer["Location"] == reverse("essays:hand-in", args=[assignment.pk])
    assert "<p>The main aim was security.</p>" in essay.html
    assert (essay.revision, essay.original) == (1, original)
    assert kept(original) == TYPED
    assert (original.name, original.size, original.problem) == ("essay.txt", len(TYPED), "")


def test_word_document_keeps_heading_and_table(client: Client, url: str) -> None:
    send(client, url, word_document(), "Essay.docx")

    html = Essay.objects.get().html
    assert "<h1>Aims</h1>" in html
    assert "1934" in html
    assert "<table>" in html


def test_submission_of_an_uploaded_text_keeps_its_file(client: Client, url: str, sam: User) -> None:
    send(client, url, TYPED)
    essay = Essay.objects.get()
    client.post(
        reverse("essays:hand-in", args=[essay.assignment_id]),
        {"key": "6f1f0a2e-6a59-4a4c-8a43-1a0f3f6a7f11", "based_on": 1},
    )

    submission = Submission.objects.get()
    assert submission.original == Original.objects.get()
    assert submission.script.origin == Origin.UPLOAD


def test_draft_with_words_is_replaced_only_after_a_question(
    assignment: Assignment, client: Client, url: str, sam: User
) -> None:
    EssayFactory(assignment=assignment, author=sam, html="<p>My own draft</p>", words=3)

    answer = send(client, url, TYPED)

    page = answer.content.decode()
    assert "Your draft has 3 words; essay.txt has 11." in page
    assert Essay.objects.get().html == "<p>My own draft</p>"
    sent = {
        "take": 1,
        "based_on": 1,
        "original": Original.objects.get().pk,
        "html": "<p>The main aim was security.</p>",
    }
    assert client.post(url, sent).status_code == 302
    assert Essay.objects.get().html == "<p>The main aim was security.</p>"
    assert Essay.objects.get().original == Original.objects.get()


def test_replacing_a_draft_that_changed_meanwhile_is_a_conflict(
    assignment: Assignment, client: Client, url: str, sam: User
) -> None:
    essay = EssayFactory(assignment=assignment, author=sam, revision=5)
    original = actions.keep_original(essay=essay, data=TYPED, name="a.txt", by=sam)

    sent = {"take": 1, "based_on": 4, "original": original.pk, "html": "<p>From the file</p>"}
    answer = client.post(url, sent)

    assert answer.status_code == 409
    assert "<p>From the file</p>" in answer.content.decode()


def test_file_of_somebody_else_cannot_be_taken(
    assignment: Assignment, client: Client, url: str, kit: User
) -> None:
    essay = EssayFactory(assignment=assignment, author=kit)
    original = actions.keep_original(essay=essay, data=TYPED, name="a.txt", by=kit)

    sent = {"take": 1, "based_on": 0, "original": original.pk, "html": "<p>x</p>"}

    assert client.post(url, sent).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7 picture", "essay.pdf", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "essay.docx", "a picture"),
        (b"PK\x03\x04 broken", "essay.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "essay.doc", "old or password-protected"),
        (b"MZ\x00\x00 program", "essay.txt", "a program"),
        (b"One\x00two words", "essay.txt", "NUL"),
        (b"  \n ", "essay.txt", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "essay.html", "XML or SVG"),
    ],
)
def test_file_that_cannot_be_read_is_kept_and_the_draft_untouched(
    assignment: Assignment,
    client: Client,
    url: str,
    sam: User,
    data: bytes,
    name: str,
    words: str,
) -> None:
    EssayFactory(assignment=assignment, author=sam, html="<p>My own draft</p>")

    answer = send(client, url, data, name)

    original = Original.objects.get()
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert words in original.problem
    assert kept(original) == data
    assert (Essay.objects.get().html, Essay.objects.get().revision) == ("<p>My own draft</p>", 1)


def test_file_over_the_limit_is_refused_with_the_limit(
    client: Client, url: str, settings: object
) -> None:
    settings.UPLOAD_MAX_BYTES = 2048

    answer = send(client, url, b"a" * 2049)

    assert answer.status_code == 422
    assert "the limit is 2.0" in answer.content.decode()
    assert not Original.objects.exists()


def test_text_over_the_limit_is_refused_and_the_file_kept(
    client: Client, url: str, settings: object
) -> None:
    settings.ESSAY_MAX_CHARACTERS = 10

    answer = send(client, url, TYPED)

    assert answer.status_code == 422
    assert "the limit is 10" in answer.content.decode()
    assert Original.objects.get().problem
    assert Essay.objects.get().html == ""


@pytest.mark.parametrize("sent", [{}, {"file": ""}, {"take": 1}, {"take": 1, "original": "x"}])
def test_form_without_a_file_is_refused(client: Client, url: str, sent: dict[str, str]) -> None:
    assert client.post(url, sent).status_code == 422


def test_empty_file_is_refused(client: Client, url: str) -> None:
    answer = send(client, url, b"")

    assert answer.status_code == 422
    assert "This file is empty" in answer.content.decode()


def test_files_beyond_what_anybody_needs_are_refused(assignment: Assignment, sam: User) -> None:
    essay = EssayFactory(assignment=assignment, author=sam)
    Original.objects.bulk_create(
        Original(essay=essay, name="x", size=1, sha256="0" * 64) for _ in range(MOST_FILES)
    )

    with pytest.raises(TooManyFiles):
        actions.keep_original(essay=essay, data=TYPED, name="a.txt", by=sam)


NAMES = ["../../etc/passwd", "C:\\essay.txt", 'q"uote\r\n.txt', "e\u0301.txt", "\u202etxt.exe"]


@pytest.mark.parametrize("name", [*NAMES, "😀.docx", "n" * 400, "\u200b", "CON.txt"])
def test_file_keeps_its_own_name_only_as_data(
    assignment: Assignment, sam: User, signed_in: SignIn, name: str, settings: object
) -> None:
    essay = EssayFactory(assignment=assignment, author=sam)

    original = actions.keep_original(essay=essay, data=TYPED, name=name, by=sam)

    assert original.name == clean_file_name(name)
    assert 0 < len(original.name) <= 255
    stored = Path(original.file.path)
    assert stored.is_relative_to(settings.MEDIA_ROOT)
    assert set(stored.name) <= set("0123456789abcdef")


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_file_name_is_cleaned_to_one_visible_line(name: str) -> None:
    cleaned = clean_file_name(name)

    assert cleaned.isprintable()
    assert "/" not in cleaned
    assert clean_file_name(cleaned) == cleaned
    assert cleaned.encode()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"words", "a.txt", "text/plain; charset=utf-8"),
        (b"<html><p>x", "a.html", "application/octet-stream"),
        (b"%PDF-1.7<script>", "a.txt", "application/octet-stream"),
        (b"", "a.txt", "application/octet-stream"),
    ],
)
def test_type_of_a_download_is_our_own_reading(data: bytes, name: str, expected: str) -> None:
    assert content_type(data, name) == expected
