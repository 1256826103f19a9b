"""Adding people from a list costs the database the same however long the list is."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from classrooms import actions
from classrooms.models import Classroom
from classrooms.plan import plan_list

SignIn = Callable[[User], Client]
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def url(classroom: Classroom) -> str:
    return reverse("classrooms:people-import", args=[classroom.pk])


def lines(count: int) -> str:
    return "name,user name,e-mail\n" + "".join(
        f"Person Nr{n},person{n}.x,p{n}@school.example\n" for n in range(count)
    )


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_look_takes_six_queries_for_any_list(
    size: int,
    ada: User,
    url: str,
    signed_in: SignIn,
    django_assert_num_queries: Counted,
) -> None:
    client = signed_in(ada)

    with django_assert_num_queries(6):  # session, user, gate; members, people named, user names
        answer = client.post(url, {"text": lines(size)})

    assert answer.status_code == 200


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_list_is_written_in_bulk(size: int, ada: User, classroom: Classroom) -> None:
    text = lines(size)
    shown = plan_list(classroom, text).fingerprint

    with CaptureQueriesContext(
        connection,
    ) as done:
        actions.enrol_list(classroom=classroom, text=text, shown=shown, by=ada)

    statements = [one["sql"] for one in done.captured_queries]
    inserts = [one for one in statements if one.startswith("INSERT")]
    # The lock, and three to look; the rows in as few statements as the database takes.
    reads = [one for one in statements if one.startswith("SELECT")]
    batches = sum(
        -(-size // connection.ops.bulk_batch_size(fields, range(size)))
        for fields in (range(11), range(5))
    )
    assert len(reads) == 4
    assert len(inserts) <= batches + 1
    assert classroom.enrolments.count() == size + 1
