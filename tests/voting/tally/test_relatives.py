"""Rule 4: relatives who may not hold office together."""

from tests.voting.tally.building import Json, elected, place, position, run, totals

THRESHOLD = {"threshold": {"of": "returned", "more_than": "1/4"}}  # 51 of 200 papers
KEEP = {**THRESHOLD, "kin": "keep_highest"}
POSITIONS = [position("chair", 1, "ab"), position("deputy", 1, "cd"), position("member", 2, "efgh")]
CHAIR_A = {"a": 90}


def committee(deputy: dict[str, int], member: dict[str, int], *kin: str, rule: Json = KEEP) -> Json:
    box = totals(200, chair=CHAIR_A, deputy=deputy, member=member)
    return run(box, positions=POSITIONS, rule=rule, kin=[list(pair) for pair in kin])


def test_flag_tells_the_pairs_of_whom_both_are_seated() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 55}, "ac", "ag", "ef", rule=THRESHOLD)
    assert elected(outcome) == {"chair": ["a"], "deputy": ["c"], "member": ["e", "f"]}
    assert outcome["kin_conflicts"] == [
        {"pair": ["a", "c"], "kept": None, "removed": None},
        {"pair": ["e", "f"], "kept": None, "removed": None},
    ]


def test_the_higher_office_stays_and_the_next_moves_in() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 55}, "ea")
    assert elected(outcome) == {"chair": ["a"], "deputy": ["c"], "member": ["f", "g"]}
    assert outcome["kin_conflicts"] == [{"pair": ["e", "a"], "kept": "a", "removed": "e"}]


def test_in_one_office_more_votes_stay() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 55}, "fe")
    assert elected(outcome)["member"] == ["e", "g"]
    assert outcome["kin_conflicts"] == [{"pair": ["f", "e"], "kept": "e", "removed": "f"}]


def test_relatives_level_in_one_office_both_stay_and_are_told() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 70, "g": 55}, "ef")
    assert sorted(elected(outcome)["member"]) == ["e", "f"]
    assert outcome["kin_conflicts"] == [{"pair": ["e", "f"], "kept": None, "removed": None}]


def test_a_relative_of_who_went_may_stay() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60}, "ce", "ac", "ef")
    assert elected(outcome) == {"chair": ["a"], "deputy": [], "member": ["e"]}
    removed = {each["removed"] for each in outcome["kin_conflicts"]}
    assert removed == {"c", "f"}


def test_who_moves_in_has_no_relative_staying() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 55, "h": 52}, "ae", "fg")
    assert elected(outcome)["member"] == ["f", "h"]
    assert outcome["kin_conflicts"] == [{"pair": ["a", "e"], "kept": "a", "removed": "e"}]


def test_who_moves_in_is_over_the_threshold() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 50}, "ae")
    member = place(outcome, "member")
    assert (member["elected"], member["vacant"], member["next"]) == (["f"], 1, "runoff")


def test_level_replacements_are_tied() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60, "g": 55, "h": 55}, "ae")
    member = place(outcome, "member")
    assert (member["elected"], member["tied"], member["tied_seats"]) == (["f"], ["g", "h"], 1)
    assert (member["vacant"], member["next"]) == (0, "revote")


def test_the_seat_of_one_who_goes_settles_a_tie_that_was_for_one_seat() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 55, "g": 55}, "ae")
    assert place(outcome, "member")["elected"] == ["f", "g"]
    assert place(outcome, "member")["tied"] == []


def test_level_relatives_moving_in_together_are_told() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 69, "g": 55, "h": 55}, "ae", "af", "gh")
    assert sorted(elected(outcome)["member"]) == ["g", "h"]
    assert {"pair": ["g", "h"], "kept": None, "removed": None} in outcome["kin_conflicts"]


def test_who_is_next_for_a_higher_office_leaves_the_lower_one() -> None:
    box = totals(200, chair=CHAIR_A, deputy={"c": 80, "e": 60}, member={"e": 70, "f": 65, "g": 60})
    outcome = run(box, positions=POSITIONS, rule=KEEP, kin=[["a", "c"]])
    assert elected(outcome) == {"chair": ["a"], "deputy": ["e"], "member": ["f", "g"]}


def test_the_woman_seated_first_may_have_to_go_and_the_next_woman_comes() -> None:
    positions = [position("chair", 1, "a"), position("member", 2, "cdef")]
    box = totals(200, chair={"a": 90}, member={"c": 80, "f": 75, "d": 60, "e": 55})
    outcome = run(box, positions=positions, rule={**KEEP, "woman": "seat_first"}, kin=[["a", "d"]])
    assert elected(outcome) == {"chair": ["a"], "member": ["c", "e"]}
    assert outcome["woman_missing"] is False


def test_a_pair_is_told_once_however_often_it_is_named() -> None:
    outcome = committee({"c": 80}, {"e": 70, "f": 60}, "ae", "ea", "ae")
    assert outcome["kin_conflicts"] == [{"pair": ["a", "e"], "kept": "a", "removed": "e"}]


def test_relatives_not_seated_are_not_told() -> None:
    assert committee({"c": 80}, {"e": 70, "f": 60, "g": 40}, "ag", "bh")["kin_conflicts"] == []
