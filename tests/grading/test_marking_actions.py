"""Setting marks: what is stored, what is refused, and that nothing wins silently."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from essays.models import Assignment, Submission
from grading.actions import ledger, marking
from grading.models import Assessment, Event, Mark, Verdict
from rubrics.models import RubricVersion
from tests.factories import EssayFactory, SubmissionFactory, make_rubric


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    """What Sam handed in."""
    return SubmissionFactory(essay=EssayFactory(assignment=assignment, author=sam))


@pytest.fixture
def rubric(assignment: Assignment) -> RubricVersion:
    """The rubric of the assignment, with everything at hand."""
    return RubricVersion.objects.with_criteria().get(pk=assignment.rubric_version_id)


@pytest.fixture
def give(submission: Submission, rubric: RubricVersion, ada: User) -> Any:
    """Sets a mark as Ada, on the first version unless said otherwise."""

    def set_it(name: str, verdict: str = "level", **said: Any) -> Mark:
        said = {"based_on": 0, "key": uuid.uuid4(), "by": ada} | said
        criterion = next(one for one in rubric.criteria.all() if one.key == name)
        written = marking.set_mark(
            script=submission.script, rubric=rubric, criterion=criterion, verdict=verdict, **said
        )
        return written.mark

    return set_it


def test_first_mark_begins_the_assessment_with_the_rubric_of_the_assignment(
    give: Any, submission: Submission, rubric: RubricVersion, ada: User
) -> None:
    give("aims", level=3)

    assessment = Assessment.objects.get()
    assert (assessment.script_id, assessment.marker, assessment.kind) == (
        submission.script_id,
        ada,
        "marking",
    )
    assert assessment.rubric_version == rubric
    assert not assessment.is_marked


def test_level_without_points_gives_the_middle_of_its_band(give: Any) -> None:
    give("successes", level=3)

    mark = Mark.objects.get()
    assert (mark.level.number, mark.points, mark.version) == (3, 13, 1)


@pytest.mark.parametrize("points", ["11", "15"])
def test_points_at_the_edges_of_the_band_are_taken(give: Any, points: str) -> None:
    assert give("successes", level=3, points=Decimal(points)).points == Decimal(points)


@pytest.mark.parametrize("points", ["10", "16", "10.99", "-1", "1E+3"])
def test_points_outside_the_band_are_refused_with_the_limits(give: Any, points: str) -> None:
    with pytest.raises(ValidationError) as refused:
        give("successes", level=3, points=Decimal(points))

    assert "Level 3 takes 11 to 15 points" in refused.value.message_dict["points"][0]
    assert not Assessment.objects.exists()


def test_points_between_two_steps_are_refused(give: Any) -> None:
    with pytest.raises(ValidationError, match="steps of 1; 11.5 lies between"):
        give("successes", level=3, points=Decimal("11.5"))


def test_half_points_are_taken_where_the_rubric_has_half_steps(
    give: Any, rubric: RubricVersion
) -> None:
    rubric.step = Decimal("0.5")

    assert give("successes", level=3, points=Decimal("11.5")).points == Decimal("11.5")


def test_level_that_the_criterion_does_not_have_is_refused(give: Any) -> None:
    with pytest.raises(ValidationError, match="Aims has no level 6"):
        give("aims", level=6)


def test_criterion_of_another_rubric_is_refused(
    submission: Submission, rubric: RubricVersion, ada: User
) -> None:
    foreign = make_rubric().criteria.get(key="aims")

    with pytest.raises(ValueError, match="another rubric"):
        marking.set_mark(
            script=submission.script,
            rubric=rubric,
            criterion=foreign,
            verdict="nothing",
            based_on=0,
            key=uuid.uuid4(),
            by=ada,
        )


def test_not_assessed_needs_a_reason_and_carries_no_number(give: Any) -> None:
    with pytest.raises(ValidationError, match="Say why Aims was not assessed"):
        give("aims", "not_assessed", reason="  ")

    mark = give("aims", "not_assessed", reason="The preview ends here.", points=Decimal(3))
    assert (mark.points, mark.level, mark.reason) == (None, None, "The preview ends here.")


def test_nothing_to_credit_is_zero_points_and_not_a_level(give: Any) -> None:
    mark = give("aims", "nothing", level=3)

    assert (mark.points, mark.level) == (0, None)


def test_text_that_no_database_holds_is_refused(give: Any) -> None:
    with pytest.raises(ValidationError, match="cannot be stored"):
        give("aims", level=3, comment="a\x00b")


def test_criterion_for_comments_takes_no_level(give: Any, rubric: RubricVersion) -> None:
    rubric.criteria.all()[0].text_only = True

    with pytest.raises(ValidationError, match="comment only"):
        give("aims", level=3)
    assert give("aims", "", comment="Clear.").comment == "Clear."


def test_assessment_is_marked_while_every_criterion_has_its_verdict(give: Any) -> None:
    for key in ("aims", "sub_aims", "successes", "failures"):
        give(key, level=2)
    assert not Assessment.objects.get().is_marked

    give("conclusion", "not_assessed", reason="Lost by the import.")
    assert Assessment.objects.get().is_marked

    give("aims", "", based_on=1)
    assert not Assessment.objects.get().is_marked


def test_stale_mark_changes_nothing_and_gets_both_and_the_origin(give: Any) -> None:
    give("aims", level=2)
    give("aims", level=4, based_on=1)

    with pytest.raises(ledger.Stale) as stale:
        give("aims", level=3, points=Decimal(9), based_on=1)

    assert stale.value.mine["points"] == "9"
    assert stale.value.theirs is not None and stale.value.theirs.state["level"] == 4
    assert stale.value.base is not None and stale.value.base.state["level"] == 2
    assert Mark.objects.get().level.number == 4
    assert Event.objects.count() == 2


def test_repeated_key_gets_the_first_answer_and_writes_nothing(give: Any) -> None:
    key = uuid.uuid4()
    give("aims", level=2, key=key)
    again = give("aims", level=2, key=key)

    assert (again.version, again.points) == (1, 5)
    assert Event.objects.count() == 1


def test_repeated_key_gets_the_first_answer_also_after_a_newer_mark(give: Any) -> None:
    key = uuid.uuid4()
    give("aims", level=2, key=key)
    give("aims", level=5, based_on=1)
    again = give("aims", level=2, key=key)

    assert (again.version, again.level.number) == (1, 2)
    assert Mark.objects.get().level.number == 5


def test_key_of_another_write_is_refused(give: Any) -> None:
    key = uuid.uuid4()
    give("aims", level=2, key=key)

    with pytest.raises(ledger.KeyReused):
        give("sub_aims", level=2, key=key)
    assert Mark.objects.count() == 1


def test_released_mark_does_not_change(give: Any, submission: Submission) -> None:
    give("aims", level=2)
    submission.returned_at = timezone.now()
    submission.save()

    with pytest.raises(ledger.Released):
        give("aims", level=3, based_on=1)
    assert Mark.objects.get().level.number == 2


def test_two_markers_have_an_assessment_each(give: Any, ada: User, max_: User) -> None:
    give("aims", level=2)
    give("aims", level=4, by=max_)

    assert {mark.level.number: mark.assessment.marker for mark in Mark.objects.all()} == {
        2: ada,
        4: max_,
    }


def test_overall_comment_is_versioned_like_a_mark(
    submission: Submission, rubric: RubricVersion, ada: User
) -> None:
    def say(comment: str, based_on: int, key: uuid.UUID | None = None) -> Assessment:
        return marking.set_overall(
            script=submission.script,
            rubric=rubric,
            comment=comment,
            based_on=based_on,
            key=key or uuid.uuid4(),
            by=ada,
        )

    key = uuid.uuid4()
    say("A good start.", 0, key)
    assert say("A good start.", 0, key).overall_version == 1
    with pytest.raises(ledger.Stale):
        say("Another.", 0)
    say("A good end.", 1)

    stored = Assessment.objects.get()
    assert (stored.overall_comment, stored.overall_version) == ("A good end.", 2)
    assert [event.version for event in stored.events.all()] == [1, 2]


def test_mark_keeps_the_number_that_fits_its_verdict(give: Any) -> None:
    give("aims", level=2)
    mark = give("aims", Verdict.OPEN, based_on=1, comment="Later.")

    assert (mark.verdict, mark.level, mark.points, mark.comment) == ("", None, None, "Later.")
