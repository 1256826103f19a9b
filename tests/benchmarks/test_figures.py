"""From flows to figures: what is printed follows from what was measured."""

import os
import time

import pytest

from benchmarks import processes
from benchmarks.figures import Block, Series, percentile, ratio, verdict


def series(*cpu: float) -> Series:
    """A series of blocks of two flows each, with so many processor seconds for each flow."""
    return Series([Block([0.010, 0.030], web=one * 1.5, database=one * 0.5) for one in cpu])


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 1.0), (50, 2.5), (95, 3.85), (100, 4.0), (25, 1.75)]
)
def test_percentile_lies_between_neighbours(percent: float, expected: float) -> None:
    assert percentile([4, 1, 3, 2], percent) == pytest.approx(expected)


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7], 95) == 7


def test_series_gives_milliseconds_of_one_flow() -> None:
    found = series(0.002, 0.004, 0.100)
    assert found.p50() == pytest.approx(20)
    assert found.cpu() == pytest.approx(4)
    assert found.web() == pytest.approx(3)
    assert found.database() == pytest.approx(1)


def test_ratio_is_blind_to_drift_and_to_one_disturbed_block() -> None:
    floor = series(0.001, 0.002, 0.004, 0.008, 0.016)
    product = series(0.003, 0.006, 0.012, 0.024, 9.0)
    assert ratio(product, floor) == pytest.approx(3)


def test_ratio_needs_the_floor_of_each_block() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio(series(1, 1), series(1))


@pytest.mark.parametrize(
    ("found", "aim", "said"),
    [(3.0, 3, "met"), (3.004, 3, "met"), (3.01, 3, "not met"), (99, None, "")],
)
def test_verdict_judges_the_figure_that_is_shown(
    found: float, aim: float | None, said: str
) -> None:
    assert verdict(found, aim) == said


def test_clock_sees_the_work_of_this_process_and_no_more() -> None:
    own = processes.tree(os.getpid())
    before, expected = processes.clock(own), time.process_time()
    while time.process_time() < expected + 0.2:
        pass
    assert processes.spent(before, processes.clock(own)) == pytest.approx(0.2, abs=0.08)


def test_time_of_a_thread_that_was_not_there_before_counts_whole() -> None:
    before, after = {(1, 1): 2.0, (1, 2): 5.0}, {(1, 1): 2.5, (1, 3): 0.25}
    assert processes.spent(before, after) == pytest.approx(0.75)


def test_memory_of_this_process_is_resident_and_its_share_is_no_larger() -> None:
    resident, share = processes.memory(os.getpid())
    assert 5 < share <= resident < 10_000
