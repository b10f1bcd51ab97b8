"""What several pieces of work take, measured in turns: a machine that slows down or recovers slows each of them alike."""

import time
from collections.abc import Callable


def best_of(
    rounds: int, *works: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The shortest time of each, in seconds by the clock, over so many rounds in which each has its turn."""
    took: list[list[float]] = [[] for _work in works]
    for _round in range(rounds):
        for work, times in zip(works, took, strict=True):
            begun = clock()
            work()
            times.append(clock() - begun)
    return [min(times) for times in took]
