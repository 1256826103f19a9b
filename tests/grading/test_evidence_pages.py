"""Evidence over the wire: who may tie, change and untie, and ids that do not belong together."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from essays.models import Assignment, Submission
from grading.models import Annotation, Assessment
from tests.grading.situations import handed_in, released

SignedIn = Callable[[User], Client]
PARTS = {"Touchstone-Parts": "1"}
QUOTE = "Two sub-aims were steps towards it."


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    """What Sam handed in."""
    return handed_in(assignment, sam)


@pytest.fixture
def post(submission: Submission, signed_in: SignedIn, ada: User) -> Any:
    """Posts to an address of evidence as Ada; parts come back unless `parts` is False."""

    def send(
        name: str,
        *pk: int,
        by: User = ada,
        parts: bool = True,
        to: Submission = submission,
        **said: Any,
    ) -> Any:
        address = reverse(f"grading:annotation-{name}", args=[to.script.public_id, *pk])
        sent = {"key": uuid.uuid4(), "kind": "strength", "criterion": "aims"} | said
        return signed_in(by).post(address, sent, headers=PARTS if parts else {})

    return send


@pytest.fixture
def annotation(post: Any) -> Annotation:
    """A passage that Ada tied."""
    post("add", quote=QUOTE)
    return Annotation.objects.get()


def test_quoted_words_are_found_and_tied(annotation: Annotation, submission: Submission) -> None:
    text = submission.script.text
    assert (annotation.start, annotation.end) == (text.index(QUOTE), text.index(QUOTE) + len(QUOTE))


def test_answer_holds_the_essay_and_all_chips(post: Any) -> None:
    html = post("add", quote=QUOTE, note="Say <b>how</b>.").content.decode()

    assert 'id="script-text"' in html and f">{QUOTE}<a" in html
    assert 'id="evidence-aims"' in html and 'id="evidence-conclusion"' in html
    assert "Say &lt;b&gt;how&lt;/b&gt;." in html
    assert "S1 tied to Aims" in html


def test_without_scripts_the_page_comes_back(post: Any) -> None:
    assert post("add", quote=QUOTE, parts=False).url.endswith("#crit-aims")
    assert post("add", quote="security", criterion="", parts=False).url.endswith("#essay")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"quote": "Peace"}, "do not stand in the essay"),
        ({"quote": "aim"}, "more than once"),
        ({"quote": QUOTE, "start": 0, "end": 35}, "do not stand at this place"),
        ({"quote": QUOTE, "start": 0, "end": 99_999}, "do not stand at this place"),
        ({"quote": QUOTE, "kind": "praise"}, "valid choice"),
        ({"quote": QUOTE, "criterion": "style"}, "valid choice"),
        ({"quote": QUOTE, "note": "x" * 10_001}, "At most 10000 characters"),
        ({"quote": QUOTE, "note": "a\x00b"}, "Null characters"),
        ({"quote": ""}, "required"),
    ],
)
@pytest.mark.parametrize("parts", [True, False])
def test_bad_evidence_is_refused_with_words(
    post: Any, said: dict[str, Any], words: str, parts: bool
) -> None:
    answer = post("add", parts=parts, **said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Assessment.objects.exists()


def test_note_is_changed(post: Any, annotation: Annotation) -> None:
    answer = post("edit", annotation.pk, based_on=1, note="Which?", kind="question", criterion="")

    annotation.refresh_from_db()
    assert answer.status_code == 200
    assert (annotation.note, annotation.kind, annotation.criterion) == ("Which?", "question", None)


@pytest.mark.parametrize("parts", [True, False])
def test_stale_note_is_shown_beside_the_other(
    post: Any, annotation: Annotation, parts: bool
) -> None:
    post("edit", annotation.pk, based_on=1, note="Theirs.")

    answer = post("edit", annotation.pk, based_on=1, note="Mine.", parts=parts)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "“Theirs.”" in html and "Mine." in html
    assert 'name="based_on" value="2"' in html


def test_passage_is_removed_and_restored(post: Any, annotation: Annotation) -> None:
    assert QUOTE in post("remove", annotation.pk, based_on=1).content.decode()
    assert not Annotation.objects.standing().exists()

    html = post("restore", annotation.pk, based_on=2).content.decode()
    assert f">{QUOTE}<a" in html
    assert post("remove", annotation.pk, based_on=1).status_code == 409
    assert post("remove", annotation.pk, based_on=3, parts=False).status_code == 302


def test_form_of_a_passage_is_a_page_and_a_part(
    annotation: Annotation, submission: Submission, signed_in: SignedIn, ada: User
) -> None:
    address = reverse("grading:annotation-edit", args=[submission.script.public_id, annotation.pk])
    client = signed_in(ada)

    assert "<h1>" in client.get(address).content.decode()
    assert "<h1>" not in client.get(address, headers=PARTS).content.decode()


def test_passage_of_another_script_is_not_there(
    post: Any, annotation: Annotation, assignment: Assignment, kit: User
) -> None:
    other = handed_in(assignment, kit)

    for name in ("edit", "remove", "restore"):
        assert post(name, annotation.pk, to=other, based_on=1).status_code == 404
    annotation.refresh_from_db()
    assert annotation.version == 1


def test_passage_of_another_marker_is_not_there(
    post: Any, annotation: Annotation, max_: User
) -> None:
    for name in ("edit", "remove", "restore"):
        assert post(name, annotation.pk, by=max_, based_on=1).status_code == 404


def test_evidence_is_for_those_who_mark_there(
    post: Any, annotation: Annotation, sam: User, kit: User, eve: User
) -> None:
    for user in (sam, kit, eve):
        assert post("add", by=user, quote="security").status_code == 404
        for name in ("edit", "remove", "restore"):
            assert post(name, annotation.pk, by=user, based_on=1).status_code == 404


def test_released_evidence_is_not_changed(
    post: Any, annotation: Annotation, submission: Submission, ada: User
) -> None:
    released(submission, ada)

    for parts in (True, False):
        assert post("add", quote="security", parts=parts).status_code == 409
        assert post("remove", annotation.pk, based_on=1, parts=parts).status_code == 409
    assert Annotation.objects.standing().get() == annotation
