"""Each scenario of the rehearsal comes to what its name says; all begin on the same morning of the vote."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from candidates.queries.relatives import pairs_of
from elections.models import Election
from overview.rehearsal.scenarios import CLEAN_WIN, SCENARIOS
from overview.rehearsal.script import play, script_of
from overview.rehearsal.stage import Stage, set_stage
from voting.queries.result import Vote, elected_in, vote_of

VILLAGE = "430423101203"
NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def morning(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """A village on the morning of its vote, played until there once; taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage = set_stage(VILLAGE, CLEAN_WIN, 1, NOW)
        for scene in script_of(stage.walk, papers=False):
            if scene.at.date() < stage.walk.days.election_day:
                play(scene, stage.cycle)
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def held(morning: Stage, db: None) -> Callable[[str], Vote]:
    """Holds the vote of a scenario, to its end; nothing of it stays."""

    def hold(name: str) -> Vote:
        walk = replace(morning.walk, scenario=SCENARIOS[name])
        for scene in script_of(walk, papers=False):
            if scene.at.date() >= walk.days.election_day or scene.name == "relatives":
                play(scene, morning.cycle)
        found = vote_of(walk.election)
        assert found is not None and found.confirmed
        return found

    return hold


def rounds(vote: Vote) -> list[tuple[str, str]]:
    return [(held.round, held.outcome.data["status"]) for held in vote.rounds]


def test_clean_win(held: Callable[[str], Vote]) -> None:
    vote = held("clean-win")
    assert rounds(vote) == [("first", "valid")]
    assert vote.standing.vacant == 0


def test_tie(held: Callable[[str], Vote]) -> None:
    vote = held("tie")
    first = vote.round(1).outcome.data["positions"][-1]
    assert (len(first["tied"]), first["tied_seats"], first["next"]) == (2, 1, "revote")
    assert rounds(vote) == [("first", "valid"), ("revote", "valid")]
    assert vote.standing.vacant == 0


def test_shortfall(held: Callable[[str], Vote]) -> None:
    vote = held("shortfall")
    assert rounds(vote) == [("first", "valid"), ("runoff", "valid")]
    assert vote.round(1).outcome.data["positions"][-1]["vacant"] == 1
    assert vote.standing.vacant == 0


def test_void_round(held: Callable[[str], Vote]) -> None:
    vote = held("void-round")
    assert failed(vote) == ["quorum"]
    assert rounds(vote) == [("first", "invalid"), ("first", "valid")]
    assert vote.standing.vacant == 0


def test_over_issued(held: Callable[[str], Vote]) -> None:
    vote = held("over-issued")
    assert failed(vote) == ["balance"]
    assert rounds(vote) == [("first", "invalid"), ("first", "valid")]
    assert vote.standing.vacant == 0


def failed(vote: Vote) -> list[str]:
    return [check["code"] for check in vote.round(1).outcome.data["checks"] if not check["passed"]]


def test_write_in(held: Callable[[str], Vote]) -> None:
    vote = held("write-in")
    (written,) = [person for person in elected_in(vote) if person.written_in]
    (review,) = vote.reviews
    assert (review.name, review.post, review.passed) == (written.name, written.post, True)
    assert vote.standing.vacant == 0


def test_relatives(held: Callable[[str], Vote], morning: Stage) -> None:
    vote = held("relatives")
    elected = {person.name for person in elected_in(vote)}
    pairs = pairs_of(Election.objects.get(pk=morning.walk.election.pk))
    decided = [pair for pair in pairs if pair.decision]
    assert decided
    assert [pair.decision and pair.decision.yields for pair in decided] == [
        p.second.resident for p in decided
    ]
    assert {pair.first.resident.name for pair in decided} <= elected
    assert not {pair.second.resident.name for pair in decided} & elected
    assert {post for post, _key, number in vote.given_up if number == 1}, (
        "the seat fell vacant in the first round"
    )
    assert [held.round for held in vote.rounds] == ["first", "runoff"]
    assert vote.standing.vacant == 0


def test_no_woman(held: Callable[[str], Vote]) -> None:
    vote = held("no-woman")
    assert rounds(vote) == [("first", "valid"), ("runoff", "valid")]
    assert {person.sex for person in elected_in(vote)} == {"M"}
    assert vote.standing.vacant == 1


def test_every_scenario_of_the_committees_vote_has_a_test() -> None:
    tested = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    of_the_assembly = {name for name, scenario in SCENARIOS.items() if scenario.assembly != "elsewhere"}
    assert set(SCENARIOS) - of_the_assembly <= tested
