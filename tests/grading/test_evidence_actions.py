"""Evidence: words tied by offset and by quote, in a history that can be verified."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import User
from essays.models import Assignment, Script
from grading.actions import evidence, ledger, marking
from grading.history import verify
from grading.models import Annotation, Assessment, Event
from rubrics.models import RubricVersion
from tests.factories import EssayFactory, SubmissionFactory, make_rubric, make_script

HTML = "<p>Peace 🕊 was <em>never</em> certain. Peace was wanted.</p>\n<p>Ça suffit.</p>"


@pytest.fixture
def script(assignment: Assignment, sam: User) -> Script:
    """A script with a character outside the basic plane, an emphasis and two paragraphs."""
    essay = EssayFactory(assignment=assignment, author=sam)
    return SubmissionFactory(essay=essay, script=make_script(HTML)).script


@pytest.fixture
def rubric(assignment: Assignment) -> RubricVersion:
    """The rubric of the assignment, with everything at hand."""
    return RubricVersion.objects.with_criteria().get(pk=assignment.rubric_version_id)


@pytest.fixture
def tie(script: Script, rubric: RubricVersion, ada: User) -> Any:
    """Ties words as Ada to the first criterion."""

    def make(words: str, **said: Any) -> Annotation:
        start = script.text.index(words)
        said = {
            "criterion": rubric.criteria.all()[0],
            "kind": "strength",
            "start": start,
            "end": start + len(words),
            "quote": words,
            "key": uuid.uuid4(),
        } | said
        return evidence.add_annotation(script=script, rubric=rubric, by=ada, **said)

    return make


@pytest.fixture
def change(rubric: RubricVersion, ada: User) -> dict[str, Any]:
    """What every later write says besides the annotation."""
    return {"rubric": rubric, "by": ada}


def test_words_are_tied_with_their_surroundings(tie: Any, script: Script) -> None:
    tie("never")

    stored = Annotation.objects.get()
    assert script.text[stored.start : stored.end] == stored.quote == "never"
    assert stored.prefix == "Peace 🕊 was "
    assert stored.suffix.startswith(" certain.")
    assert stored.criterion is not None and stored.criterion.key == "aims"


def test_words_may_run_over_paragraphs_and_overlap(tie: Any) -> None:
    tie("certain. Peace was wanted.\nÇa")
    tie("Peace was wanted.", criterion=None, kind="question")
    tie("Peace was wanted.", kind="error")

    assert Annotation.objects.standing().count() == 3


def test_white_space_at_the_ends_is_left_off(tie: Any) -> None:
    assert tie(" never ").quote == "never"


@pytest.mark.parametrize(
    "said",
    [
        {"start": 0, "end": 5},
        {"start": 0, "end": 9_999},
        {"start": 5, "end": 5},
        {"quote": "Never"},
        {"start": 5, "end": 6, "quote": " "},
    ],
    ids=["elsewhere", "outside", "empty", "other words", "blank"],
)
def test_words_that_do_not_stand_there_are_refused(tie: Any, said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        tie("never", **said)

    assert not Assessment.objects.exists()


def test_criterion_of_another_rubric_is_refused(tie: Any) -> None:
    with pytest.raises(ValueError, match="another rubric"):
        tie("never", criterion=make_rubric().criteria.get(key="aims"))


def test_repeated_key_ties_the_words_once(tie: Any) -> None:
    key = uuid.uuid4()

    assert tie("never", key=key) == tie("never", key=key)
    assert Annotation.objects.count() == 1
    with pytest.raises(ledger.KeyReused):
        tie("certain", key=key)


def test_note_kind_and_criterion_change_and_the_words_stay(
    tie: Any, change: dict[str, Any], rubric: RubricVersion
) -> None:
    annotation = tie("never")

    changed = evidence.edit_annotation(
        annotation=annotation,
        criterion=rubric.criteria.all()[2],
        kind="weakness",
        note="How do you know?",
        based_on=1,
        key=uuid.uuid4(),
        **change,
    )

    assert (changed.kind, changed.note, changed.quote) == ("weakness", "How do you know?", "never")
    assert changed.version == 2
    with pytest.raises(ledger.Stale) as stale:
        evidence.remove_annotation(annotation=annotation, based_on=1, key=uuid.uuid4(), **change)
    assert stale.value.theirs is not None
    assert stale.value.theirs.state["note"] == "How do you know?"


def test_removed_words_can_be_restored(tie: Any, change: dict[str, Any]) -> None:
    annotation = tie("never")

    evidence.remove_annotation(annotation=annotation, based_on=1, key=uuid.uuid4(), **change)
    assert not Annotation.objects.standing().exists()

    evidence.restore_annotation(annotation=annotation, based_on=2, key=uuid.uuid4(), **change)
    assert Annotation.objects.standing().get() == annotation
    assert [event.state["removed"] for event in Event.objects.all()] == [False, True, False]


def test_released_evidence_does_not_change(
    tie: Any, change: dict[str, Any], script: Script
) -> None:
    annotation = tie("never")
    script.submission.returned_at = timezone.now()
    script.submission.save()

    with pytest.raises(ledger.Released):
        evidence.remove_annotation(annotation=annotation, based_on=1, key=uuid.uuid4(), **change)
    with pytest.raises(ledger.Released):
        tie("certain")
    assert Annotation.objects.standing().count() == 1


@pytest.fixture
def judged(tie: Any, script: Script, rubric: RubricVersion, ada: User) -> Assessment:
    """An assessment with one write of each sort."""
    common: dict[str, Any] = {"script": script, "rubric": rubric, "by": ada}
    for number, criterion in enumerate(rubric.criteria.all()):
        marking.set_mark(
            criterion=criterion,
            verdict="level",
            level=2 + number % 2,
            based_on=0,
            key=uuid.uuid4(),
            **common,
        )
    tie("never", note="Strong.")
    marking.set_overall(comment="Good.", based_on=0, key=uuid.uuid4(), **common)
    return Assessment.objects.get()


def test_history_as_it_was_written_holds(judged: Assessment) -> None:
    assert judged.events.count() == 7
    assert verify(judged) is None


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("UPDATE grading_event SET version = 9 WHERE number = 2", 2),
        ("UPDATE grading_event SET subject = 'mark:other' WHERE number = 3", 3),
        ("UPDATE grading_event SET digest = '' WHERE number = 4", 4),
        ("DELETE FROM grading_event WHERE number = 5", 5),
        ("DELETE FROM grading_event WHERE number = 7", 7),
        ("UPDATE grading_mark SET points = 6 WHERE points = 5", 8),
        ("UPDATE grading_annotation SET note = 'Weak.'", 8),
        ("UPDATE grading_assessment SET overall_comment = 'Bad.'", 8),
        ("DELETE FROM grading_annotation", 8),
    ],
)
def test_tampered_row_is_found(judged: Assessment, sql: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    judged.refresh_from_db()

    assert verify(judged) == number
