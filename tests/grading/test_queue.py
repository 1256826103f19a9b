"""The queue: what waits, in an order that tells nothing."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from essays.models import Assignment, Submission
from grading.models import Assessment
from grading.queue import next_script, progress
from tests.factories import EssayFactory, SubmissionFactory


def hand_in(assignment: Assignment, count: int) -> list[Submission]:
    """That many essays, handed in by as many people."""
    return [SubmissionFactory(essay=EssayFactory(assignment=assignment)) for _ in range(count)]


def take(submission: Submission, by: User, *, marked: bool = False) -> Assessment:
    """Begin or finish the marking of a script."""
    return Assessment.objects.create(
        script=submission.script,
        marker=by,
        rubric_version=submission.essay.assignment.rubric_version,
        marked_at=timezone.now() if marked else None,
    )


def walk(user: User, assignment: Assignment) -> list[Any]:
    """Mark everything that waits, in the order of the queue."""
    order = []
    while (found := next_script(user, assignment)) is not None:
        order.append(found)
        take(Submission.objects.get(script__public_id=found), user, marked=True)
    return order


def test_queue_of_an_empty_class_is_empty(assignment: Assignment, ada: User) -> None:
    assert next_script(ada, assignment) is None
    assert progress(assignment).scripts == 0


def test_every_script_comes_once_and_the_order_is_not_that_of_handing_in(
    assignment: Assignment, ada: User
) -> None:
    scripts = [one.script.public_id for one in hand_in(assignment, 12)]

    order = walk(ada, assignment)

    assert sorted(order) == sorted(scripts)
    assert order != scripts  # 1 in 479,001,600 to be equal by chance
    assert (progress(assignment).marked, progress(assignment).left) == (12, 0)


def test_order_is_the_same_each_time_and_another_for_each_marker(
    assignment: Assignment, ada: User, max_: User
) -> None:
    hand_in(assignment, 12)

    def order(user: User) -> list[Any]:
        found = [next_script(user, assignment)]
        while len(found) < 12:
            found.append(next_script(user, assignment, after=found[-1]))
        return found

    assert order(ada) == order(ada)
    assert order(ada) != order(max_)
    assert len(set(order(ada))) == 12


def test_after_the_last_script_the_queue_comes_round(assignment: Assignment, ada: User) -> None:
    hand_in(assignment, 3)
    first = next_script(ada, assignment)
    second = next_script(ada, assignment, after=first)
    third = next_script(ada, assignment, after=second)

    assert next_script(ada, assignment, after=third) == first


def test_the_only_script_left_is_not_its_own_successor(assignment: Assignment, ada: User) -> None:
    only = hand_in(assignment, 1)[0].script.public_id

    assert next_script(ada, assignment, after=only) is None


@pytest.mark.parametrize("marked", [True, False])
def test_a_script_that_another_marker_took_is_not_offered(
    assignment: Assignment, ada: User, max_: User, marked: bool
) -> None:
    take(hand_in(assignment, 1)[0], max_, marked=marked)

    assert next_script(ada, assignment) is None
    assert progress(assignment).marked == marked


def test_a_script_that_one_has_begun_oneself_is_offered_again(
    assignment: Assignment, ada: User
) -> None:
    submission = hand_in(assignment, 1)[0]
    take(submission, ada)

    assert next_script(ada, assignment) == submission.script.public_id


def test_only_the_newest_submission_is_offered(assignment: Assignment, ada: User) -> None:
    old = hand_in(assignment, 1)[0]
    new = SubmissionFactory(essay=old.essay, number=2)

    assert next_script(ada, assignment) == new.script.public_id
    assert progress(assignment).scripts == 1


def test_nobody_is_offered_their_own_essay(assignment: Assignment, ada: User) -> None:
    SubmissionFactory(essay=EssayFactory(assignment=assignment, author=ada))

    assert next_script(ada, assignment) is None


@pytest.mark.parametrize("size", [10, 100])
def test_queue_reads_no_text_and_asks_once_however_large_the_class(
    assignment: Assignment, ada: User, size: int, django_assert_num_queries: Any
) -> None:
    hand_in(assignment, size)

    with django_assert_num_queries(1) as asked:
        next_script(ada, assignment)
    assert "text" not in asked.captured_queries[0]["sql"]
    with django_assert_num_queries(1):
        progress(assignment)
