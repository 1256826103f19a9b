"""Handing in: what is frozen, when it is late, what a repeated form does."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from essays import actions, markup
from essays.models import Assignment, Essay, LatePolicy, Origin, Script, Submission
from essays.refusals import DraftChanged, KeyReused, NotAccepted, NothingWritten
from tests.factories import SubmissionFactory

HTML = "<h2>Aims</h2>\n<p>The main aim was <em>security</em>.</p>"


@pytest.fixture
def essay(assignment: Assignment, sam: User) -> Essay:
    begun = actions.begin_essay(assignment=assignment, by=sam)
    return actions.save_draft(essay=begun, html=HTML, based_on=0, by=sam)


def submit(essay: Essay, **facts: object) -> Submission:
    facts = {"key": uuid.uuid4(), "based_on": essay.revision, "by": essay.author, **facts}
    return actions.submit(essay=essay, **facts)


def test_submission_freezes_the_draft_with_number_receipt_and_record(
    essay: Essay, sam: User
) -> None:
    at = timezone.now()
    made = submit(essay, at=at)

    assert (made.number, made.late, made.submitted_at) == (1, False, at)
    assert made.script.html == HTML
    assert made.script.sha256 == markup.fingerprint(markup.plain(HTML))
    assert made.script.origin == Origin.TYPED
    assert made.receipt.startswith("TS-")
    entry = AuditEntry.objects.get(verb="handed in")
    assert (entry.by, entry.subject) == (sam, f"essays.submission:{made.pk}")


def test_same_form_twice_is_one_submission(essay: Essay) -> None:
    key = uuid.uuid4()

    assert submit(essay, key=key) == submit(essay, key=key)
    assert (Submission.objects.count(), Script.objects.count()) == (1, 1)


def test_same_form_after_the_deadline_returns_the_receipt_that_was_given(essay: Essay) -> None:
    key = uuid.uuid4()
    first = submit(essay, key=key)
    Assignment.objects.update(due_at=timezone.now() - timedelta(1), late_policy="refuse")

    assert submit(essay, key=key) == first


def test_same_form_with_another_text_is_refused(essay: Essay, sam: User) -> None:
    key = uuid.uuid4()
    submit(essay, key=key)
    changed = actions.save_draft(essay=essay, html="<p>Other</p>", based_on=1, by=sam)

    with pytest.raises(KeyReused):
        submit(changed, key=key)

    assert Submission.objects.count() == 1


def test_old_form_sent_again_after_more_writing_returns_its_own_receipt(
    essay: Essay, sam: User
) -> None:
    key = uuid.uuid4()
    first = submit(essay, key=key)
    actions.save_draft(essay=essay, html="<p>Other</p>", based_on=1, by=sam)

    assert submit(essay, key=key) == first


def test_handing_in_again_keeps_each_one(essay: Essay, sam: User) -> None:
    first = submit(essay)
    changed = actions.save_draft(essay=essay, html="<p>Better words.</p>", based_on=1, by=sam)
    second = submit(changed)

    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert first.script.html == HTML
    assert Submission.objects.latest_of_each().get() == second


def test_draft_changed_since_it_was_looked_at_is_not_handed_in(essay: Essay, sam: User) -> None:
    actions.save_draft(essay=essay, html="<p>From the other tab</p>", based_on=1, by=sam)

    with pytest.raises(DraftChanged):
        submit(essay, based_on=1)

    assert not Submission.objects.exists()


@pytest.mark.parametrize("html", ["", "<p>…?!</p>", "<table><tr><td></td></tr></table>"])
def test_essay_without_a_word_is_not_handed_in(
    assignment: Assignment, sam: User, html: str
) -> None:
    begun = actions.begin_essay(assignment=assignment, by=sam)
    empty = actions.save_draft(essay=begun, html=html, based_on=0, by=sam)

    with pytest.raises(NothingWritten):
        submit(empty)


@pytest.mark.parametrize(
    ("policy", "seconds", "late"),
    [("accept", -1, False), ("accept", 0, False), ("accept", 1, True), ("refuse", 0, False)],
)
def test_lateness_is_decided_by_the_moment_the_request_began(
    essay: Essay, policy: str, seconds: int, late: bool
) -> None:
    Assignment.objects.update(late_policy=policy)
    at = essay.assignment.due_at + timedelta(seconds=seconds)

    assert submit(essay, at=at).late is late


@pytest.mark.parametrize(
    ("moment", "seconds"), [("due_at", 1), ("opens_at", -1), ("due_at", 10**6)]
)
def test_closed_assignment_takes_nothing_and_keeps_the_draft(
    essay: Essay, moment: str, seconds: int
) -> None:
    Assignment.objects.update(late_policy=LatePolicy.REFUSE)
    start: datetime = getattr(essay.assignment, moment)

    with pytest.raises(NotAccepted):
        submit(essay, at=start + timedelta(seconds=seconds))

    essay.refresh_from_db()
    assert (essay.html, Submission.objects.count(), Script.objects.count()) == (HTML, 0, 0)


def test_receipt_number_that_is_taken_is_drawn_again(
    essay: Essay, monkeypatch: pytest.MonkeyPatch
) -> None:
    SubmissionFactory(receipt="TS-AAAA-AAAA")
    receipts = iter(["TS-AAAA-AAAA", "TS-AAAA-AAAA", "TS-BBBB-BBBB"])
    field = Submission._meta.get_field("receipt")
    monkeypatch.setattr(field, "_get_default", lambda: next(receipts))

    assert submit(essay).receipt == "TS-BBBB-BBBB"


def test_submission_by_somebody_else_is_impossible(essay: Essay, kit: User) -> None:
    with pytest.raises(Essay.DoesNotExist):
        submit(essay, by=kit)


def test_later_draft_never_alters_a_submission(essay: Essay, sam: User) -> None:
    made = submit(essay)
    actions.save_draft(essay=essay, html="<p>Later</p>", based_on=1, by=sam)

    assert Script.objects.get(submission=made).html == HTML
