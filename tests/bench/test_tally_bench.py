"""A million ballots as rows against a bare loop over the same rows, in the same run."""

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.voting.tally.building import DOUBLE_MAJORITY, Json, count, votes_of
from voting.tally import tally

BALLOTS = 1_000_000
RATIO = 3


def rows() -> list[Json]:
    """Ballots as they come out of a box: most are plain, some name others, some are void."""
    chance = random.Random(2021)
    made: list[Json] = []
    for _ in range(BALLOTS):
        marks: Json = {
            "chair": [chance.choice("aaab")],
            "member": chance.sample("cdef", chance.choice([3, 3, 3, 2, 1])),
        }
        lot = chance.random()
        if lot < 0.01:
            made.append({"spoilt": True})
        elif lot < 0.02:
            made.append(
                {
                    "marks": {
                        **marks,
                        "chair": [f"w:{chance.choice('丁马王尹石')}{chance.choice('一二三四五')}"],
                    }
                }
            )
        else:
            made.append({"marks": marks})
    return made


def bare_loop(ballots: list[Json]) -> dict[str, dict[str, int]]:
    votes: dict[str, dict[str, int]] = {}
    for ballot in ballots:
        for position, marks in ballot.get("marks", {}).items():
            of_position = votes.setdefault(position, {})
            for choice in marks:
                of_position[choice] = of_position.get(choice, 0) + 1
    return votes


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The better of two runs, and what the work gave."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


@pytest.mark.bench
def test_a_million_ballots_take_at_most_three_bare_loops() -> None:
    ballots = rows()
    box = {"id": "hall", "issued": BALLOTS, "returned": BALLOTS, "ballots": ballots}
    raw = count(box, rule={**DOUBLE_MAJORITY, "two_offices": "allow"}, electors=BALLOTS)
    floor, votes = timed(lambda: bare_loop(ballots))
    taken, outcome = timed(lambda: tally(raw))
    assert outcome["status"] == "valid"
    assert votes_of(outcome, "member") == votes["member"]
    assert taken <= RATIO * floor, f"{taken:.2f} s against {floor:.2f} s"
