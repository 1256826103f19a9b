"""The page of an assignment: who sees it, in which state, with which next step."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from essays.models import Assignment
from tests.factories import EnrolmentFactory, EssayFactory, SubmissionFactory, UserFactory

SignIn = Callable[[User], Client]
QUERIES = 6


def url(assignment: Assignment) -> str:
    return reverse("essays:assignment-detail", args=[assignment.pk])


def test_question_page_is_closed_to_strangers_and_visitors(
    assignment: Assignment, eve: User, signed_in: SignIn
) -> None:
    assert signed_in(eve).get(url(assignment)).status_code == 404
    assert Client().get(url(assignment)).status_code == 302


def test_student_reads_question_time_rubric_and_begins(
    assignment: Assignment, sam: User, signed_in: SignIn
) -> None:
    page = signed_in(sam).get(url(assignment)).content.decode()

    assert assignment.prompt in page
    assert "open, due in 6 days" in page
    assert "Aims, words of level 4." in page
    assert "Begin writing" in page
    assert page.count("btn-primary") == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"opens_at": timedelta(days=-3), "due_at": timedelta(hours=2)}, "open, due in 1 h 59 min"),
        (
            {"opens_at": timedelta(days=-3), "due_at": timedelta(minutes=-5)},
            "due 5 min ago; still accepted, marked as late",
        ),
        (
            {
                "opens_at": timedelta(days=-3),
                "due_at": timedelta(days=-1),
                "late_policy": "refuse",
            },
            "closed since",
        ),
    ],
)
def test_state_is_said_in_words(
    assignment: Assignment,
    sam: User,
    signed_in: SignIn,
    facts: dict[str, object],
    words: str,
) -> None:
    now = timezone.now()
    moments = {k: now + v if isinstance(v, timedelta) else v for k, v in facts.items()}
    Assignment.objects.update(**moments)

    assert words in signed_in(sam).get(url(assignment)).content.decode()


def test_assignment_that_is_not_open_exists_only_for_staff(
    assignment: Assignment, sam: User, ada: User, max_: User, signed_in: SignIn
) -> None:
    Assignment.objects.update(opens_at=timezone.now() + timedelta(days=1))

    for name in ("assignment-detail", "write", "upload", "hand-in"):
        page = reverse(f"essays:{name}", args=[assignment.pk])
        assert signed_in(sam).get(page).status_code == 404
        assert signed_in(sam).post(page).status_code in (404, 405)
    assert (
        signed_in(sam).post(reverse("essays:draft-save", args=[assignment.pk])).status_code == 404
    )
    for person in (ada, max_):
        page = signed_in(person).get(url(assignment)).content.decode()
        assert reverse("grading:class-list", args=[assignment.pk]) in page


def test_next_step_follows_the_work(assignment: Assignment, sam: User, signed_in: SignIn) -> None:
    client = signed_in(sam)
    essay = EssayFactory(assignment=assignment, author=sam, words=25)
    assert "Go on writing" in client.get(url(assignment)).content.decode()

    submission = SubmissionFactory(essay=essay)
    page = client.get(url(assignment)).content.decode()
    assert "See your receipt" in page
    assert submission.receipt in page

    essay.saved_at = timezone.now()
    essay.save()
    page = client.get(url(assignment)).content.decode()
    assert "Go on writing" in page
    assert "changed after number 1" in page

    submission.returned_at = timezone.now()
    submission.save()
    page = client.get(url(assignment)).content.decode()
    assert reverse("grading:feedback", args=[submission.receipt]) in page
    assert "Read your feedback" in page


def test_closed_assignment_keeps_the_draft_in_reach(
    assignment: Assignment, sam: User, signed_in: SignIn
) -> None:
    EssayFactory(assignment=assignment, author=sam)
    Assignment.objects.update(due_at=timezone.now() - timedelta(1), late_policy="refuse")

    page = signed_in(sam).get(url(assignment)).content.decode()

    assert "Your draft is kept, but it was not handed in" in page
    assert reverse("essays:write", args=[assignment.pk]) in page


@pytest.mark.parametrize("size", [10, 100])
def test_query_count_does_not_grow_with_the_class(
    assignment: Assignment,
    sam: User,
    signed_in: SignIn,
    django_assert_num_queries: Callable[[int], object],
    size: int,
) -> None:
    for _ in range(size):
        student = UserFactory()
        EnrolmentFactory(classroom=assignment.classroom, user=student)
        SubmissionFactory(essay=EssayFactory(assignment=assignment, author=student))
    SubmissionFactory(essay=EssayFactory(assignment=assignment, author=sam))
    client = signed_in(sam)
    client.get(url(assignment))  # what a web worker reads once for all its life is read now

    with django_assert_num_queries(QUERIES):
        client.get(url(assignment))
