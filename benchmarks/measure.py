"""Driving the flows: warm-up, a pass that counts queries, the timed blocks, the long run."""

import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from benchmarks.client import Client, Trip
from benchmarks.figures import Block, Series
from benchmarks.flows import Flow, Scenario
from benchmarks.processes import busy, clock, spent, tree
from benchmarks.server import Server

WARM_UP = 12  # flows of each kind, each on a connection of its own
ROUNDS = 15  # pairs of blocks
BLOCK = 5  # flows in a block
COUNTED = 3  # flows of each kind in the pass that counts queries
SETTLE = 0.02  # seconds that a server needs to finish what follows an answer
AT_ONCE = 16


@dataclass
class Result:
    """What was found out about one scenario and its floor."""

    scenario: Scenario
    product: Series = field(default_factory=Series)
    floor: Series = field(default_factory=Series)
    product_trip: Trip = field(default_factory=Trip)
    floor_trip: Trip = field(default_factory=Trip)


class Driver:
    """One client, and whose turn it is in each flow."""

    def __init__(self, results: list[Result]) -> None:
        self.results = results
        self._turns: dict[Flow, int] = defaultdict(int)

    def run(self, client: Client, flow: Flow) -> Trip:
        """One flow, measured."""
        client.trip = Trip()
        flow(client, self._turns[flow])
        self._turns[flow] += 1
        return client.trip

    def count(self, server: Server) -> None:
        """Note requests, bytes and queries of each flow. The last of a few: caches are filled."""
        client = Client(server.port)
        for result in self.results:
            for _ in range(COUNTED):
                client.begin()
                result.floor_trip = self.run(client, result.scenario.floor)
                result.product_trip = self.run(client, result.scenario.flow)
        client.close()

    def warm_up(self, server: Server) -> None:
        """Let every worker open its threads and connections and compile its templates."""
        page = self.results[0].scenario.floor
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            list(crowd.map(lambda turn: once(server, page, turn), range(AT_ONCE * 10)))
        client = Client(server.port)
        for _ in range(WARM_UP):
            for result in self.results:
                client.begin()
                self.run(client, result.scenario.floor)
                self.run(client, result.scenario.flow)
        client.close()

    def measure(self, server: Server, database: int) -> float:
        """Time all scenarios, each in turn with its floor; return the cores that others used."""
        started, ours = time.monotonic(), clock(tree(server.pid, database))
        own, machine = time.process_time(), busy()
        client = Client(server.port)
        for result in self.results:
            for _ in range(ROUNDS):
                self._block(client, result.scenario.floor, result.floor, server, database)
                self._block(client, result.scenario.flow, result.product, server, database)
        client.close()
        known = spent(ours, clock(tree(server.pid, database))) + time.process_time() - own
        return max(0.0, busy() - machine - known) / (time.monotonic() - started)

    def _block(
        self, client: Client, flow: Flow, series: Series, server: Server, database: int
    ) -> None:
        client.begin()
        time.sleep(SETTLE)
        web, backend = tree(server.pid), tree(database)
        before = clock(web), clock(backend)
        seconds = [self.run(client, flow).seconds for _ in range(BLOCK)]
        time.sleep(SETTLE)
        after = clock(tree(server.pid)), clock(tree(database))
        series.blocks.append(Block(seconds, spent(before[0], after[0]), spent(before[1], after[1])))

    def long_run(self, server: Server, requests: int, until: float) -> int:
        """All flows in turn for so many requests, or until that moment; return how many it were."""
        client = Client(server.port)
        done = 0
        while done < requests and time.monotonic() < until:
            client.begin()
            for result in self.results:
                done += self.run(client, result.scenario.flow).requests
        client.close()
        return done


def once(server: Server, flow: Callable[[Client, int], None], turn: int) -> None:
    """One flow by a client of its own."""
    client = Client(server.port)
    client.begin()
    flow(client, turn)
    client.close()
