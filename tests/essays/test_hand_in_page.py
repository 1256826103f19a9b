"""The look before handing in, and the form that hands in."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from essays.models import Assignment, Essay, Submission
from tests.factories import (
    TEXT,
    EnrolmentFactory,
    EssayFactory,
    SubmissionFactory,
    UserFactory,
    make_script,
)

SignIn = Callable[[User], Client]
QUERIES_TO_LOOK = 5


@pytest.fixture
def client(sam: User, signed_in: SignIn) -> Client:
    return signed_in(sam)


@pytest.fixture
def essay(assignment: Assignment, sam: User) -> Essay:
    return EssayFactory(assignment=assignment, author=sam, words=25)


def url(assignment: Assignment) -> str:
    return reverse("essays:hand-in", args=[assignment.pk])


def form(essay: Essay, **facts: object) -> dict[str, object]:
    return {"key": uuid.uuid4(), "based_on": essay.revision, **facts}


def test_look_shows_exactly_what_will_be_stored(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    page = client.get(url(assignment)).content.decode()

    assert TEXT in page
    assert "25 words" in page
    assert not Submission.objects.exists()


def test_hand_in_leads_to_the_receipt_of_the_text_that_was_shown(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    answer = client.post(url(assignment), form(essay))

    submission = Submission.objects.select_related("script").get()
    assert answer["Location"] == reverse("essays:receipt", args=[submission.receipt])
    assert submission.script.html == TEXT


def test_double_click_hands_in_once(assignment: Assignment, essay: Essay, client: Client) -> None:
    sent = form(essay)

    answers = [client.post(url(assignment), sent) for _ in range(3)]

    assert {answer["Location"] for answer in answers} == {
        reverse("essays:receipt", args=[Submission.objects.get().receipt])
    }


def test_nothing_written_is_said_before_and_after(assignment: Assignment, client: Client) -> None:
    assert "Nothing to hand in yet" in client.get(url(assignment)).content.decode()

    answer = client.post(url(assignment), {"key": uuid.uuid4(), "based_on": 0})

    assert answer.status_code == 422
    assert "no words to hand in" in answer.content.decode()
    assert not Submission.objects.exists()


def test_draft_changed_in_another_tab_is_looked_at_again(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    sent = form(essay)
    Essay.objects.update(html="<p>New words</p>", revision=2)

    answer = client.post(url(assignment), sent)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed since you looked" in page
    assert "<p>New words</p>" in page
    assert client.post(url(assignment), form(essay, based_on=2)).status_code == 302


def test_key_used_for_another_text_is_refused(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    sent = form(essay)
    client.post(url(assignment), sent)
    Essay.objects.update(html="<p>New words</p>", revision=2)

    answer = client.post(url(assignment), {**sent, "based_on": 2})

    assert answer.status_code == 409
    assert Submission.objects.count() == 1


def test_deadline_passed_while_typing_keeps_the_text(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(seconds=1), late_policy="refuse")

    answer = client.post(url(assignment), form(essay))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Your text is safe in the draft" in page
    assert TEXT in page
    assert not Submission.objects.exists()
    essay.refresh_from_db()
    assert essay.html == TEXT


def test_late_handing_in_is_said_beforehand(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(hours=1))
    SubmissionFactory(essay=essay, submitted_at=timezone.now() - timedelta(hours=2))

    page = client.get(url(assignment)).content.decode()

    assert "counts as late. Your number 1 was on time" in page
    client.post(url(assignment), form(essay))
    assert Submission.objects.get(number=2).late


def test_own_name_in_the_text_is_pointed_out_while_marking_is_blind(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    Essay.objects.update(html="<p>By Sam Žwingli, on Samson and the same.</p>")
    assert "Your name (Sam, Žwingli) stands" in client.get(url(assignment)).content.decode()

    Assignment.objects.update(blind=False)
    assert "Your name" not in client.get(url(assignment)).content.decode()


def test_text_that_is_already_in_is_recognised(
    assignment: Assignment, essay: Essay, client: Client
) -> None:
    submission = SubmissionFactory(essay=essay, script=make_script())

    page = client.get(url(assignment)).content.decode()

    assert f"word for word your number 1, receipt {submission.receipt}" in page


@pytest.mark.parametrize(
    "sent",
    [{}, {"key": "x", "based_on": "1"}, {"key": str(uuid.uuid4())}, {"based_on": str(2**40)}],
)
def test_broken_form_hands_in_nothing(
    assignment: Assignment, essay: Essay, client: Client, sent: dict[str, str]
) -> None:
    assert client.post(url(assignment), sent).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize("size", [10, 100])
def test_query_count_does_not_grow_with_the_class(
    assignment: Assignment,
    essay: Essay,
    client: Client,
    django_assert_num_queries: Callable[[int], object],
    size: int,
) -> None:
    for _ in range(size):
        student = UserFactory()
        EnrolmentFactory(classroom=assignment.classroom, user=student)
        SubmissionFactory(essay=EssayFactory(assignment=assignment, author=student))

    with django_assert_num_queries(QUERIES_TO_LOOK):
        client.get(url(assignment))
    with django_assert_num_queries(QUERIES_TO_HAND_IN):
        client.post(url(assignment), form(essay))


QUERIES_TO_HAND_IN = 12
