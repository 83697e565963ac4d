"""Rounds in which several acts take turns, so that a busy machine slows down all alike."""

import time
from collections.abc import Callable, Sequence

from contracts.devnet.bench.statistics import Seconds

WARM_UP = 10
"""Rounds before those that count: connections open, caches and code warm."""


def taking_turns(rounds: int, acts: Sequence[Callable[[], object]]) -> list[Seconds]:
    """The seconds of each act, in the order of the acts: A B A B …, after the warm-up."""
    seconds = [[] for _ in acts]
    for round_ in range(WARM_UP + rounds):
        for act, durations in zip(acts, seconds, strict=True):
            before = time.perf_counter()
            act()
            after = time.perf_counter()
            if round_ >= WARM_UP:
                durations.append(after - before)
    return [tuple(durations) for durations in seconds]
