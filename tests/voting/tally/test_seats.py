"""How seats are filled (rules 1, 2 and 5 of the contract), and in which order people are told."""

import pytest

from tests.voting.tally.building import (
    CANDIDATES,
    CHAIR,
    DOUBLE_MAJORITY,
    MEMBER,
    Json,
    elected,
    place,
    position,
    run,
    totals,
    votes_of,
)


def member(votes: dict[str, int], returned: int = 100, seats: int | None = 3, **fields: object) -> Json:
    """The member position of a round that is about nothing else."""
    return place(
        run(totals(returned, member=votes), positions=[{**MEMBER, "seats": seats}], **fields), "member"
    )


def test_those_who_reach_the_threshold_are_seated_by_votes() -> None:
    outcome = member({"c": 60, "d": 70, "e": 52, "f": 51}, rule=DOUBLE_MAJORITY, electors=150)
    assert outcome["elected"] == ["d", "c", "e"]
    assert outcome["next"] == "none"


def test_a_tie_across_the_last_seat_seats_nobody_of_the_tied() -> None:
    outcome = member({"c": 60, "d": 50, "e": 50, "f": 50})
    assert outcome["elected"] == ["c"]
    assert outcome["tied"] == ["d", "f", "e"]
    assert outcome["tied_seats"] == 2
    assert outcome["vacant"] == 0
    assert (outcome["next"], outcome["next_candidates"]) == ("revote", ["d", "f", "e"])


def test_a_tie_that_does_not_reach_the_last_seat_is_none() -> None:
    outcome = member({"c": 50, "d": 50, "e": 40, "f": 30})
    assert (outcome["elected"], outcome["tied"]) == (["d", "c", "e"], [])


def test_a_tie_below_the_threshold_is_none() -> None:
    outcome = member({"c": 60, "d": 55, "e": 30, "f": 30}, rule=DOUBLE_MAJORITY, electors=150)
    assert (outcome["elected"], outcome["tied"], outcome["vacant"]) == (["c", "d"], [], 1)


def test_who_sits_in_a_higher_office_is_out_of_the_running() -> None:
    box = totals(100, chair={"a": 60, "b": 40}, member={"a": 90, "c": 50, "d": 40, "e": 30})
    assert elected(run(box)) == {"chair": ["a"], "member": ["c", "d", "e"]}


def test_who_loses_the_higher_office_may_take_a_lower_one() -> None:
    box = totals(100, chair={"a": 60, "b": 40}, member={"b": 90, "c": 50, "d": 40})
    assert elected(run(box)) == {"chair": ["a"], "member": ["b", "c", "d"]}


def test_offices_are_filled_by_rank_and_told_in_the_order_of_the_count() -> None:
    positions = [{**MEMBER, "rank": 2}, {**CHAIR, "rank": 1}]
    box = totals(100, chair={"a": 60}, member={"a": 90, "c": 50, "d": 40, "e": 30})
    outcome = run(box, positions=positions)
    assert [each["id"] for each in outcome["positions"]] == ["member", "chair"]
    assert elected(outcome) == {"member": ["c", "d", "e"], "chair": ["a"]}


def test_positions_of_one_rank_are_filled_in_the_order_of_the_count() -> None:
    positions = [position("x", 1, "ab", rank=1), position("y", 1, "ab", rank=1)]
    box = totals(10, x={"a": 6, "b": 4}, y={"a": 7, "b": 3})
    assert elected(run(box, positions=positions)) == {"x": ["a"], "y": ["b"]}


def test_without_a_limit_everyone_over_the_threshold_is_seated_and_nothing_is_vacant() -> None:
    rule = {"threshold": {"of": "returned", "more_than": "1/2"}}
    outcome = member({"c": 41, "d": 41, "e": 40}, returned=80, seats=None, rule=rule, body="recommendation")
    assert outcome["elected"] == ["d", "c"]
    assert (outcome["seats"], outcome["vacant"], outcome["tied"], outcome["next"]) == (None, 0, [], "none")


