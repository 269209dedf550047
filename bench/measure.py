"""How a figure is taken: interleaved rounds, medians, ratios inside one run.

Machines are shared and noisy: an absolute figure is a picture of one minute. Contenders therefore
take turns, in an order that is reversed every other round, and only what they did in the same
round is divided.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from attrs import frozen


@frozen
class Contender:
    """A name and one timed turn: the seconds that count, whatever it took to prepare them."""

    name: str
    turn: Callable[[], float]


@frozen
class Rounds:
    """The seconds of every contender, round by round."""

    seconds: dict[str, tuple[float, ...]]

    def median(self, name: str) -> float:
        """Median seconds of one contender."""
        return median(self.seconds[name])

    def ratio(self, name: str, to: str) -> float:
        """Median, over the rounds, of one contender's seconds divided by another's."""
        pairs = zip(self.seconds[name], self.seconds[to], strict=True)
        return median(ours / theirs for ours, theirs in pairs)


def interleave(contenders: list[Contender], rounds: int) -> Rounds:
    """Give each contender one turn a round; a first round warms caches and is not counted."""
    seconds: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number in range(rounds + 1):
        for contender in contenders if number % 2 else reversed(contenders):
            spent = contender.turn()
            if number:
                seconds[contender.name].append(spent)
    return Rounds({name: tuple(spent) for name, spent in seconds.items()})


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = perf_counter()
    work()
    return perf_counter() - start


def repeated(work: Callable[[], object], times: int) -> Callable[[], float]:
    """A turn of several calls, for work so short that one call is mostly luck: their median."""
    return lambda: median(timed(work) for _ in range(times))
