"""Taking turns: contenders are timed one after the other in each round, so that noise is shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time

from django.db import connection

WARM_UP = 1  # rounds before the first that counts
WALL = False  # with --wall, whatever the database


@dataclass(slots=True)
class Samples:
    """Round -> milliseconds."""

    by_round: dict[int, float] = field(default_factory=dict)

    @property
    def p50(self) -> float:
        return median(self.by_round.values())

    @property
    def p95(self) -> float:
        ordered = sorted(self.by_round.values())
        return ordered[round(0.95 * (len(ordered) - 1))]

    def over(self, other: "Samples") -> float:
        """The median of the ratios of the rounds in which both took part."""
        return median(x / y for x, y in self._pairs(other))

    def beyond(self, other: "Samples") -> float:
        """The median of the differences of the rounds in which both took part."""
        return median(x - y for x, y in self._pairs(other))

    def _pairs(self, other: "Samples") -> list[tuple[float, float]]:
        rounds = self.by_round.keys() & other.by_round.keys()
        return [(self.by_round[n], other.by_round[n]) for n in rounds]


@dataclass(frozen=True, slots=True)
class Contender:
    """`call` gets the number of the round; `before` is not timed; `every`: in which rounds.

    `repeat` is for what takes microseconds: a sample is then the mean of so many calls in a row.
    """

    call: Callable[[int], object]
    before: Callable[[], object] = lambda: None
    every: int = 1
    repeat: int = 1


def clock() -> Callable[[], float]:
    """Seconds that this process has worked; of the day, if the database works beside it.

    SQLite works inside the process, and what other processes do on the same cores does not count.
    """
    return perf_counter if WALL or connection.vendor != "sqlite" else process_time


def unit() -> str:
    return "ms of the processor" if clock() is process_time else "ms by the clock"


def interleave(contenders: Mapping[str, Contender], rounds: int) -> dict[str, Samples]:
    """A/B/A/B …: each round calls each contender once, in the order given."""
    for number in range(WARM_UP):
        for contender in contenders.values():
            _time(contender, number)
    samples = {name: Samples() for name in contenders}
    for number in range(rounds):
        for name, contender in contenders.items():
            if number % contender.every == 0:
                samples[name].by_round[number] = _time(contender, number)
    return samples


def _time(contender: Contender, number: int) -> float:
    contender.before()
    now = clock()
    began = now()
    for _ in range(contender.repeat):
        contender.call(number)
    return (now() - began) * 1000 / contender.repeat


def once(call: Callable[[], object]) -> float:
    """Milliseconds of a single call."""
    return _time(Contender(lambda number: call()), 0)