def test_a_write_in_can_be_elected() -> None:
    assert member({"w:周涛": 60, "c": 50, "d": 40})["elected"] == ["w:周涛", "c", "d"]


# What follows


def test_a_runoff_takes_one_more_than_the_vacancies_by_votes() -> None:
    outcome = member({"c": 60, "d": 40, "e": 35, "f": 30, "w:周涛": 20}, rule=DOUBLE_MAJORITY, electors=150)
    assert (outcome["vacant"], outcome["next"]) == (2, "runoff")
    assert outcome["next_candidates"] == ["d", "e", "f"]


def test_everyone_level_with_the_last_runoff_candidate_is_kept() -> None:
    outcome = member({"c": 60, "d": 40, "e": 35, "f": 30, "w:周涛": 30}, rule=DOUBLE_MAJORITY, electors=150)
    assert outcome["next_candidates"] == ["d", "e", "f", "w:周涛"]


@pytest.mark.parametrize(
    ("extra", "candidates"), [(0, ["d", "e"]), (1, ["d", "e", "f"]), (9, ["d", "e", "f", "w:周涛"])]
)
def test_the_rule_says_how_many_more_stand_in_the_runoff(extra: int, candidates: list[str]) -> None:
    votes = {"c": 60, "d": 40, "e": 35, "f": 30, "w:周涛": 20}
    rule = {**DOUBLE_MAJORITY, "runoff": {"extra": extra}}
    assert member(votes, rule=rule, electors=150)["next_candidates"] == candidates


def test_a_runoff_takes_nobody_without_a_vote_and_nobody_seated() -> None:
    box = totals(100, chair={"a": 60, "b": 40}, member={"a": 45, "c": 60, "d": 30})
    outcome = run(box, rule=DOUBLE_MAJORITY, electors=150)
    assert place(outcome, "member")["next_candidates"] == ["d"]


def test_no_runoff_where_the_rule_has_none() -> None:
    outcome = member({"c": 60}, rule={**DOUBLE_MAJORITY, "runoff": None}, electors=150)
    assert (outcome["vacant"], outcome["next"], outcome["next_candidates"]) == (2, "none", [])


def test_no_second_runoff() -> None:
    outcome = member({"c": 60}, rule=DOUBLE_MAJORITY, electors=150, round_="runoff")
    assert (outcome["vacant"], outcome["next"]) == (2, "none")


def test_a_tie_in_a_runoff_is_voted_again() -> None:
    assert member({"c": 40, "d": 40}, seats=1, round_="runoff")["next"] == "revote"


def test_a_revote_seats_who_has_most_votes_and_may_be_level_again() -> None:
    assert member({"c": 3, "d": 2}, seats=1, round_="revote")["elected"] == ["c"]
    again = member({"c": 3, "d": 3}, seats=1, round_="revote")
    assert (again["tied"], again["next"]) == (["d", "c"], "revote")


# The order in which people are told


def test_votes_are_listed_by_votes_then_surname_strokes_then_id() -> None:
    twins = {**CANDIDATES, "z": {"name": "刘芳"}}
    box = totals(100, member={"f": 10, "c": 10, "d": 10, "z": 10, "e": 20, "w:丁一": 10})
    assert list(votes_of(run(box, candidates=twins), "member")) == ["e", "w:丁一", "d", "z", "f", "c"]


def test_every_printed_candidate_is_listed() -> None:
    assert member({})["votes"] == [
        {"id": id_, "for": 0, "against": 0, "abstain": 0, "write_in": False} for id_ in ["d", "f", "c", "e"]
    ]


def test_the_elected_stand_by_votes_or_by_surname_strokes() -> None:
    votes = {"c": 60, "d": 50, "e": 70}
    assert member(votes)["elected"] == ["e", "c", "d"]
    assert member(votes, rule={"order": "surname_strokes"})["elected"] == ["d", "c", "e"]


def test_the_tied_stand_by_votes_whatever_the_order_of_the_elected() -> None:
    outcome = member({"c": 60, "d": 50, "e": 50, "f": 50}, rule={"order": "surname_strokes"})
    assert outcome["tied"] == ["d", "f", "e"]
