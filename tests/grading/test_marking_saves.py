"""Saving on the workbench: every answer, with scripts and without, and every refusal."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from essays.models import Assignment, Submission
from grading.models import Assessment, Event, Mark
from tests.factories import EssayFactory, SubmissionFactory, make_rubric
from tests.grading.situations import full_class, handed_in, mark_all, released

SignedIn = Callable[[User], Client]
PARTS = {"Touchstone-Parts": "1"}


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    """What Sam handed in."""
    return handed_in(assignment, sam)


@pytest.fixture
def save(submission: Submission, signed_in: SignedIn, ada: User) -> Any:
    """Posts one mark as Ada; parts of the page come back unless `parts` is False."""

    def post(
        criterion: str = "successes", *, by: User = ada, parts: bool = True, **said: Any
    ) -> Any:
        address = reverse("grading:mark-set", args=[submission.script.public_id, criterion])
        sent = {"level": "3", "based_on": 0, "key": uuid.uuid4()} | said
        return signed_in(by).post(address, sent, headers=PARTS if parts else {})

    return post


def test_saved_mark_is_answered_with_its_parts_alone(save: Any) -> None:
    answer = save(points="15", comment="Spain is argued well.")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="judge-successes"' in html and 'id="judge-aims"' not in html
    assert 'name="based_on" value="1"' in html
    assert "of 25 · 1 of 5 criteria" in html
    assert "<textarea" not in html.replace('id="why-successes"', "").split('class="why"')[0]
    assert "Saved " in html
    mark = Mark.objects.get()
    assert (mark.points, mark.comment) == (Decimal(15), "Spain is argued well.")


def test_without_scripts_a_save_leads_back_to_its_criterion(
    save: Any, submission: Submission
) -> None:
    answer = save(parts=False)

    page = reverse("grading:script-mark", args=[submission.script.public_id])
    assert (answer.status_code, answer.url) == (302, f"{page}#crit-successes")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("16", "Level 3 takes 11 to 15 points; 16 lies outside it."),
        ("11.5", "in steps of 1"),
        ("12,5", "is not a number of points"),
        ("NaN", "is not a number of points"),
        ("Infinity", "is not a number of points"),
        ("1e400", "is not a number of points"),
        ("１２", "is not a number of points"),
        ("-3", "is not a number of points"),
        ("12.000001", "is not a number of points"),
    ],
)
@pytest.mark.parametrize("parts", [True, False])
def test_points_that_cannot_be_taken_are_refused_and_kept_apart_from_what_stands(
    save: Any, points: str, words: str, parts: bool
) -> None:
    answer = save(points=points, comment="Kept words.", parts=parts)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert parts or "Kept words." in answer.content.decode()
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("level", ["6", "l3", "٣", "99999", "level"])
def test_level_of_another_rubric_is_refused(save: Any, level: str) -> None:
    answer = save(level=level)

    assert answer.status_code == 422
    assert not Assessment.objects.exists()


def test_criterion_of_another_rubric_is_not_there(save: Any) -> None:
    assert save("style").status_code == 404


@pytest.mark.parametrize("said", [{"based_on": "x"}, {"key": "1"}, {"based_on": 10**30}])
def test_write_without_its_version_or_name_is_refused(save: Any, said: dict[str, Any]) -> None:
    assert save(**said).status_code == 422
    assert not Assessment.objects.exists()


def test_comment_over_the_limit_is_refused_and_kept(save: Any) -> None:
    answer = save(comment="x" * 10_001, parts=False)

    assert answer.status_code == 422
    assert "At most 10000 characters; this has 10001." in answer.content.decode()
    assert "x" * 10_001 in answer.content.decode()


def test_comment_with_a_nul_is_refused(save: Any) -> None:
    assert save(comment="a\x00b").status_code == 422


def test_line_ends_of_a_form_become_those_of_the_text(save: Any) -> None:
    save(comment="One.\r\nTwo.")

    assert Mark.objects.get().comment == "One.\nTwo."


def test_points_shown_for_another_level_are_left_out(save: Any) -> None:
    save(points="13")
    save(level="4", points="13", points_for="3", based_on=1)

    assert Mark.objects.get().points == 18


def test_not_assessed_without_reason_is_refused(save: Any) -> None:
    answer = save(level="not_assessed")

    assert answer.status_code == 422
    assert "Say why Successes was not assessed" in answer.content.decode()


@pytest.mark.parametrize("parts", [True, False])
def test_stale_save_gets_mine_theirs_and_the_origin(save: Any, parts: bool) -> None:
    save(points="13")
    save(level="4", points="17", based_on=1)

    answer = save(points="15", comment="Mine.", based_on=1, parts=parts)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This mark changed in another window" in html
    for side in ("Level 3 · 15", "Level 4 · 17", "Level 3 · 13"):
        assert side in html
    assert "Mine." in html
    assert Mark.objects.get().points == 17


def test_keeping_mine_after_a_stale_save_is_a_write_on_top_of_theirs(save: Any) -> None:
    save(points="13")
    save(level="4", points="17", based_on=1)
    html = save(points="15", based_on=1).content.decode()

    assert 'name="based_on" value="2"' in html
    assert save(points="15", based_on=2).status_code == 200
    assert [event.state["points"] for event in Event.objects.all()] == ["13", "17", "15"]


def test_repeated_save_gets_the_first_answer(save: Any) -> None:
    key = uuid.uuid4()

    assert save(key=key).status_code == save(key=key).status_code == 200
    assert Event.objects.count() == 1


def test_save_under_the_name_of_another_one_is_refused(save: Any) -> None:
    key = uuid.uuid4()
    save(key=key)

    answer = save("aims", key=key)
    assert answer.status_code == 409
    assert "the number of another one" in answer.content.decode()


def test_released_mark_is_not_changed(save: Any, submission: Submission, ada: User) -> None:
    released(submission, ada, level=2)

    answer = save(based_on=1)
    assert answer.status_code == 409
    assert "released to the student" in answer.content.decode()
    assert save(based_on=1, parts=False).status_code == 409
    assert not Mark.objects.filter(level__number=3).exists()


def test_only_those_who_mark_there_can_save(
    save: Any, sam: User, kit: User, eve: User, max_: User
) -> None:
    assert {user: save(by=user).status_code for user in (sam, kit, eve)} == {
        sam: 404,
        kit: 404,
        eve: 404,
    }
    assert not Assessment.objects.exists()
    assert save(by=max_).status_code == 200


def test_save_by_link_is_not_possible(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    address = reverse("grading:mark-set", args=[submission.script.public_id, "aims"])

    assert signed_in(ada).get(address).status_code == 405


def test_save_goes_on_with_the_rubric_that_the_marking_began_with(
    save: Any, submission: Submission, ada: User
) -> None:
    mark_all(submission, ada)
    Assignment.objects.update(rubric_version=make_rubric())

    assert save(based_on=1, level="5").status_code == 200
    assert (
        Mark.objects.get(level__number=5).criterion.version
        == Assessment.objects.get().rubric_version
    )


def test_overall_comment_is_saved_and_a_stale_one_shown_beside_the_other(
    submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    client = signed_in(ada)

    def say(comment: str, based_on: int, **headers: Any) -> Any:
        address = reverse("grading:overall-set", args=[submission.script.public_id])
        sent = {"comment": comment, "based_on": based_on, "key": uuid.uuid4()}
        return client.post(address, sent, **headers)

    assert say("First.", 0).status_code == 302
    for headers in ({}, {"headers": PARTS}):
        stale = say("Second.", 0, **headers)
        assert stale.status_code == 409
        assert "“First.”" in stale.content.decode()
    assert "Second." in say("Second.", 0).content.decode()
    assert say("x" * 10_001, 1).status_code == 422
    assert Assessment.objects.get().overall_comment == "First."


@pytest.mark.parametrize("size", [10, 100])
def test_saving_a_mark_asks_eleven_times_however_large_the_class(
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
    address = reverse("grading:mark-set", args=[submission.script.public_id, "aims"])
    sent = {"level": "4", "based_on": 1, "key": uuid.uuid4()}

    client.get(reverse("grading:script-mark", args=[submission.script.public_id]))

    with django_assert_num_queries(13) as asked:
        answer = client.post(address, sent, headers=PARTS)
    assert answer.status_code == 200
    savepoints = [one for one in asked.captured_queries if "SAVEPOINT" in one["sql"]]
    assert len(savepoints) == 2  # of the test's own transaction: outside a test, none
