"""Release: the one door through which a result reaches its student, and the way back."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from essays.models import Assignment, Submission
from grading.actions import ledger, release
from grading.models import Release
from tests.factories import SubmissionFactory
from tests.grading.situations import handed_in, mark_all, released

SignIn = Callable[[User], Client]


@pytest.fixture
def submission(assignment: Assignment, sam: User) -> Submission:
    return handed_in(assignment, sam)


def feedback_url(submission: Submission) -> str:
    return reverse("grading:feedback", args=[submission.receipt])


def test_release_of_half_marked_script_is_refused(submission: Submission, ada: User) -> None:
    mark_all(submission, ada, but=("conclusion",))

    with pytest.raises(release.NotMarked):
        release.release(submission=submission, by=ada)

    assert not Release.objects.exists()


def test_release_signs_and_tells_the_submission(submission: Submission, ada: User) -> None:
    mark_all(submission, ada)

    made = release.release(submission=submission, by=ada)

    submission.refresh_from_db()
    assert made.released_by == ada
    assert submission.returned_at == made.released_at
    assert AuditEntry.objects.filter(verb="released", by=ada).count() == 1


def test_second_release_returns_the_first(submission: Submission, ada: User) -> None:
    first = released(submission, ada)

    assert release.release(submission=submission, by=ada) == first
    assert AuditEntry.objects.filter(verb="released").count() == 1


def test_release_all_leaves_half_marked_scripts_hidden(
    assignment: Assignment, sam: User, kit: User, ada: User
) -> None:
    whole, half = handed_in(assignment, sam), handed_in(assignment, kit)
    mark_all(whole, ada)
    mark_all(half, ada, but=("aims",))

    made = release.release_all(assignment=assignment, by=ada)

    assert [one.submission for one in made] == [whole]


def test_release_all_takes_only_the_newest_submission(
    submission: Submission, assignment: Assignment, ada: User
) -> None:
    mark_all(submission, ada)
    SubmissionFactory(essay=submission.essay, number=2)

    assert release.release_all(assignment=assignment, by=ada) == []


def test_withdrawal_without_reason_is_refused(submission: Submission, ada: User) -> None:
    released(submission, ada)

    with pytest.raises(release.ReasonMissing):
        release.withdraw(submission=submission, by=ada, reason="  ")

    assert Release.objects.standing().count() == 1


def test_withdrawal_hides_the_result_and_opens_the_marks_again(
    submission: Submission, ada: User, sam: User, signed_in: SignIn
) -> None:
    released(submission, ada)
    assert signed_in(sam).get(feedback_url(submission)).status_code == 200

    release.withdraw(submission=submission, by=ada, reason="A page was missed.")

    assert signed_in(sam).get(feedback_url(submission)).status_code == 404
    again = release.release(submission=submission, by=ada)
    assert Release.objects.count() == 2
    assert again.withdrawn_at is None


def test_marks_cannot_change_while_released(submission: Submission, ada: User) -> None:
    released(submission, ada)

    with pytest.raises(ledger.Released):
        mark_all(submission, ada, level=5)


@pytest.mark.parametrize("name", ["grading:release", "grading:withdraw"])
def test_marker_cannot_release_or_withdraw(
    submission: Submission, max_: User, signed_in: SignIn, name: str
) -> None:
    url = reverse(name, args=[submission.script.public_id])

    assert signed_in(max_).post(url, {"reason": "x"}).status_code == 404


def test_release_page_says_who_stays_hidden_and_releases_on_post(
    assignment: Assignment, sam: User, kit: User, ada: User, signed_in: SignIn
) -> None:
    mark_all(handed_in(assignment, sam), ada)
    handed_in(assignment, kit)
    client = signed_in(ada)
    url = reverse("grading:release-all", args=[assignment.pk])

    page = client.get(url)
    assert "1 script is not fully marked and stays hidden." in page.content.decode()
    assert not Release.objects.exists()

    answer = client.post(url, follow=True)
    assert "1 student can now read the result." in answer.content.decode()
    assert Release.objects.count() == 1


def test_release_of_unfinished_script_by_button_says_why(
    submission: Submission, ada: User, signed_in: SignIn
) -> None:
    url = reverse("grading:release", args=[submission.script.public_id])

    answer = signed_in(ada).post(url, follow=True)

    assert "at least one criterion has no verdict yet" in answer.content.decode()
    assert not Release.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_teachers_releasing_at_once_make_one_release(submission: Submission, ada: User) -> None:
    mark_all(submission, ada)
    gate = threading.Barrier(4)
    errors: list[Exception] = []

    def run() -> None:
        gate.wait()
        try:
            release.release(submission=submission, by=ada)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Release.objects.standing().count() == 1
