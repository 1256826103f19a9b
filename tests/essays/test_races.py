"""Many requests at the same time, on real connections: one submission, no text lost."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from essays import actions
from essays.models import Assignment, Essay, Script, Submission
from essays.refusals import DraftConflict
from tests.factories import EssayFactory

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


@pytest.fixture(autouse=True)
def _shared_database() -> None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" in name:
        pytest.skip("SQLite in memory has no second connection; the runner uses a file.")


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of the threads got from the same act, begun together."""
    gate = Barrier(THREADS)

    def one(number: int) -> Any:
        gate.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_same_form_at_once_is_one_submission_with_one_receipt(
    assignment: Assignment, sam: User
) -> None:
    essay = EssayFactory(assignment=assignment, author=sam)
    key = uuid.uuid4()

    receipts = at_once(
        lambda _number: actions.submit(essay=essay, key=key, based_on=1, by=sam).receipt
    )

    assert len(set(receipts)) == 1
    assert (Submission.objects.count(), Script.objects.count()) == (1, 1)


def test_different_forms_at_once_are_numbered_without_gaps(
    assignment: Assignment, sam: User
) -> None:
    essay = EssayFactory(assignment=assignment, author=sam)

    numbers = at_once(
        lambda _number: actions.submit(essay=essay, key=uuid.uuid4(), based_on=1, by=sam).number
    )

    assert sorted(numbers) == list(range(1, THREADS + 1))


def test_first_saves_at_once_make_one_essay(assignment: Assignment, sam: User) -> None:
    essays = at_once(lambda _number: actions.begin_essay(assignment=assignment, by=sam).pk)

    assert len(set(essays)) == 1
    assert Essay.objects.count() == 1


def test_saves_at_once_have_one_winner_and_the_others_get_both_texts(
    assignment: Assignment, sam: User
) -> None:
    essay = EssayFactory(assignment=assignment, author=sam)

    def save(number: int) -> str:
        try:
            html = f"<p>Text {number}</p>"
            return actions.save_draft(essay=essay, html=html, based_on=1, by=sam).html
        except DraftConflict as conflict:
            assert conflict.html == f"<p>Text {number}</p>"
            return f"after {conflict.stored.html}"

    answers = at_once(save)

    essay.refresh_from_db()
    assert essay.revision == 2
    assert answers.count(essay.html) == 1
    assert answers.count(f"after {essay.html}") == THREADS - 1


def test_hand_in_form_posted_fifty_times_leads_to_one_receipt(
    assignment: Assignment, sam: User, signed_in: Callable[[User], Client]
) -> None:
    EssayFactory(assignment=assignment, author=sam)
    url = reverse("essays:hand-in", args=[assignment.pk])
    form = {"key": str(uuid.uuid4()), "based_on": "1"}
    clients = [signed_in(sam) for _ in range(THREADS)]

    def post(number: int) -> set[tuple[int, str]]:
        answers = [clients[number].post(url, form) for _ in range(7)]
        return {(answer.status_code, answer["Location"]) for answer in answers}

    found = set().union(*at_once(post))

    receipt = Submission.objects.get().receipt
    assert found == {(302, reverse("essays:receipt", args=[receipt]))}
