"""Each page asks the database a fixed number of questions, whatever the size of the class."""

import uuid
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from essays.models import Assignment, Essay, Submission
from rubrics.models import RubricVersion
from tests.grading.situations import full_class, handed_in, mark_all, released

SIZES = [10, 100, 1000]
# Who opens which address, and how many queries it takes, session and person included.
PAGES = {
    ("ada", "home"): 8,
    ("ada", "grading:classroom"): 9,
    ("ada", "classrooms:people"): 4,
    ("ada", "classrooms:cards"): 5,
    ("ada", "grading:class-list"): 10,
    ("ada", "grading:release-all"): 9,
    ("ada", "grading:mark-next"): 5,
    ("ada", "grading:script-mark"): 8,
    ("max_", "grading:class-list"): 10,
    ("sam", "home"): 6,
    ("sam", "grading:classroom"): 7,
    ("sam", "essays:assignment-detail"): 6,
    ("sam", "essays:receipt"): 3,
    ("sam", "grading:feedback"): 5,
    ("kit", "essays:write"): 5,
    ("kit", "essays:hand-in"): 5,
}
SAVE_A_MARK = 14  # two of them the savepoint of the test’s own transaction
HAND_IN = 12


@pytest.fixture(params=SIZES)
def crowd(
    request: pytest.FixtureRequest, assignment: Assignment, sam: User, kit: User, ada: User
) -> dict[str, object]:
    """A class of that size; Sam’s essay is released, Kit’s is a draft, one more is half marked."""
    call_command("load_builtins")
    assignment.rubric_version = RubricVersion.objects.get(rubric__slug="essay-on-foreign-policy")
    assignment.save(update_fields=["rubric_version"])
    own = handed_in(assignment, sam)
    released(own, ada)
    draft = Essay.objects.create(assignment=assignment, author=kit, html="<p>One.</p>", revision=1)
    full_class(assignment.classroom, assignment, request.param, ada)
    waiting = Submission.objects.filter(script__assessments=None).latest("pk")
    mark_all(waiting, ada, but=("conclusion",))
    return {
        "classroom": assignment.classroom_id,
        "assignment": assignment.pk,
        "script": waiting.script.public_id,
        "receipt": own.receipt,
        "draft": draft,
    }


def url_of(name: str, facts: dict[str, object]) -> str:
    """The address of a page, with the one argument that it takes."""
    if name == "home":
        return reverse(name)
    if name.startswith("classrooms:") or name == "grading:classroom":
        return reverse(name, args=[facts["classroom"]])
    if name in ("essays:receipt", "grading:feedback"):
        return reverse(name, args=[facts["receipt"]])
    key = "script" if name == "grading:script-mark" else "assignment"
    return reverse(name, args=[facts[key]])


def test_pages_ask_as_much_for_a_small_class_as_for_a_large_one(
    crowd: dict[str, object],
    max_: User,
    signed_in: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    found = {}
    for person, name in PAGES:
        client = signed_in(request.getfixturevalue(person))
        url = url_of(name, crowd)
        client.get(url)  # what a web worker reads once for all its life is read now
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code in (200, 302)
        found[person, name] = len(asked)

    assert found == PAGES


def test_writes_ask_as_much_for_a_small_class_as_for_a_large_one(
    crowd: dict[str, object],
    ada: User,
    kit: User,
    signed_in: Callable[[User], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    marker, writer = signed_in(ada), signed_in(kit)
    mark = reverse("grading:mark-set", args=[crowd["script"], "conclusion"])
    sent = {"level": "3", "points": "10", "based_on": "0", "key": str(uuid.uuid4())}
    marker.get(reverse("grading:script-mark", args=[crowd["script"]]))
    with django_assert_num_queries(SAVE_A_MARK):
        assert marker.post(mark, sent, headers={"Touchstone-Parts": "1"}).status_code == 200

    hand_in = reverse("essays:hand-in", args=[crowd["assignment"]])
    form = {"key": str(uuid.uuid4()), "based_on": "1"}
    with django_assert_num_queries(HAND_IN):
        assert writer.post(hand_in, form).status_code == 302
