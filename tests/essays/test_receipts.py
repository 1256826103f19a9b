"""Receipts, texts and originals: for ever for their author, closed to the others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from classrooms.models import Enrolment
from essays import actions, markup
from essays.models import Assignment, Submission
from tests.factories import TEXT, EssayFactory, SubmissionFactory, make_script

SignIn = Callable[[User], Client]
DOORS = ["receipt", "submission-text", "original"]
QUERIES = 3


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    essay = EssayFactory(assignment=assignment, author=sam)
    original = actions.keep_original(essay=essay, data=b"The words.", name="Essay.txt", by=sam)
    return SubmissionFactory(essay=essay, original=original)


def door(name: str, submission: Submission) -> str:
    return reverse(f"essays:{name}", args=[submission.receipt])


def test_receipt_has_number_time_words_and_fingerprint(
    submission: Submission, sam: User, signed_in: SignIn
) -> None:
    Submission.objects.update(submitted_at="2026-07-01T21:01:14Z")

    page = signed_in(sam).get(door("receipt", submission)).content.decode()

    digest = markup.fingerprint(markup.plain(TEXT))
    for words in (
        submission.receipt,
        "Wednesday 1 July 2026, 22:01:14 BST",
        "Europe/London",
        "2026-07-01 21:01:14 UTC",
        "25 words",
        f"{len(markup.plain(TEXT).encode())} bytes",
        " ".join(digest[n : n + 4] for n in range(0, 64, 4)),
        "Essay.txt",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("late", "hours", "words"),
    [
        (False, -2, "Handed in on time, 2 h 0 min before the deadline."),
        (True, 26, "Handed in late, 26 h 0 min after the deadline."),
        (True, 50, "Handed in late, 2 days after the deadline."),
        (False, 3, "Handed in on time."),
        (True, -3, "Handed in late."),
    ],
)
def test_receipt_says_whether_it_was_on_time(
    submission: Submission, sam: User, signed_in: SignIn, late: bool, hours: int, words: str
) -> None:
    at = submission.essay.assignment.due_at + timedelta(hours=hours)
    Submission.objects.update(late=late, submitted_at=at)

    assert words in signed_in(sam).get(door("receipt", submission)).content.decode()


@pytest.mark.parametrize("name", DOORS)
def test_author_opens_it_for_ever(
    submission: Submission, sam: User, signed_in: SignIn, name: str
) -> None:
    Enrolment.objects.filter(user=sam).delete()
    Assignment.objects.update(due_at=timezone.now() - timedelta(1), late_policy="refuse")

    assert signed_in(sam).get(door(name, submission)).status_code == 200


@pytest.mark.parametrize("name", DOORS)
def test_door_is_closed_to_everybody_else_while_marking_is_blind(
    submission: Submission,
    ada: User,
    kit: User,
    max_: User,
    eve: User,
    signed_in: SignIn,
    name: str,
) -> None:
    for person in (ada, kit, max_, eve):
        assert signed_in(person).get(door(name, submission)).status_code == 404
    assert Client().get(door(name, submission)).status_code == 302


@pytest.mark.parametrize("opening", ["not blind", "released"])
@pytest.mark.parametrize("name", DOORS)
def test_teacher_opens_it_when_names_are_open(
    submission: Submission,
    ada: User,
    kit: User,
    max_: User,
    eve: User,
    signed_in: SignIn,
    name: str,
    opening: str,
) -> None:
    if opening == "released":
        Submission.objects.update(returned_at=timezone.now())
    else:
        Assignment.objects.update(blind=False)

    assert signed_in(ada).get(door(name, submission)).status_code == 200
    for person in (kit, max_, eve):
        assert signed_in(person).get(door(name, submission)).status_code == 404


def test_text_is_the_stored_text(assignment: Assignment, sam: User, signed_in: SignIn) -> None:
    html = "<h2>A</h2>\n<table><tbody><tr><td>B</td>\n<td>C</td></tr></tbody></table>"
    essay = EssayFactory(assignment=assignment, author=sam)
    submission = SubmissionFactory(essay=essay, script=make_script(html))

    assert html in signed_in(sam).get(door("submission-text", submission)).content.decode()


def test_original_is_only_to_be_saved(submission: Submission, sam: User, signed_in: SignIn) -> None:
    answer = signed_in(sam).get(door("original", submission))

    assert answer.content == b"The words."
    assert answer["Content-Disposition"] == 'attachment; filename="Essay.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_submission_without_a_file_has_no_original(
    assignment: Assignment, sam: User, signed_in: SignIn
) -> None:
    submission = SubmissionFactory(essay=EssayFactory(assignment=assignment, author=sam))

    assert signed_in(sam).get(door("original", submission)).status_code == 404


@pytest.mark.parametrize("name", DOORS)
def test_door_takes_few_queries(
    submission: Submission,
    sam: User,
    signed_in: SignIn,
    django_assert_num_queries: Callable[[int], object],
    name: str,
) -> None:
    client = signed_in(sam)

    with django_assert_num_queries(QUERIES):
        client.get(door(name, submission))
