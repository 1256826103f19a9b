"""Setting an essay and changing what was set."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from classrooms.models import Classroom
from essays.models import Assignment, Exemplar
from tests.factories import EssayFactory, SubmissionFactory, make_rubric, make_script

SignIn = Callable[[User], Client]
WALL = "%Y-%m-%dT%H:%M"


@pytest.fixture
def client(ada: User, signed_in: SignIn) -> Client:
    return signed_in(ada)


@pytest.fixture
def values(classroom: Classroom) -> dict[str, object]:
    now = timezone.localtime()
    return {
        "title": "Essay 2: the July Days",
        "prompt": "A failed rising?",
        "rubric_version": make_rubric().pk,
        "opens_at": now.strftime(WALL),
        "due_at": (now + timedelta(days=7)).strftime(WALL),
        "late_policy": "accept",
        "blind": "on",
        "word_guide": "1000",
    }


def create_url(classroom: Classroom) -> str:
    return reverse("essays:assignment-create", args=[classroom.pk])


def edit_url(assignment: Assignment) -> str:
    return reverse("essays:assignment-edit", args=[assignment.pk])


def opened(client: Client, assignment: Assignment) -> dict[str, object]:
    """What the form sends back untouched, once it was opened."""
    form = client.get(edit_url(assignment)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    for name in ("opens_at", "due_at"):
        values[name] = values[name].strftime(WALL)
    values["blind"] = "on" if values["blind"] else ""
    values["word_guide"] = values["word_guide"] or ""
    values["exemplars"] = [one.pk for one in values["exemplars"] or []]
    return values


@pytest.mark.parametrize("name", ["assignment-create", "assignment-edit"])
def test_setting_is_for_teachers_of_the_classroom(
    assignment: Assignment,
    sam: User,
    kit: User,
    max_: User,
    eve: User,
    signed_in: SignIn,
    name: str,
) -> None:
    pk = assignment.pk if name == "assignment-edit" else assignment.classroom_id
    page = reverse(f"essays:{name}", args=[pk])

    for person in (sam, kit, max_, eve):
        assert signed_in(person).get(page).status_code == 404
        assert signed_in(person).post(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_teacher_sets_an_essay(
    classroom: Classroom, client: Client, values: dict[str, object]
) -> None:
    exemplar = Exemplar.objects.create(
        slug="one",
        title="One",
        question="?",
        script=make_script(),
        rubric_version_id=values["rubric_version"],
    )

    answer = client.post(create_url(classroom), {**values, "exemplars": [exemplar.pk]})

    made = Assignment.objects.get()
    assert answer["Location"] == reverse("grading:class-list", args=[made.pk])
    assert (made.title, made.blind, made.word_guide) == (values["title"], True, 1000)
    assert list(made.exemplars.all()) == [exemplar]
    assert AuditEntry.objects.get().verb == "set"


def test_new_form_proposes_a_week(classroom: Classroom, client: Client) -> None:
    form = client.get(create_url(classroom)).context["form"]

    assert form["due_at"].value().strftime("%H:%M") == "23:59"
    assert form["blind"].value() is True


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Give it a title."),
        ({"prompt": " "}, "Write the question."),
        ({"due_at": "2020-11-19T23:59"}, "The deadline lies in the past: 19 November, 23:59 was"),
        ({"due_at": ""}, "This field is required."),
        ({"opens_at": "2090-01-01T00:00"}, "The deadline must come after the opening."),
        ({"due_at": "2090-03-26T01:30"}, "comes twice, in Europe/London"),
        ({"due_at": "2090-10-29T01:30"}, "comes twice, in Europe/London"),
        ({"due_at": "24:00"}, "Enter a valid date/time."),
        ({"rubric_version": "999999"}, "Select a valid choice"),
        ({"late_policy": "never"}, "Select a valid choice"),
        ({"word_guide": "-1"}, "greater than or equal to 0"),
        ({"exemplars": ["x"]}, "is not a valid value"),
        ({"title": "<b>"}, "cannot contain"),
        ({"prompt": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_wrong_value_is_named_and_the_others_are_kept(
    classroom: Classroom,
    client: Client,
    values: dict[str, object],
    change: dict[str, object],
    words: str,
) -> None:
    answer = client.post(create_url(classroom), {**values, **change})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'class="problems"' in page
    assert "aria-describedby" in page
    if "prompt" not in change:
        assert "A failed rising?" in page
    assert not Assignment.objects.exists()


def test_rubrics_of_others_and_drafts_are_not_offered(
    classroom: Classroom, client: Client, eve: User, ada: User, values: dict[str, object]
) -> None:
    for version in (make_rubric(owner=eve), make_rubric(owner=ada, published=False)):
        answer = client.post(create_url(classroom), {**values, "rubric_version": version.pk})
        assert answer.status_code == 422


def test_local_time_is_stored_as_the_moment_it_names(
    classroom: Classroom, client: Client, values: dict[str, object]
) -> None:
    client.post(create_url(classroom), {**values, "due_at": "2090-07-01T23:59"})

    assert Assignment.objects.get().due_at == datetime(2090, 7, 1, 22, 59, tzinfo=UTC)


def test_untouched_form_changes_nothing(assignment: Assignment, client: Client) -> None:
    before = Assignment.objects.values().get()

    answer = client.post(edit_url(assignment), opened(client, assignment))

    assert answer.status_code == 302
    assert Assignment.objects.values().get() == before
    assert AuditEntry.objects.get().facts == {"fields": []}


def test_change_that_an_appeal_may_turn_on_is_recorded_with_both_values(
    assignment: Assignment, client: Client
) -> None:
    values = {**opened(client, assignment), "blind": "", "late_policy": "refuse", "title": "New"}

    client.post(edit_url(assignment), values)

    entry = AuditEntry.objects.get(verb="changed")
    assert entry.facts["blind"] == [True, False]
    assert entry.facts["late_policy"] == ["accept", "refuse"]
    assert entry.facts["fields"] == ["blind", "late_policy", "title"]


def test_deadline_that_has_passed_may_stay_and_may_not_move_into_the_past(
    assignment: Assignment, client: Client
) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=2))
    values = {**opened(client, assignment), "title": "New title"}
    assert client.post(edit_url(assignment), values).status_code == 302

    yesterday = timezone.localtime() - timedelta(days=1)
    values = {**opened(client, assignment), "due_at": yesterday.strftime(WALL)}
    answer = client.post(edit_url(assignment), values)

    assert answer.status_code == 422
    assert "The deadline lies in the past" in answer.content.decode()


def test_rubric_is_fixed_once_something_was_handed_in(
    assignment: Assignment, client: Client, sam: User
) -> None:
    SubmissionFactory(essay=EssayFactory(assignment=assignment, author=sam))
    values = {**opened(client, assignment), "rubric_version": make_rubric().pk}

    answer = client.post(edit_url(assignment), values)

    assert answer.status_code == 422
    assert "already handed in under this rubric" in answer.content.decode()
    before = assignment.rubric_version_id
    assignment.refresh_from_db()
    assert assignment.rubric_version_id == before


def test_rubric_may_change_while_only_drafts_exist(
    assignment: Assignment, client: Client, sam: User
) -> None:
    EssayFactory(assignment=assignment, author=sam)
    version = make_rubric()

    client.post(edit_url(assignment), {**opened(client, assignment), "rubric_version": version.pk})

    assert Assignment.objects.get().rubric_version == version


def test_assignment_is_not_hidden_from_those_who_have_begun(
    assignment: Assignment, client: Client, sam: User
) -> None:
    EssayFactory(assignment=assignment, author=sam)
    later = timezone.localtime() + timedelta(days=1)

    answer = client.post(
        edit_url(assignment), {**opened(client, assignment), "opens_at": later.strftime(WALL)}
    )

    assert answer.status_code == 422
    assert "already begun to write" in answer.content.decode()


@pytest.mark.parametrize("marker", ["", "x", None])
def test_stale_form_changes_nothing(
    assignment: Assignment, client: Client, marker: str | None
) -> None:
    values = {**opened(client, assignment), "title": "Mine"}
    if marker is None:
        Assignment.objects.update(title="Theirs")
    else:
        values["based_on"] = marker

    answer = client.post(edit_url(assignment), values)

    assert answer.status_code == 422
    assert "changed by somebody else" in answer.content.decode()
    assert Assignment.objects.get().title != "Mine"
