"""The marking page: who may open it, what it shows, what it never shows, and what it costs."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from classrooms.models import Enrolment
from essays.models import Assignment, Exemplar, Submission
from grading.models import Assessment, Event
from tests.factories import (
    EnrolmentFactory,
    EssayFactory,
    SubmissionFactory,
    UserFactory,
    make_rubric,
    make_script,
)
from tests.grading.situations import full_class, handed_in, mark_all, released

SignedIn = Callable[[User], Client]


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    """What Sam handed in."""
    return handed_in(assignment, sam)


def url(submission: Submission) -> str:
    """The marking page of a submission."""
    return reverse("grading:script-mark", args=[submission.script.public_id])


def page(client: Client, submission: Submission, query: str = "") -> str:
    """The marking page as the client gets it."""
    answer = client.get(url(submission) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_marking_page_is_for_those_who_mark_there(
    submission: Submission, signed_in: SignedIn, ada: User, max_: User, kit: User, eve: User
) -> None:
    sam = submission.essay.author
    statuses = {
        user: signed_in(user).get(url(submission)).status_code
        for user in (ada, max_, sam, kit, eve)
    }

    assert statuses == {ada: 200, max_: 200, sam: 404, kit: 404, eve: 404}
    assert Client().get(url(submission)).status_code == 302


def test_marker_does_not_reach_their_own_essay(
    assignment: Assignment, max_: User, signed_in: SignedIn
) -> None:
    assert signed_in(max_).get(url(handed_in(assignment, max_))).status_code == 404


def test_leaving_the_classroom_ends_the_access_at_once(
    submission: Submission, max_: User, signed_in: SignedIn
) -> None:
    client = signed_in(max_)
    Enrolment.objects.filter(user=max_).delete()

    assert client.get(url(submission)).status_code == 404


def test_script_of_an_exemplar_is_not_marked_here(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    script = make_script()
    Exemplar.objects.create(
        slug="a",
        title="A",
        question="?",
        script=script,
        rubric_version=submission.essay.assignment.rubric_version,
    )

    address = reverse("grading:script-mark", args=[script.public_id])
    assert signed_in(ada).get(address).status_code == 404


def test_opening_a_script_writes_nothing(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    page(signed_in(ada), submission)

    assert not Assessment.objects.exists()
    assert not Event.objects.exists()


def test_blind_page_never_names_the_author_nor_the_time(
    assignment: Assignment, signed_in: SignedIn, ada: User, max_: User
) -> None:
    author = UserFactory(
        pk=987654, name="Žwingli-Canary", username="zcanary77", email="canary@school.example"
    )
    EnrolmentFactory(classroom=assignment.classroom, user=author)
    facts = {"late": True, "submitted_at": datetime(2026, 2, 3, 4, 56, tzinfo=UTC)}
    submission = handed_in(assignment, author, **facts)
    SubmissionFactory(essay=submission.essay, number=2, **facts)
    mark_all(submission, max_)

    for user in (ada, max_):
        for query in ("", "?own=1"):
            html = page(signed_in(user), submission, query).casefold()
            assert submission.essay.code.casefold() in html
            for word in ("canary", "wingli", "987654", "04:56", submission.receipt):
                assert word.casefold() not in html, word
            assert not re.search(r"\blate\b|\battempt\b", html)


def test_name_is_not_even_read_while_marking_is_blind(
    submission: Submission, signed_in: SignedIn, ada: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(ada)
    with django_assert_max_num_queries(10) as asked:
        client.get(url(submission))

    people = [query["sql"] for query in asked.captured_queries if "accounts_user" in query["sql"]]
    assert len(people) == 2  # the marker who asks, and the markers of the assessments
    assert not any("essays_" in sql for sql in people)


def test_name_is_shown_where_marking_is_not_blind(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    Assignment.objects.update(blind=False)

    assert submission.essay.author.name in page(signed_in(ada), submission)


def test_marks_of_another_marker_are_shown_to_read(
    submission: Submission, signed_in: SignedIn, ada: User, max_: User
) -> None:
    mark_all(submission, max_, comment="Max says so.")
    client = signed_in(ada)

    theirs = page(client, submission)
    assert "You see the marks of Max Marker" in theirs
    assert "Max says so." in theirs
    assert "<textarea" not in theirs

    own = page(client, submission, "?own=1")
    assert "Max says so." not in own
    assert "<textarea" in own
    assert "Max says so." in page(signed_in(max_), submission)


def test_released_marks_are_shown_to_read(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    released(submission, ada)

    html = page(signed_in(ada), submission)
    assert "This is released" in html
    assert "<textarea" not in html


def test_marker_is_told_that_a_newer_text_counts(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    assert "A newer text" not in page(signed_in(ada), submission)
    SubmissionFactory(essay=submission.essay, number=2)

    assert "A newer text" in page(signed_in(ada), submission)


def test_marks_stay_with_the_text_that_was_marked(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    mark_all(submission, ada, comment="On the first text.")
    newer = SubmissionFactory(essay=submission.essay, number=2)

    assert "On the first text." in page(signed_in(ada), submission)
    assert "On the first text." not in page(signed_in(ada), newer)


@pytest.mark.parametrize("reader", ["ada", "max_"])
def test_marks_stay_with_the_rubric_they_began_with(
    submission: Submission, signed_in: SignedIn, ada: User, max_: User, reader: str
) -> None:
    mark_all(submission, max_, level=4)
    Assignment.objects.update(rubric_version=make_rubric())

    html = page(signed_in({"ada": ada, "max_": max_}[reader]), submission)
    assert html.count("<span>Level 4</span>") == 5


def test_page_shows_what_stands(submission: Submission, signed_in: SignedIn, ada: User) -> None:
    mark_all(submission, ada, level=3, not_assessed=("conclusion",))

    html = page(signed_in(ada), submission)
    assert "of 80 · 5 of 5 criteria" in html
    assert "The text breaks off." in html
    assert 'id="l-aims-3" form="f-aims" data-digit="3" data-points="7 8 9" checked' in html
    assert "Next script" in html


@pytest.mark.parametrize("size", [10, 100])
def test_marking_page_asks_eight_times_however_large_the_class(
    assignment: Assignment,
    signed_in: SignedIn,
    ada: User,
    size: int,
    django_assert_num_queries: Any,
) -> None:
    full_class(assignment.classroom, assignment, size, ada)
    submission = SubmissionFactory(essay=EssayFactory(assignment=assignment))
    mark_all(submission, ada)
    client = signed_in(ada)
    client.get(url(submission))  # the first page of a process reads the rubric: three more

    with django_assert_num_queries(8):
        client.get(url(submission))


def test_truncated_text_is_flagged(
    assignment: Assignment, sam: User, signed_in: SignedIn, ada: User
) -> None:
    script = make_script()
    type(script).objects.filter(pk=script.pk).update(truncated=True)
    submission = handed_in(assignment, sam, script=script, submitted_at=timezone.now())

    assert "This text breaks off" in page(signed_in(ada), submission)
