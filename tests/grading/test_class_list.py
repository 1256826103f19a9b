"""The class list: who handed in, what is left to mark, and what blind marking hides."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from essays.models import Assignment
from grading.class_access import version_of
from grading.classlist import class_list
from tests.factories import EssayFactory, SubmissionFactory
from tests.grading.situations import full_class, handed_in, mark_all, released

SignIn = Callable[[User], Client]
CLASS_LIST_QUERIES = 10


def found_in(assignment: Assignment) -> object:
    return class_list(assignment, version_of(assignment))


def page_of(client: Client, assignment: Assignment) -> str:
    answer = client.get(reverse("grading:class-list", args=[assignment.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_states_of_the_class(assignment: Assignment, sam: User, kit: User, ada: User) -> None:
    handed_in(assignment, sam, late=True)
    EssayFactory(assignment=assignment, author=kit)

    rows = {row.name: row.state for row in found_in(assignment).rows}

    assert rows == {sam.name: "late", kit.name: "draft"}


def test_newest_submission_counts(assignment: Assignment, sam: User, ada: User) -> None:
    first = handed_in(assignment, sam)
    mark_all(first, ada)
    SubmissionFactory(essay=first.essay, number=2)

    found = found_in(assignment)

    assert (found.handed_in, found.marked, found.to_mark) == (1, 0, 1)
    assert found.rows[0].number is None  # blind: a marker hears of a newer text
    assignment.blind = False
    assert found_in(assignment).rows[0].number == 2


def test_counts_of_marked_held_and_released(
    assignment: Assignment, sam: User, kit: User, ada: User
) -> None:
    released(handed_in(assignment, sam), ada)
    mark_all(handed_in(assignment, kit), ada)

    found = found_in(assignment)

    assert (found.marked, found.held, found.released, found.to_mark) == (2, 1, 1, 0)


def test_blind_list_ties_no_name_to_a_script(
    assignment: Assignment, sam: User, kit: User, ada: User
) -> None:
    """Names and codes share no fact: not the id, not the length, not the total, not the order."""
    for student in (sam, kit):
        mark_all(handed_in(assignment, student), ada)

    found = found_in(assignment)

    assert all(
        (row.script, row.words, row.judged, row.total) == (None, None, None, "")
        for row in found.rows
    )
    assert [row.code for row in found.scripts] == sorted(row.code for row in found.scripts)


def test_open_marking_shows_total_beside_the_name(
    assignment: Assignment, sam: User, ada: User, signed_in: SignIn
) -> None:
    assignment.blind = False
    assignment.save(update_fields=["blind"])
    mark_all(handed_in(assignment, sam), ada, level=3)

    row = next(r for r in re.split("<tr>", page_of(signed_in(ada), assignment)) if sam.name in r)

    assert "52 of 100" in row


def test_after_release_the_total_joins_the_name(
    assignment: Assignment, sam: User, ada: User
) -> None:
    released(handed_in(assignment, sam), ada, not_assessed=("conclusion",))

    row = found_in(assignment).rows[0]

    assert row.judged is not None
    assert (row.judged.points, row.judged.of) == (42, 80)


def test_marker_sees_scripts_but_no_names(
    assignment: Assignment, sam: User, max_: User, signed_in: SignIn
) -> None:
    submission = handed_in(assignment, sam)

    page = page_of(signed_in(max_), assignment)

    assert submission.essay.code in page
    assert sam.name not in page


def test_level_counts_match_the_marks(
    assignment: Assignment, sam: User, kit: User, ada: User
) -> None:
    mark_all(handed_in(assignment, sam), ada, level=2)
    mark_all(handed_in(assignment, kit), ada, level=4)

    levels = found_in(assignment).levels

    assert [one.criterion.key for one in levels][0] == "aims"
    assert levels[0].counts == [(1, 0), (2, 1), (3, 0), (4, 1), (5, 0)]


def test_empty_class_says_how_to_fill_it(
    assignment: Assignment, ada: User, signed_in: SignIn
) -> None:
    page = page_of(signed_in(ada), assignment)

    assert "Nothing to mark yet" in page
    assert assignment.classroom.spoken_join_code in page


def test_next_goes_to_a_script_and_home_when_none_is_left(
    assignment: Assignment, sam: User, ada: User, signed_in: SignIn
) -> None:
    submission = handed_in(assignment, sam)
    client = signed_in(ada)
    url = reverse("grading:mark-next", args=[assignment.pk])

    assert client.get(url).url == reverse("grading:script-mark", args=[submission.script.public_id])

    mark_all(submission, ada)
    assert client.get(url).url == reverse("grading:class-list", args=[assignment.pk])


@pytest.mark.parametrize("size", [10, 100])
def test_class_list_asks_as_much_for_a_small_class_as_for_a_large_one(
    assignment: Assignment,
    ada: User,
    signed_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    full_class(assignment.classroom, assignment, size, ada)
    client = signed_in(ada)
    page_of(client, assignment)  # a web worker reads the rubric once for all its life

    with django_assert_num_queries(CLASS_LIST_QUERIES):
        page_of(client, assignment)


def test_unopened_assignment_is_on_the_teachers_desk_only(
    assignment: Assignment, ada: User, sam: User, signed_in: SignIn
) -> None:
    assignment.opens_at = timezone.now() + timedelta(days=1)
    assignment.save(update_fields=["opens_at"])

    assert assignment.title in signed_in(ada).get(reverse("home")).content.decode()
    assert assignment.title not in signed_in(sam).get(reverse("home")).content.decode()


def test_next_goes_on_behind_the_script_it_is_asked_from(
    assignment: Assignment, sam: User, kit: User, ada: User, signed_in: SignIn
) -> None:
    scripts = {str(handed_in(assignment, one).script.public_id) for one in (sam, kit)}
    client = signed_in(ada)
    url = reverse("grading:mark-next", args=[assignment.pk])

    first = client.get(url).url.split("/")[2]
    behind = client.get(url, {"after": first}).url.split("/")[2]

    assert {first, behind} == scripts
    assert client.get(url, {"after": "nonsense"}).url.split("/")[2] == first


def test_scripts_are_released_and_taken_back_one_by_one(
    assignment: Assignment, sam: User, ada: User, max_: User, signed_in: SignIn
) -> None:
    submission = handed_in(assignment, sam)
    mark_all(submission, ada)
    release_one = reverse("grading:release", args=[submission.script.public_id])
    take_back = reverse("grading:withdraw", args=[submission.script.public_id])
    client = signed_in(ada)
    assert release_one in page_of(client, assignment)
    assert release_one not in page_of(signed_in(max_), assignment)

    answer = client.post(release_one, follow=True).content.decode()
    assert "1 student can now read the result." in answer
    assert take_back in answer

    answer = client.post(take_back, {"reason": "A page was missed."}, follow=True).content.decode()
    assert "Withdrawn." in answer
    assert release_one in answer
