"""A county counts paper by paper while processes are killed and the database is started anew: nothing accepted is lost."""

import time
from collections import Counter as Times
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.load.counters import Counter, Line, Probe
from tests.load.engines import PATIENCE, Application, application

PROBES, PROBED_EVERY, MOST = 4, 0.5, 5
NAMES = {"scrutineers": "肖国华、成桂英", "chief": "谭国安"}


@dataclass(frozen=True)
class Day:
    """How many villages count, with two boxes each; papers in a box, and seconds from one to the next."""

    villages: int
    papers: int
    pace: float

    @property
    def length(self) -> float:
        return self.papers * self.pace


A_FEW = Day(villages=4, papers=20, pace=0.5)
A_COUNTY = Day(villages=153, papers=40, pace=3)


@pytest.fixture
def running() -> Iterator[Application]:
    with application() as made:
        yield made


@dataclass(frozen=True)
class Measured:
    """The 95th percentile of the seconds that a call took: of papers, and of the bare view in the same minutes."""

    paper: float
    bare: float


def test_every_paper_that_was_accepted_is_there_once(running: Application) -> None:
    play(running, A_FEW)


@pytest.mark.load
def test_a_county_is_counted_within_a_few_bare_inserts_a_paper(running: Application) -> None:
    measured = play(running, A_COUNTY)
    assert measured.paper <= MOST * measured.bare


def play(running: Application, day: Day) -> Measured:
    """Count for the length of the day, with one of the web's processes and the worker killed, and PostgreSQL restarted."""
    boxes = running.manage("stage", day.villages, day.papers)
    counters, probes = counting(running, boxes, day), probing(running, boxes)
    time.sleep(day.length / 3)
    running.kill_one_of_web()
    running.kill_worker()
    time.sleep(day.length / 6)
    running.restart_postgres()
    wait_for(counters, probes, day.length + PATIENCE)

    assert [len(counter.accepted) for counter in counters] == [day.papers] * len(boxes)
    accepted = [key for counter in counters for key in counter.accepted]
    assert sorted(papers_in(running)) == sorted(accepted)
    faults = Times(fault for each in (*counters, *probes) for fault in each.line.faults)
    assert not [fault for fault in faults if fault.startswith("4")], faults
    close_all(running, boxes)
    running.start("worker")
    assert tallied(running, day.villages) == {(("c1", 2 * day.papers),)}

    measured = Measured(p95(counters), p95(probes))
    print(f"p95: bare {measured.bare:.4f} s, a paper {measured.paper:.4f} s; {dict(faults)}")
    return measured


def wait_for(counters: list[Counter], probes: list[Probe], seconds: float) -> None:
    """Until every paper is accepted, or so long."""
    deadline = time.monotonic() + seconds
    for counter in counters:
        counter.join(max(0.0, deadline - time.monotonic()))
    for probe in probes:
        probe.over.set()
        probe.join()


def counting(running: Application, boxes: list[dict[str, str]], day: Day) -> list[Counter]:
    random = Random(1)
    made = [
        Counter(
            Line(running.port, box["teller"]), box["papers"], day.papers, day.pace, random.random() * day.pace
        )
        for box in boxes
    ]
    for counter in made:
        counter.start()
    return made


def probing(running: Application, boxes: list[dict[str, str]]) -> list[Probe]:
    made = [Probe(Line(running.port, box["teller"]), PROBED_EVERY) for box in boxes[:PROBES]]
    for probe in made:
        probe.start()
    return made


def rows(running: Application, statement: str) -> list[tuple[Any, ...]]:
    with closing(running.postgres.connect(running.postgres.settings()["NAME"])) as connection:
        return connection.execute(statement).fetchall()


def papers_in(running: Application) -> list[str]:
    return [str(key) for (key,) in rows(running, "SELECT client_id FROM voting_paper")]


def close_all(running: Application, boxes: list[dict[str, str]]) -> None:
    """The clerks close their boxes while no worker lives."""
    for box in boxes:
        assert Line(running.port, box["clerk"]).post(f"{box['papers']}close/", NAMES) == 302


def tallied(running: Application, contests: int) -> set[tuple[tuple[str, int], ...]]:
    """What rounds came to for the highest post, once so many are tallied: each different outcome once."""
    deadline = time.monotonic() + PATIENCE
    while len(found := rows(running, "SELECT data FROM voting_outcome")) < contests:
        assert time.monotonic() < deadline, running.log.read_text(errors="replace")
        time.sleep(0.2)
    votes = [data["positions"][0]["votes"] for (data,) in found]
    return {tuple((line["id"], line["for"]) for line in each if line["for"]) for each in votes}


def p95(callers: Sequence[Counter | Probe]) -> float:
    seconds = sorted(seconds for caller in callers for seconds in caller.line.calls)
    return seconds[len(seconds) * 95 // 100]
