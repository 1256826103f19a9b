"""What can be done with essays. Each act is one transaction, signed and on record."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from accounts.models import User
from essays import markup
from essays.deadlines import Standing, standing
from essays.models import Assignment, Essay, Origin, Original, Script, Submission
from essays.refusals import (
    DraftChanged,
    DraftConflict,
    KeyReused,
    NotAccepted,
    NothingWritten,
    TooIntricate,
    TooLong,
    Unstorable,
)

# Formatting may take this many times the room of the text itself before it is refused unread.
MARKUP_FACTOR = 10
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


def begin_essay(*, assignment: Assignment, by: User) -> Essay:
    """The student's essay on the assignment; made empty if there is none. Safe to repeat."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _essay_of(assignment, by)
        except IntegrityError:
            # Another student of the assignment has this very code: draw another one.
            continue
    return _essay_of(assignment, by)


def _essay_of(assignment: Assignment, author: User) -> Essay:
    essay, _made = Essay.objects.get_or_create(assignment=assignment, author=author)
    return essay


def canonical_draft(html: str) -> tuple[str, str]:
    """The canonical HTML of a draft and its text.

    Raises TooLong, TooIntricate and Unstorable. The limit counts characters of the text.
    """
    limit: int = settings.ESSAY_MAX_CHARACTERS
    if len(html) > limit * MARKUP_FACTOR:
        raise TooLong(len(html), limit)
    try:
        canonical = markup.clean(html)
    except markup.TooComplex:
        raise TooIntricate from None
    except ValueError:
        raise Unstorable from None
    text = markup.plain(canonical)
    if len(text) > limit:
        raise TooLong(len(text), limit)
    return canonical, text


def save_draft(
    *, essay: Essay, html: str, based_on: int, by: User, original: Original | None = None
) -> Essay:
    """Save the author's text as the next revision of the draft, in canonical form.

    `based_on` is the revision that the author saw; `original` the file that the text was read
    from. The same text again is answered with the revision that holds it, so a retry is harmless.
    Raises DraftConflict, with both texts, if another revision was saved meanwhile; TooLong,
    TooIntricate and Unstorable. Drafts may be saved at any time: nothing typed is thrown away.
    """
    canonical, text = canonical_draft(html)
    with transaction.atomic():
        locked = Essay.objects.select_for_update().get(pk=essay.pk, author=by)
        if locked.html == canonical and original is None:
            return locked
        if locked.revision != based_on:
            raise DraftConflict(locked, canonical)
        locked.html = canonical
        locked.words = markup.word_count(text)
        locked.revision += 1
        locked.saved_at = timezone.now()
        # A draft that was emptied is no longer the text of the file.
        locked.original = (original or locked.original) if text else None
        locked.save(update_fields=["html", "words", "revision", "saved_at", "original"])
    return locked


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
    moment = at or timezone.now()
    with transaction.atomic():
        locked = (
            Essay.objects.select_for_update(of=("self",))
            .select_related("assignment")
            .get(pk=essay.pk, author=by)
        )
        first = _already_submitted(locked, key, based_on)
        if first is not None:
            return first
        state = _standing_for_submission(locked, based_on, moment)
        made = _write_submission(locked, key, moment, late=state.is_late)
        audit.record(
            verb="handed in", by=by, subject=made, number=made.number, late=made.late
        )
    return made


def _already_submitted(essay: Essay, key: uuid.UUID, based_on: int) -> Submission | None:
    first = essay.submissions.select_related("script").filter(idempotency_key=key).first()
    if first is None:
        return None
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


def _write_submission(essay: Essay, key: uuid.UUID, at: datetime, *, late: bool) -> Submission:
    last = essay.submissions.aggregate(last=Max("number"))["last"] or 0
    script = freeze_script(
        html=essay.html, origin=Origin.UPLOAD if essay.original_id else Origin.TYPED
    )
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return Submission.objects.create(
                    essay=essay,
                    number=last + 1,
                    script=script,
                    original_id=essay.original_id,
                    submitted_at=at,
                    late=late,
                    idempotency_key=key,
                )
        except IntegrityError:
            # Under the lock only the random receipt can be taken already: draw another one.
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")
