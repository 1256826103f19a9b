"""One student's work on one assignment, and the one thing to do next."""

from dataclasses import dataclass
from enum import Enum

from accounts.models import User
from essays import access
from essays.access import Visit
from essays.deadlines import Standing
from essays.models import Essay, Submission


class Step(Enum):
    """What a student does next on an assignment."""

    BEGIN = "begin"
    CONTINUE = "continue"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Work:
    """A student's draft and handings-in, the newest first."""

    essay: Essay | None
    submissions: list[Submission]
    standing: Standing

    @property
    def newest(self) -> Submission | None:
        """The handing-in that counts."""
        return self.submissions[0] if self.submissions else None

    @property
    def has_text(self) -> bool:
        """Whether anything was written."""
        return self.essay is not None and bool(self.essay.html)

    @property
    def has_unsent_changes(self) -> bool:
        """Whether the draft was saved again since it was last handed in."""
        if self.newest is None or self.essay is None or self.essay.saved_at is None:
            return False
        return self.essay.saved_at > self.newest.submitted_at

    @property
    def next_step(self) -> str:
        """The one thing to do next, as the value of a Step."""
        return self._next().value

    def _next(self) -> Step:
        if self.newest is not None:
            return self._after(self.newest)
        if not self.standing.may_submit:
            return Step.NOTHING
        return Step.CONTINUE if self.has_text else Step.BEGIN

    def _after(self, newest: Submission) -> Step:
        if newest.returned_at is not None:
            return Step.FEEDBACK
        if self.has_unsent_changes and self.standing.may_submit:
            return Step.CONTINUE
        return Step.RECEIPT


def own_work(user: User, visit: Visit) -> Work:
    """The user's own work on an assignment that has passed its gate. Two queries."""
    return Work(
        essay=access.own_essay(user, visit.assignment),
        submissions=access.own_submissions(user, visit.assignment),
        standing=visit.standing,
    )
