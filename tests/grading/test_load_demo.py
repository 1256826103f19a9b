"""The demonstration school: whole at once, the same at the second call, something on every page."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from essays.models import Essay, Script, Submission
from grading.demo.school import PASSWORD
from grading.history import verify
from grading.models import Annotation, Assessment, Event, Kind, Mark, Release

COUNTED = (User, Classroom, Enrolment, Essay, Submission, Script, Assessment, Mark, Event, Release)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (*COUNTED, Annotation, AuditEntry)}


@pytest.fixture
def school(db: None) -> str:
    call_command("load_builtins", stdout=io.StringIO())
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def test_school_has_work_in_every_state(school: str) -> None:
    latest = Submission.objects.latest_of_each().filter(
        essay__assignment__title__startswith="Essay 1"
    )
    assert Enrolment.objects.filter(role=Role.STUDENT).count() == 24
    assert User.objects.filter(is_teacher=True).count() == 2
    assert latest.count() >= 12
    assert latest.filter(late=True).exists()
    assert Release.objects.standing().count() >= 4
    marked = Assessment.objects.filter(kind=Kind.MARKING, marked_at__isnull=False)
    assert marked.exclude(script__submission__returned_at__isnull=False).count() >= 3
    assert Assessment.objects.filter(kind=Kind.MARKING, marked_at=None).exists()
    assert Submission.objects.filter(number=2).exists()
    assert Mark.objects.filter(verdict="not_assessed", assessment__kind=Kind.MARKING).exists()
    assert Script.objects.filter(submission__isnull=False, html__contains="<table>").exists()


def test_every_history_of_the_school_holds(school: str) -> None:
    """It was made through the same actions as a real one."""
    markings = Assessment.objects.filter(kind=Kind.MARKING)

    assert markings.count() >= 8
    assert [verify(one) for one in markings] == [None] * markings.count()


def test_second_call_changes_nothing(school: str) -> None:
    before = counts()

    said = io.StringIO()
    call_command("load_demo", stdout=said)

    assert counts() == before
    assert "was already here, nothing changed" in said.getvalue()


def test_command_tells_logins_that_work(school: str) -> None:
    names = [line.split()[0] for line in school.splitlines() if line.startswith("  ")]

    assert PASSWORD in school
    assert len(names) >= 4
    for name in names:
        assert User.objects.get(username=name).check_password(PASSWORD)


def test_school_without_the_rubric_is_refused_whole(db: None) -> None:
    with pytest.raises(CommandError, match="load_builtins"):
        call_command("load_demo")

    assert counts() == dict.fromkeys(counts(), 0)
