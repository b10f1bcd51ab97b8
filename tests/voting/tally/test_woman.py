"""Rule 3: a woman on the committee."""

import pytest

from tests.voting.tally.building import CANDIDATES, Json, elected, place, position, run, totals

THRESHOLD = {"threshold": {"of": "returned", "more_than": "1/4"}}  # 51 of 200 papers
FIRST = {**THRESHOLD, "woman": "seat_first"}


def member(votes: dict[str, int], seats: int | None, rule: Json = FIRST, **fields: object) -> Json:
    box = totals(200, member=votes)
    return run(box, positions=[position("member", seats, "acdefgbh")], rule=rule, **fields)


def test_a_woman_elected_by_votes_changes_nothing() -> None:
    outcome = member({"a": 70, "e": 60, "c": 55}, 2)
    assert elected(outcome) == {"member": ["a", "e"]}
    assert outcome["woman_missing"] is False


def test_the_woman_with_most_votes_over_the_threshold_is_seated_first() -> None:
    outcome = member({"a": 70, "c": 65, "e": 60, "d": 55}, 2)
    assert elected(outcome) == {"member": ["a", "e"]}
    assert place(outcome, "member")["vacant"] == 0


def test_the_other_seats_are_filled_by_votes_and_may_be_tied() -> None:
    outcome = place(member({"a": 70, "c": 65, "f": 65, "e": 60}, 3), "member")
    assert outcome["elected"] == ["a", "e"]
    assert (outcome["tied"], outcome["tied_seats"], outcome["next"]) == (["f", "c"], 1, "revote")


def test_a_woman_in_a_tie_with_men_is_seated_first() -> None:
    outcome = place(member({"a": 70, "c": 60, "e": 60}, 2), "member")
    assert outcome["elected"] == ["a", "e"]
    assert outcome["tied"] == []


def test_women_level_with_her_are_tied_for_one_seat() -> None:
    outcome = place(member({"a": 70, "c": 65, "d": 60, "e": 60}, 2), "member")
    assert outcome["elected"] == ["a"]
    assert outcome["tied"] == ["d", "e"]
    assert (outcome["tied_seats"], outcome["vacant"]) == (1, 0)
    assert (outcome["next"], outcome["next_candidates"]) == ("revote", ["d", "e"])


def test_women_level_with_a_man_at_the_last_seat_leave_nobody_ahead_of_the_other() -> None:
    outcome = place(member({"a": 70, "c": 60, "d": 60, "e": 60}, 3), "member")
    assert outcome["elected"] == ["a"]
    assert outcome["tied"] == ["d", "c", "e"]
    assert outcome["tied_seats"] == 2


def test_without_a_woman_over_the_threshold_one_seat_stays_vacant_for_women() -> None:
    outcome = place(member({"a": 70, "c": 65, "f": 60, "e": 40, "g": 30, "d": 20, "w:周涛": 35}, 3), "member")
    assert outcome["elected"] == ["a", "c"]
    assert (outcome["vacant"], outcome["tied"]) == (1, [])
    assert (outcome["next"], outcome["next_candidates"]) == ("runoff", ["e", "d"])


def test_the_kept_seat_does_not_hide_a_tie_for_the_others() -> None:
    outcome = place(member({"a": 70, "c": 65, "f": 65, "e": 40}, 3), "member")
    assert (outcome["elected"], outcome["tied"], outcome["tied_seats"]) == (["a"], ["f", "c"], 1)
    assert (outcome["vacant"], outcome["next"]) == (1, "revote")


def test_a_woman_in_a_higher_office_is_enough() -> None:
    box = totals(200, chair={"b": 60}, member={"c": 70, "f": 65, "g": 60, "e": 55})
    positions = [position("chair", 1, "ab"), position("member", 3, "cefg")]
    assert elected(run(box, positions=positions, rule=FIRST))["member"] == ["c", "f", "g"]


def test_only_the_last_ranked_position_is_filled_so() -> None:
    box = totals(200, chair={"a": 60, "b": 55}, member={"c": 70, "f": 65, "g": 60, "e": 55})
    positions = [position("chair", 1, "ab"), position("member", 3, "cefg")]
    assert elected(run(box, positions=positions, rule=FIRST)) == {"chair": ["a"], "member": ["c", "f", "e"]}


def test_a_name_written_in_is_not_known_to_be_a_woman() -> None:
    outcome = member({"a": 70, "w:周丽": 60}, 2)
    assert place(outcome, "member")["vacant"] == 1
    assert outcome["woman_missing"] is True


def test_without_a_limit_nobody_comes_first_and_nothing_is_kept() -> None:
    outcome = place(member({"a": 70, "c": 65}, None), "member")
    assert (outcome["elected"], outcome["vacant"]) == (["a", "c"], 0)


@pytest.mark.parametrize(("woman", "missing"), [("none", False), ("at_least_one", True)])
def test_at_least_one_is_only_told(woman: str, missing: bool) -> None:
    outcome = member({"a": 70, "c": 65, "e": 60}, 2, rule={**THRESHOLD, "woman": woman})
    assert elected(outcome) == {"member": ["a", "c"]}
    assert outcome["woman_missing"] is missing


def test_a_woman_of_unknown_sex_is_missing() -> None:
    candidates = {**CANDIDATES, "e": {"name": "陈静"}}
    outcome = member({"e": 70}, 1, rule={**THRESHOLD, "woman": "at_least_one"}, candidates=candidates)
    assert outcome["woman_missing"] is True
