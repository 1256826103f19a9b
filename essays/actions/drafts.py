"""Writing: the living draft of one student."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from essays import markup
from essays.models import Assignment, Essay, Original
from essays.refusals import DraftConflict, TooIntricate, TooLong, Unstorable

# Formatting may take this many times the room of the text itself before it is refused unread.
MARKUP_FACTOR = 10
ATTEMPTS = 5


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
