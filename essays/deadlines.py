"""The one deadline function. Every door asks it: page, draft, upload and handing in.

The answer is computed from the moments, the policy and the server's clock; nothing is stored and
no timer sets it. Plain Python: no Django.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

ACCEPT_LATE = "accept"
"""The late policy under which work is taken after the due time; any other closes."""


class State(Enum):
    """How an assignment stands at one moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class Standing:
    """How an assignment stands, and what that means for somebody who hands in."""

    state: State

    @property
    def is_upcoming(self) -> bool:
        """Not open yet: students do not see it."""
        return self.state is State.UPCOMING

    @property
    def is_late(self) -> bool:
        """Past the due time, and still accepted: what comes in is marked as late."""
        return self.state is State.LATE

    @property
    def is_closed(self) -> bool:
        """Past the due time, and nothing more is accepted. Drafts may still be saved."""
        return self.state is State.CLOSED

    @property
    def may_submit(self) -> bool:
        """Whether something may be handed in."""
        return self.state in (State.OPEN, State.LATE)


def standing(opens_at: datetime, due_at: datetime, late_policy: str, at: datetime) -> Standing:
    """How an assignment stands at `at`; the due moment itself is still on time.

    All three moments carry a time zone, which need not be the same one; raises ValueError for a
    moment without any, because its order among the others is a guess.
    """
    if any(moment.tzinfo is None for moment in (opens_at, due_at, at)):
        raise ValueError("A moment needs a time zone.")
    if at < opens_at:
        return Standing(State.UPCOMING)
    if at <= due_at:
        return Standing(State.OPEN)
    return Standing(State.LATE if late_policy == ACCEPT_LATE else State.CLOSED)
