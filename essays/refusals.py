"""Why an act on an essay was refused. `str()` of each is a whole answer for the person."""

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from essays.deadlines import Standing
from essays.models import Essay


class Refusal(Exception):
    """Nothing was changed. The text says what is wrong and what happened to the essay."""


class Unstorable(Refusal):
    """The text holds something that no database or page can hold."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The text contains a character that cannot be stored (a NUL or half a "
                "character). Remove it and save again; the rest of the text is fine."
            )
        )


class TooLong(Refusal):
    """The text is longer than an essay may be; it is never cut."""

    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(
            _(
                "The text has %(length)s characters; the limit is %(limit)s. Nothing was cut: "
                "your text is still in the editor, but this version is not saved."
            )
            % {
                "length": number_format(length, force_grouping=True),
                "limit": number_format(limit, force_grouping=True),
            }
        )


class TooIntricate(Refusal):
    """The text has more formatting than any essay."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The text has far more formatting than an essay needs, so it cannot be saved as "
                "it is. Paste it without formatting (Ctrl+Shift+V) and save again."
            )
        )


class DraftConflict(Refusal):
    """The draft was changed elsewhere since the text at hand was begun. Both texts are kept.

    `stored` is the essay as it is now, `html` the canonical form of the text that was sent.
    """

    def __init__(self, stored: Essay, html: str) -> None:
        self.stored, self.html = stored, html
        super().__init__(
            _("This draft was changed in another window or on another device. Both texts are kept.")
        )


class NotAccepted(Refusal):
    """The assignment takes nothing at that moment."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        words: str | Promise = (
            _("This assignment is not open yet.")
            if standing.is_upcoming
            else _(
                "The time to hand in is over, so this was not handed in. Your text is safe in "
                "the draft. Speak to your teacher."
            )
        )
        super().__init__(words)


class NothingWritten(Refusal):
    """There is no word to hand in."""

    def __init__(self) -> None:
        super().__init__(_("There are no words to hand in yet. Write or upload your essay first."))


class DraftChanged(Refusal):
    """The draft is not the text that was looked at before handing in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The draft has changed since you looked at it, so nothing was handed in. Here is "
                "the text as it is now: look at it once more."
            )
        )


class KeyReused(Refusal):
    """The same form was sent with another text."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form was already used to hand in another text. Nothing was handed in now: "
                "look at the text below and hand it in again."
            )
        )


class TooManyFiles(Refusal):
    """More files were uploaded for one essay than anybody needs."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("You have uploaded %(limit)s files for this essay, the most there can be.")
            % {"limit": limit}
        )


class AssignmentChanged(Refusal):
    """Somebody else changed the assignment since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The assignment was changed by somebody else while you had it open, so nothing "
                "was saved. What you typed is below; what is stored now stands beside it."
            )
        )


class RubricFrozen(Refusal):
    """Work was handed in under the rubric, so it is judged by it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "An essay was already handed in under this rubric, so the rubric of this "
                "assignment can no longer be changed. Everything else can."
            )
        )


class AlreadyBegun(Refusal):
    """Students have begun, so the assignment cannot be hidden from them again."""

    def __init__(self) -> None:
        super().__init__(
            _("Students have already begun to write, so the opening cannot move into the future.")
        )
