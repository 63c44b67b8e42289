"""Taking turns: contenders are timed one after the other in each round, so that noise is shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

WARM_UP = 2  # rounds before the first that counts


@dataclass(slots=True)
class Samples:
    """Milliseconds, one for each round."""

    values: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    @property
    def fastest(self) -> float:
        """What it takes when nobody else wants the processor: others can only add to it."""
        return min(self.values)


@dataclass(frozen=True, slots=True)
class Contender:
    """`call` gets the number of the round; `before` is not timed; `every`: in which rounds.

    `repeat` is for what takes microseconds: a sample is then the mean of so many calls in a row.
    """

    call: Callable[[int], object]
    before: Callable[[], object] = lambda: None
    every: int = 1
    repeat: int = 1


def interleave(contenders: Mapping[str, Contender], rounds: int) -> dict[str, Samples]:
    """A/B/A/B …: each round calls each contender once, in the order given."""
    for number in range(WARM_UP):
        for contender in contenders.values():
            if contender.every == 1 or number == 0:
                _time(contender, number)
    samples = {name: Samples() for name in contenders}
    for number in range(rounds):
        for name, contender in contenders.items():
            if number % contender.every == 0:
                samples[name].values.append(_time(contender, number))
    return samples


def _time(contender: Contender, number: int) -> float:
    contender.before()
    began = perf_counter()
    for _ in range(contender.repeat):
        contender.call(number)
    return (perf_counter() - began) * 1000 / contender.repeat


def once(call: Callable[[], object]) -> float:
    """Milliseconds of a single call."""
    return _time(Contender(lambda number: call()), 0)
