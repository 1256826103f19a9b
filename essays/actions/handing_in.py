"""Handing in: the draft is frozen as a script, and the receipt is written with it."""

import uuid
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from essays import markup
from essays.deadlines import Standing, standing
from essays.models import Assignment, Essay, Origin, Script, Submission
from essays.refusals import DraftChanged, KeyReused, NotAccepted, NothingWritten

ATTEMPTS = 5


def freeze_script(
    *, html: str, origin: Origin, truncated: bool = False, language: str = "en"
) -> Script:
    """Freeze any HTML as a Script in its canonical form.

    The text, its fingerprint and its word count are derived here and nowhere else. Raises
    ValueError for text that no database could hold.
    """
    canonical = markup.clean(html)
    text = markup.plain(canonical)
    return Script.objects.create(
        html=canonical,
        text=text,
        sha256=markup.fingerprint(text),
        words=markup.word_count(text),
        origin=origin,
        truncated=truncated,
        language=language,
    )


def submit(
    *, essay: Essay, key: uuid.UUID, based_on: int, by: User, at: datetime | None = None
) -> Submission:
    """Hand in the draft as it was looked at: freeze its text and write the receipt.

    `key` names the form that was sent: however often it arrives, there is one submission, and
    each time the same one is returned. `based_on` is the revision that the author looked at, `at`
    the moment the request began (now, if not said). Raises NotAccepted, DraftChanged,
    NothingWritten and KeyReused; then nothing is stored. The receipt is valid once the
    transaction around this call has committed.
    """
    return _submit(Essay.objects.filter(pk=essay.pk), key, based_on, by, at)


def submit_draft(
    *, assignment: Assignment, key: uuid.UUID, based_on: int, by: User, at: datetime | None = None
) -> Submission:
    """Hand in the author's own draft on the assignment, as `submit` does.

    Raises NothingWritten also where no draft was begun.
    """
    try:
        return _submit(Essay.objects.filter(assignment=assignment), key, based_on, by, at)
    except Essay.DoesNotExist:
        raise NothingWritten from None


def _submit(
    essays: QuerySet[Essay], key: uuid.UUID, based_on: int, by: User, at: datetime | None
) -> Submission:
    """Hand in the one of the essays that is the author's; Essay.DoesNotExist if there is none."""
    moment = at or timezone.now()
    with transaction.atomic():
        locked = essays.select_for_update(of=("self",)).select_related("assignment").get(author=by)
        # Read under the lock, so no other handing-in of this essay can come between.
        numbers = dict(locked.submissions.order_by().values_list("idempotency_key", "number"))
        if key in numbers:
            return _first_answer(locked, key, based_on)
        state = _standing_for_submission(locked, based_on, moment)
        number = max(numbers.values(), default=0) + 1
        made = _write_submission(locked, number, key, moment, late=state.is_late)
        audit.record(verb="handed in", by=by, subject=made, number=made.number, late=made.late)
    return made


def _first_answer(essay: Essay, key: uuid.UUID, based_on: int) -> Submission:
    """The submission that the same form made when it first arrived."""
    first = essay.submissions.select_related("script").get(idempotency_key=key)
    if based_on == essay.revision and first.script.html != essay.html:
        raise KeyReused
    return first


def _standing_for_submission(essay: Essay, based_on: int, at: datetime) -> Standing:
    assignment = essay.assignment
    state = standing(assignment.opens_at, assignment.due_at, assignment.late_policy, at)
    if not state.may_submit:
        raise NotAccepted(state)
    if essay.revision != based_on:
        raise DraftChanged
    if not markup.word_count(markup.plain(essay.html)):
        raise NothingWritten
    return state


def _write_submission(
    essay: Essay, number: int, key: uuid.UUID, at: datetime, *, late: bool
) -> Submission:
    script = freeze_script(
        html=essay.html, origin=Origin.UPLOAD if essay.original_id else Origin.TYPED
    )
    made = partial(
        Submission.objects.create,
        essay=essay,
        number=number,
        script=script,
        original_id=essay.original_id,
        submitted_at=at,
        late=late,
        idempotency_key=key,
    )
    for _attempt in range(ATTEMPTS - 1):
        try:
            with transaction.atomic():
                return made()
        except IntegrityError:
            # Under the lock only the random receipt can be taken already: draw another one.
            continue
    return made()
