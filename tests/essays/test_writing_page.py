"""The writing page and the door through which drafts are saved."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from essays import markup
from essays.models import Assignment, Essay
from tests.factories import TEXT, EnrolmentFactory, EssayFactory, UserFactory

SignIn = Callable[[User], Client]
QUERIES = 5


@pytest.fixture
def client(sam: User, signed_in: SignIn) -> Client:
    return signed_in(sam)


def write_url(assignment: Assignment) -> str:
    return reverse("essays:write", args=[assignment.pk])


def save(client: Client, assignment: Assignment, **message: object) -> tuple[int, dict]:
    writer = int(client.session["_auth_user_id"])
    answer = client.post(
        reverse("essays:draft-save", args=[assignment.pk]),
        {"html": "<p>One two.</p>", "based_on": 0, "writer": writer, **message},
        content_type="application/json",
    )
    return answer.status_code, answer.json()


@pytest.mark.parametrize("name", ["write", "draft-save", "upload", "hand-in"])
def test_writing_is_for_students_of_the_classroom(
    assignment: Assignment, ada: User, max_: User, eve: User, signed_in: SignIn, name: str
) -> None:
    page = reverse(f"essays:{name}", args=[assignment.pk])

    for stranger in (ada, max_, eve):
        assert signed_in(stranger).post(page).status_code == 404
    assert Client().post(page).status_code == 302


def test_get_writes_nothing(assignment: Assignment, client: Client) -> None:
    assert client.get(write_url(assignment)).status_code == 200
    assert not Essay.objects.exists()


def test_draft_is_saved_and_read_again(assignment: Assignment, client: Client, sam: User) -> None:
    status, said = save(client, assignment)

    essay = Essay.objects.get()
    time = timezone.localtime(essay.saved_at).strftime("%H:%M")
    assert status == 200
    assert said == {
        "revision": 1,
        "words": 2,
        "saved": time,
        "due": "in 6 days",
        "may_submit": True,
    }
    page = client.get(write_url(assignment)).content.decode()
    assert "&lt;p&gt;One two.&lt;/p&gt;" in page
    assert f"Saved {time}" in page


def test_retry_is_answered_with_the_same_revision(assignment: Assignment, client: Client) -> None:
    assert save(client, assignment) == save(client, assignment)


def test_stale_draft_is_a_conflict(assignment: Assignment, client: Client) -> None:
    save(client, assignment)

    status, said = save(client, assignment, html="<p>From elsewhere</p>")

    assert (status, said["conflict"]) == (409, True)
    assert Essay.objects.get().html == "<p>One two.</p>"


def test_draft_of_another_writer_is_not_saved_to_the_one_signed_in(
    assignment: Assignment, client: Client, kit: User
) -> None:
    status, said = save(client, assignment, writer=kit.pk)

    assert (status, said["conflict"]) == (409, False)
    assert "Somebody else has signed in" in said["message"]
    assert not Essay.objects.exists()


def test_draft_after_the_deadline_is_kept(assignment: Assignment, client: Client) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(hours=1), late_policy="refuse")

    status, said = save(client, assignment)

    assert (status, said["may_submit"]) == (200, False)
    assert "nothing more can be handed in" in said["due"]


def test_text_over_the_limit_is_refused_with_the_limit(
    assignment: Assignment, client: Client, settings: object
) -> None:
    settings.ESSAY_MAX_CHARACTERS = 10

    status, said = save(client, assignment, html="<p>Eleven char</p>")

    assert status == 413
    assert "the limit is 10" in said["message"]


def test_body_larger_than_any_draft_is_refused_with_the_limit(
    assignment: Assignment, client: Client, settings: object
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    status, said = save(client, assignment, html="a" * 2000)

    assert status == 413
    assert "1000" in said["message"]


@pytest.mark.parametrize("html", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_holds_is_refused(
    assignment: Assignment, client: Client, html: str
) -> None:
    assert save(client, assignment, html=html)[0] == 422


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"based_on": 1e400}']
    + [json.dumps({"html": "x", "writer": 1, "based_on": n}).encode() for n in (-1, 2**40, "x")],
)
def test_broken_message_is_refused(assignment: Assignment, client: Client, body: bytes) -> None:
    page = reverse("essays:draft-save", args=[assignment.pk])

    assert client.post(page, body, content_type="application/json").status_code in (400, 422)


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_is_stored_as_its_canonical_form_or_refused(
    assignment: Assignment, client: Client, text: str
) -> None:
    Essay.objects.all().delete()

    status, _said = save(client, assignment, html=text)

    if status == 200:
        stored = Essay.objects.filter(assignment=assignment).values_list("html", flat=True)
        assert list(stored) == [markup.clean(text)]
    else:
        assert status == 422


def test_page_without_scripts_saves_typed_paragraphs(
    assignment: Assignment, client: Client
) -> None:
    typed = "The main aim was a < b.\r\n\r\nSecond paragraph."
    answer = client.post(write_url(assignment), {"html": typed, "based_on": 0, "plain": 1})

    assert answer["Location"] == write_url(assignment)
    assert Essay.objects.get().html == (
        "<p>The main aim was a &lt; b.</p>\n<p>Second paragraph.</p>"
    )


def test_page_without_scripts_keeps_formatting_among_typed_paragraphs(
    assignment: Assignment, client: Client
) -> None:
    typed = "<h2>Aims</h2>\n\nTyped below.\n\n<p>Last.</p>"
    client.post(write_url(assignment), {"html": typed, "based_on": 0, "plain": 1})

    assert Essay.objects.get().html == "<h2>Aims</h2>\n<p>Typed below.</p>\n<p>Last.</p>"


def test_page_without_scripts_saves_before_the_look_at_handing_in(
    assignment: Assignment, client: Client
) -> None:
    form = {"html": "<p>Text</p>", "based_on": 0, "hand-in": 1}
    answer = client.post(write_url(assignment), form)

    assert answer["Location"] == reverse("essays:hand-in", args=[assignment.pk])
    assert Essay.objects.get().html == "<p>Text</p>"


def test_conflict_page_shows_both_texts_and_goes_on_with_either(
    assignment: Assignment, client: Client, sam: User
) -> None:
    EssayFactory(assignment=assignment, author=sam, html="<p>Saved words</p>", revision=4)

    answer = client.post(write_url(assignment), {"html": "<p>Sent words</p>", "based_on": 3})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>Saved words</p>" in page
    assert "<p>Sent words</p>" in page
    both = "<p>Saved words</p>\n<p>Sent words</p>"
    client.post(write_url(assignment), {"html": both, "based_on": 4})
    assert Essay.objects.get().html == both


def test_refused_text_stays_in_the_editor(
    assignment: Assignment, client: Client, settings: object
) -> None:
    settings.ESSAY_MAX_CHARACTERS = 5

    answer = client.post(write_url(assignment), {"html": "<p>Six in all</p>", "based_on": 0})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;p&gt;Six in all&lt;/p&gt;" in page
    assert "the limit is 5" in page


def test_draft_of_a_classmate_is_out_of_reach(
    assignment: Assignment, client: Client, kit: User
) -> None:
    EssayFactory(assignment=assignment, author=kit)

    assert "The main aim was security" not in client.get(write_url(assignment)).content.decode()
    assert Essay.objects.get(author=kit).html == TEXT


@pytest.mark.parametrize("size", [10, 100])
def test_query_count_does_not_grow_with_the_class(
    assignment: Assignment,
    client: Client,
    sam: User,
    django_assert_num_queries: Callable[[int], object],
    size: int,
) -> None:
    for _ in range(size):
        student = UserFactory()
        EnrolmentFactory(classroom=assignment.classroom, user=student)
        EssayFactory(assignment=assignment, author=student)
    EssayFactory(assignment=assignment, author=sam)
    client.get(write_url(assignment))  # what a web worker reads once for all its life is read now

    with django_assert_num_queries(QUERIES):
        client.get(write_url(assignment))
