"""The desk: what comes first for a visitor, a teacher and a student."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from classrooms.models import Classroom
from essays.models import Assignment
from tests.factories import AssignmentFactory, EssayFactory, UserFactory
from tests.grading.situations import full_class, handed_in, mark_all, released

SignIn = Callable[[User], Client]
HOME_QUERIES = 8


def home(client: Client) -> str:
    answer = client.get(reverse("home"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_visitor_is_shown_the_way_in_and_the_exemplars(client: Client, db: None) -> None:
    page = home(client)

    assert reverse("account_login") in page
    assert reverse("grading:exemplar-list") in page


def test_new_teacher_is_told_the_first_step(ada: User, signed_in: SignIn) -> None:
    assert "Your first class, in three steps" in home(signed_in(ada))


def test_new_student_is_told_about_the_code(db: None, signed_in: SignIn) -> None:
    assert "You are in no class yet" in home(signed_in(UserFactory()))


def test_teacher_is_sent_to_what_is_left_to_mark(
    assignment: Assignment, sam: User, ada: User, signed_in: SignIn
) -> None:
    handed_in(assignment, sam)

    page = home(signed_in(ada))

    assert "1 script to mark in" in page
    assert reverse("grading:mark-next", args=[assignment.pk]) in page


def test_teacher_with_everything_marked_is_sent_to_release(
    assignment: Assignment, sam: User, ada: User, signed_in: SignIn
) -> None:
    mark_all(handed_in(assignment, sam), ada)

    assert reverse("grading:release-all", args=[assignment.pk]) in home(signed_in(ada))


def test_marker_is_not_sent_to_release(
    assignment: Assignment, sam: User, ada: User, max_: User, signed_in: SignIn
) -> None:
    mark_all(handed_in(assignment, sam), ada)

    assert reverse("grading:release-all", args=[assignment.pk]) not in home(signed_in(max_))


def test_student_is_sent_to_the_draft(assignment: Assignment, sam: User, signed_in: SignIn) -> None:
    EssayFactory(assignment=assignment, author=sam)

    assert reverse("essays:write", args=[assignment.pk]) in home(signed_in(sam))


def test_student_finds_the_feedback(
    assignment: Assignment, sam: User, ada: User, signed_in: SignIn
) -> None:
    submission = handed_in(assignment, sam)
    released(submission, ada)

    assert reverse("grading:feedback", args=[submission.receipt]) in home(signed_in(sam))


def test_classroom_of_somebody_else_is_not_there(
    classroom: Classroom, eve: User, signed_in: SignIn
) -> None:
    url = reverse("grading:classroom", args=[classroom.pk])

    assert signed_in(eve).get(url).status_code == 404


@pytest.mark.parametrize("size", [10, 100])
def test_desk_asks_as_much_for_a_small_class_as_for_a_large_one(
    assignment: Assignment,
    ada: User,
    signed_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    full_class(assignment.classroom, assignment, size, ada)
    for _ in range(size // 10):
        AssignmentFactory(classroom=assignment.classroom)
    client = signed_in(ada)

    with django_assert_num_queries(HOME_QUERIES):
        home(client)
