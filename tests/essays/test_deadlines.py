"""The deadline function: every side of every moment, across clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from essays.deadlines import State, standing

OPENS = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 23, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "policy", "state", "may_submit"),
    [
        (OPENS - SECOND, "accept", State.UPCOMING, False),
        (OPENS - SECOND, "refuse", State.UPCOMING, False),
        (OPENS, "accept", State.OPEN, True),
        (OPENS, "refuse", State.OPEN, True),
        (DUE - SECOND, "accept", State.OPEN, True),
        (DUE, "accept", State.OPEN, True),
        (DUE, "refuse", State.OPEN, True),
        (DUE + SECOND, "accept", State.LATE, True),
        (DUE + SECOND, "refuse", State.CLOSED, False),
        (DUE + timedelta(days=400), "accept", State.LATE, True),
        (DUE + timedelta(microseconds=1), "refuse", State.CLOSED, False),
    ],
)
def test_standing_on_each_side_of_each_moment(
    at: datetime, policy: str, state: State, may_submit: bool
) -> None:
    found = standing(OPENS, DUE, policy, at)

    assert found.state is state
    assert found.may_submit is may_submit
    assert found.is_late is (state is State.LATE)
    assert found.is_closed is (state is State.CLOSED)
    assert found.is_upcoming is (state is State.UPCOMING)


# Each due time is typed as wall-clock time in its school; the offset is what the clocks say then.
WALL_CLOCKS = [
    ("Europe/London", datetime(2026, 3, 28, 23, 59), 0),
    ("Europe/London", datetime(2026, 3, 29, 23, 59), 60),
    ("Europe/London", datetime(2026, 10, 24, 23, 59), 60),
    ("Europe/London", datetime(2026, 10, 25, 23, 59), 0),
    ("Europe/Ljubljana", datetime(2026, 3, 29, 1, 59), 60),
    ("Europe/Ljubljana", datetime(2026, 3, 29, 3, 0), 120),
    ("Europe/Ljubljana", datetime(2026, 10, 25, 3, 0), 60),
    ("America/New_York", datetime(2026, 3, 8, 3, 0), -240),
    ("America/New_York", datetime(2026, 11, 1, 2, 0), -300),
    ("Australia/Lord_Howe", datetime(2026, 4, 5, 2, 0), 630),
    ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 30), 660),
    ("Asia/Kolkata", datetime(2026, 6, 1, 23, 59), 330),
    ("Africa/Nairobi", datetime(2028, 2, 29, 0, 0), 180),
    ("Pacific/Kiritimati", datetime(2026, 12, 31, 23, 59, 59), 840),
]


@pytest.mark.parametrize(("zone", "wall", "offset"), WALL_CLOCKS)
def test_standing_compares_moments_not_wall_clocks(zone: str, wall: datetime, offset: int) -> None:
    due = wall.replace(tzinfo=ZoneInfo(zone))
    moment = wall.replace(tzinfo=UTC) - timedelta(minutes=offset)

    assert standing(moment - timedelta(1), due, "refuse", moment).state is State.OPEN
    assert standing(moment - timedelta(1), due, "refuse", moment + SECOND).state is State.CLOSED


@pytest.mark.parametrize("naive", [0, 1, 2])
def test_standing_without_a_zone_is_refused(naive: int) -> None:
    moments = [OPENS, DUE, DUE]
    moments[naive] = moments[naive].replace(tzinfo=None)

    with pytest.raises(ValueError, match="zone"):
        standing(moments[0], moments[1], "accept", moments[2])
