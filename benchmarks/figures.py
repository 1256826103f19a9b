"""From many flows to a few figures."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Block:
    """A few flows in a row and the processor seconds that they took from both servers."""

    seconds: list[float]
    web: float
    database: float

    @property
    def cpu(self) -> float:
        """Processor seconds of one flow."""
        return (self.web + self.database) / len(self.seconds)


@dataclass
class Series:
    """All blocks of one flow."""

    blocks: list[Block] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        """How long each flow took."""
        return [seconds for block in self.blocks for seconds in block.seconds]

    def p50(self) -> float:
        """Median time, in ms."""
        return percentile(self.seconds, 50) * 1000

    def p95(self) -> float:
        """The time that 95 of 100 flows stay under, in ms."""
        return percentile(self.seconds, 95) * 1000

    def web(self) -> float:
        """Processor time of the web server for one flow, in ms: the median block."""
        return statistics.median(b.web / len(b.seconds) for b in self.blocks) * 1000

    def database(self) -> float:
        """Processor time of PostgreSQL for one flow, in ms: the median block."""
        return statistics.median(b.database / len(b.seconds) for b in self.blocks) * 1000

    def cpu(self) -> float:
        """Processor time of both, in ms: the median block."""
        return statistics.median(block.cpu for block in self.blocks) * 1000


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many of a hundred lie, between two values by their distance."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ratio(product: Series, floor: Series) -> float:
    """How many times the floor's processor time: the median over pairs of neighbouring blocks.

    What slows the machine down for a while slows both blocks of a pair; what hits one block
    alone does not move the median.
    """
    pairs = zip(product.blocks, floor.blocks, strict=True)
    return statistics.median(one.cpu / other.cpu for one, other in pairs)


def verdict(found: float, aim: float | None) -> str:
    """Whether the aim is met, as it is printed: judged on the rounded figure that is shown."""
    if aim is None:
        return ""
    return "met" if round(found, 2) <= aim else "not met"
