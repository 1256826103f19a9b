"""What a student reads after release, and that there is no sign of it before."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from essays.models import Assignment, Submission
from grading.actions import release
from tests.grading.situations import full_class, handed_in, mark_all, released

SignIn = Callable[[User], Client]
CANARY = "ZQXCANARY"
FEEDBACK_QUERIES = 5


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    return handed_in(assignment, sam)


def read(client: Client, submission: Submission) -> str:
    answer = client.get(reverse("grading:feedback", args=[submission.receipt]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_feedback_shows_level_points_words_and_the_next_level(
    submission: Submission, ada: User, sam: User, signed_in: SignIn
) -> None:
    released(submission, ada, level=3, comment="Name a historian.")

    page = read(signed_in(sam), submission)

    assert "Level 3 of 5 · 8 of 15" in page
    assert "Name a historian." in page
    assert "Aims, words of level 3." in page
    assert "Aims, words of level 4." in page
    assert "<b>52</b> of 100" in page


def test_feedback_with_something_not_assessed_has_no_total_of_the_whole(
    submission: Submission, ada: User, sam: User, signed_in: SignIn
) -> None:
    released(submission, ada, level=3, not_assessed=("conclusion",))

    page = read(signed_in(sam), submission)

    assert "Not assessed: no number, which is not zero" in page
    assert "of 80" in page
    assert "of 100" not in page


def test_feedback_at_the_top_names_no_next_level(
    submission: Submission, ada: User, sam: User, signed_in: SignIn
) -> None:
    released(submission, ada, level=5)

    assert "There is no level above this one." in read(signed_in(sam), submission)


def test_before_release_no_page_of_the_student_shows_a_sign(
    submission: Submission, assignment: Assignment, ada: User, sam: User, signed_in: SignIn
) -> None:
    """The canary: a comment and odd points; after release the same crawl must find them."""
    mark_all(submission, ada, level=4, comment=CANARY, points={"successes": Decimal(19)})
    client = signed_in(sam)
    pages = [
        reverse("home"),
        reverse("grading:classroom", args=[assignment.classroom_id]),
        reverse("essays:assignment-detail", args=[assignment.pk]),
        reverse("essays:receipt", args=[submission.receipt]),
        reverse("essays:submission-text", args=[submission.receipt]),
        reverse("grading:feedback", args=[submission.receipt]),
    ]

    def crawl() -> str:
        return "\n".join(client.get(page).content.decode() for page in pages)

    before = crawl()
    assert CANARY not in before
    assert "19 of 25" not in before
    assert "eedback of" not in before

    release.release(submission=submission, by=ada)
    after = crawl()
    assert CANARY in after
    assert "19 of 25" in after
    assert "eedback of" in after


def test_held_and_missing_feedback_answer_alike(
    submission: Submission, ada: User, sam: User, signed_in: SignIn
) -> None:
    mark_all(submission, ada)
    client = signed_in(sam)

    held = client.get(reverse("grading:feedback", args=[submission.receipt]))
    missing = client.get(reverse("grading:feedback", args=["TS-AAAA-AAAA"]))

    assert held.status_code == missing.status_code == 404
    assert held.content == missing.content


@pytest.mark.parametrize("reader", ["kit", "eve", "ada", "max_"])
def test_released_feedback_is_its_authors_alone(
    submission: Submission,
    ada: User,
    signed_in: SignIn,
    reader: str,
    request: pytest.FixtureRequest,
) -> None:
    released(submission, ada)
    client = signed_in(request.getfixturevalue(reader))

    answer = client.get(reverse("grading:feedback", args=[submission.receipt]))

    assert answer.status_code == 404


@pytest.mark.parametrize("size", [1, 10])
def test_feedback_asks_the_same_few_questions_in_any_class(
    submission: Submission,
    assignment: Assignment,
    ada: User,
    sam: User,
    signed_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    released(submission, ada)
    full_class(assignment.classroom, assignment, size, ada)
    client = signed_in(sam)
    read(client, submission)  # a web worker reads the rubric once for all its life

    with django_assert_num_queries(FEEDBACK_QUERIES):
        read(client, submission)
