"""Two windows and two markers at the same time: what was acknowledged is there afterwards."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from essays.models import Assignment, Submission
from grading.actions import ledger, marking
from grading.history import verify
from grading.models import Assessment, Event, Mark
from rubrics.models import RubricVersion
from tests.factories import EssayFactory, SubmissionFactory

ROUNDS = 15


@pytest.fixture
def submission(transactional_db: None, assignment: Assignment) -> Submission:
    """A script."""
    return SubmissionFactory(essay=EssayFactory(assignment=assignment))


@pytest.fixture
def rubric(assignment: Assignment) -> RubricVersion:
    """The rubric of the assignment, with everything at hand."""
    return RubricVersion.objects.with_criteria().get(pk=assignment.rubric_version_id)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts together; return what each gave back or raised."""
    start = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            found[place] = act()
        except Exception as fault:
            found[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_saves_at_once_one_wins_and_one_is_told(
    submission: Submission, rubric: RubricVersion, ada: User
) -> None:
    criterion = rubric.criteria.all()[0]

    def save(level: int, based_on: int) -> Callable[[], Any]:
        return lambda: marking.set_mark(
            script=submission.script,
            rubric=rubric,
            criterion=criterion,
            verdict="level",
            level=level,
            based_on=based_on,
            key=uuid.uuid4(),
            by=ada,
        )

    for version in range(ROUNDS):
        found = at_once(save(2, version), save(4, version))
        accepted = [one for one in found if isinstance(one, marking.MarkWritten)]
        refused = [one for one in found if isinstance(one, ledger.Stale)]
        assert (len(accepted), len(refused)) == (1, 1), found
        stored = Mark.objects.select_related("level").get()
        assert stored.version == version + 1
        assert stored.level.number == accepted[0].mark.level.number

    assert verify(Assessment.objects.get()) is None


def test_criteria_saved_at_once_are_all_there(
    submission: Submission, rubric: RubricVersion, ada: User, max_: User
) -> None:
    def save(criterion: Any, by: User) -> Callable[[], Any]:
        return lambda: marking.set_mark(
            script=submission.script,
            rubric=rubric,
            criterion=criterion,
            verdict="level",
            level=3,
            based_on=0,
            key=uuid.uuid4(),
            by=by,
        )

    found = at_once(*(save(one, by) for one in rubric.criteria.all() for by in (ada, max_)))

    assert all(isinstance(one, marking.MarkWritten) for one in found), found
    assert Mark.objects.count() == 10
    for assessment in Assessment.objects.all():
        assert assessment.is_marked
        assert verify(assessment) is None


def test_one_write_sent_twice_at_once_is_written_once(
    submission: Submission, rubric: RubricVersion, ada: User
) -> None:
    for version in range(ROUNDS):
        key = uuid.uuid4()

        def save(version: int = version, key: uuid.UUID = key) -> int:
            return marking.set_overall(
                script=submission.script,
                rubric=rubric,
                comment=f"Comment {version}.",
                based_on=version,
                key=key,
                by=ada,
            ).overall_version

        assert at_once(save, save, save) == [version + 1] * 3

    assert Event.objects.count() == ROUNDS
