"""The permission matrix: every address, every kind of person, as one table to be reviewed.

An address that is missing here fails the build. Strangers get the same 404 as for a page that
does not exist.
"""

import io
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from essays.models import Assignment, Exemplar, Submission
from tests.factories import UserFactory, make_rubric
from tests.grading.situations import handed_in, mark_all
from tests.permission_table import ACTORS, MATRIX, NOT_OURS, Cells

SignIn = Callable[[User], Client]


@dataclass
class World:
    """Ada’s classroom with Sam’s submission, and somebody of each kind."""

    classroom: Classroom
    assignment: Assignment
    submission: Submission
    enrolment: Enrolment
    people: dict[str, User | None]
    facts: dict[str, object] = field(default_factory=dict)


@pytest.fixture
def world(
    classroom: Classroom,
    assignment: Assignment,
    ada: User,
    sam: User,
    kit: User,
    max_: User,
    eve: User,
) -> World:
    submission = handed_in(assignment, sam)
    mark_all(submission, ada)
    loner = UserFactory(username="loner", name="Lee Loner")
    version = make_rubric(owner=ada, published=False)
    call_command("load_builtins", stdout=io.StringIO())
    assessment = submission.script.assessments.get()
    aims = assignment.rubric_version.criteria.get(key="aims")
    annotation = assessment.annotations.create(
        criterion=aims, kind="strength", start=0, end=3, quote=submission.script.text[:3]
    )
    return World(
        classroom=classroom,
        assignment=assignment,
        submission=submission,
        enrolment=classroom.enrolments.get(user=sam),
        people=dict(zip(ACTORS, (None, loner, eve, kit, sam, max_, ada), strict=True)),
        facts={
            "classroom": classroom.pk,
            "assignment": assignment.pk,
            "receipt": submission.receipt,
            "script": submission.script.public_id,
            "enrolment": classroom.enrolments.get(user=sam).pk,
            "version": version.pk,
            "rubric": version.rubric_id,
            "criterion": "aims",
            "annotation": annotation.pk,
            "exemplar": Exemplar.objects.earliest("position").slug,
            "uid": "1",
            "key": "abc-def",
        },
    )


def our_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in NOT_OURS:
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from our_names(pattern.url_patterns, inner)
        else:
            yield namespace + (pattern.name or f"unnamed {pattern.pattern}")


def test_matrix_names_every_address() -> None:
    assert set(our_names(get_resolver().url_patterns)) == set(MATRIX)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_address_answers_each_person_as_the_table_says(
    world: World, signed_in: SignIn, name: str
) -> None:
    row = MATRIX[name]
    url = reverse(name, args=[world.facts[key] for key in row.args])

    # What may be read may be asked about: HEAD answers like GET.
    for method, cells in (("get", row.get), ("head", row.get), ("post", row.post)):
        found = _answers(world, signed_in, url, method, row.data, cells)
        assert found == cells, f"{method} {url}"


def _answers(
    world: World, signed_in: SignIn, url: str, method: str, data: dict[str, str], cells: Cells
) -> Cells:
    found = []
    for person in world.people.values():
        client = signed_in(person) if person else Client()
        sent = {key: _fresh(value) for key, value in data.items()} if method == "post" else {}
        found.append(getattr(client, method)(url, sent).status_code)
    return tuple(found)


def _fresh(value: str) -> str:
    return str(uuid.uuid4()) if value == "<uuid>" else value


def test_stranger_sees_the_same_page_for_theirs_and_for_nothing(
    world: World, signed_in: SignIn, eve: User
) -> None:
    client = signed_in(eve)

    theirs = client.get(reverse("grading:class-list", args=[world.assignment.pk]))
    nothing = client.get(reverse("grading:class-list", args=[10**6]))

    assert theirs.status_code == nothing.status_code == 404
    assert theirs.content == nothing.content


def test_leaving_the_classroom_ends_access_with_the_next_request(
    world: World, signed_in: SignIn, kit: User
) -> None:
    client = signed_in(kit)
    url = reverse("essays:assignment-detail", args=[world.assignment.pk])
    assert client.get(url).status_code == 200

    Enrolment.objects.filter(user=kit).delete()

    assert client.get(url).status_code == 404
