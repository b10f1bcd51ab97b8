import re
from pathlib import Path

import pytest

from accounts.models import User
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.cast import ELECTION_DAY, at
from tests.voting.ballots import ELECTORS, prepared
from voting.enums import ContestState
from voting.models import Contest, Roll
from voting.refusals.count import ContestExists, NotInThisState, RollNotPublished
from voting.services.contest import MOVES, move


def test_a_round_takes_its_electors_from_the_roll_and_its_rule_from_the_rulebook(contest: Contest) -> None:
    assert contest.electors == ELECTORS
    assert contest.rule["quorum"] == {"of": "electors", "measure": "returned", "more_than": "1/2"}
    assert contest.rule["threshold"] == {"of": "returned", "more_than": "1/2"}
    assert (contest.number, contest.state, contest.day) == (1, ContestState.PREPARED, ELECTION_DAY)


def test_the_choices_stand_in_the_order_of_the_paper(contest: Contest) -> None:
    member = contest.positions.get(post="member")
    assert [line.choice.name for line in member.lines.all()] == ["李桂香", "彭建军", "唐小明", "罗志勇"]
    assert (member.rank, member.seats) == (2, 3)


def test_preparing_is_an_act_in_the_ledger(contest: Contest) -> None:
    entry = LedgerEntry.objects.get(act=Act.CONTEST_PREPARED)
    assert entry.data["electors"] == ELECTORS
    assert entry.data["positions"][0] == {"post": "chair", "seats": 1, "choices": ["陈立新", "周海燕"]}


def test_without_a_published_roll_there_is_no_vote(election: Election, clerk: User) -> None:
    with pytest.raises(RollNotPublished):
        prepared(election, clerk)


def test_a_first_round_is_prepared_once(
    contest: Contest, clerk: User, election: Election, roll: Roll
) -> None:
    with pytest.raises(ContestExists):
        prepared(election, clerk)


@pytest.mark.parametrize("here", ContestState)
@pytest.mark.parametrize("to", ContestState)
def test_a_round_moves_only_where_the_table_lets_it(
    contest: Contest, here: ContestState, to: ContestState
) -> None:
    now = at(2021, 1, 20)
    Contest.objects.update(state=here, confirmed_at=now if here == ContestState.CONFIRMED else None)
    contest.refresh_from_db()
    if to in MOVES[here]:
        assert move(contest, to, now).state == to
    else:
        with pytest.raises(NotInThisState):
            move(contest, to, now)


def test_the_diagram_shows_the_moves() -> None:
    text = Path("docs/contest.md").read_text()
    drawn = {(a, b) for a, b in re.findall(r"^\s*(\w+) --> (\w+)", text, re.M) if a in ContestState.values}
    assert drawn == {(here.value, to.value) for here, ways in MOVES.items() for to in ways}
