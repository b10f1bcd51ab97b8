"""How a paper is read: one test for each sentence of the contract."""

import pytest

from tests.voting.tally.building import (
    CANDIDATES,
    CHAIR,
    MEMBER,
    Json,
    count,
    papers,
    place,
    position,
    run,
    votes_of,
)
from voting.tally import tally


def test_a_row_stands_for_one_paper_unless_it_says_how_many() -> None:
    outcome = run(papers({"marks": {"chair": ["a"]}}, {"n": 4, "marks": {"chair": ["b"]}}))
    assert votes_of(outcome, "chair") == {"b": 4, "a": 1}


def test_a_spoilt_paper_is_void_as_a_whole_and_still_returned() -> None:
    outcome = run(papers({"n": 3, "spoilt": True, "marks": {"chair": ["a"]}}, {"marks": {"chair": ["a"]}}))
    assert outcome["totals"]["returned"] == 4
    assert outcome["totals"]["spoilt"] == 3
    assert place(outcome, "chair")["valid"] == 1
    assert place(outcome, "chair")["void"] == 0
    assert votes_of(outcome, "chair")["a"] == 1


def test_illegible_parts_are_void_and_the_others_count() -> None:
    outcome = run(papers({"marks": {"chair": ["a"], "member": ["c"]}, "illegible": ["member"]}))
    assert place(outcome, "member")["void"] == 1
    assert votes_of(outcome, "member")["c"] == 0
    assert votes_of(outcome, "chair")["a"] == 1


def test_a_position_missing_from_the_marks_is_an_abstention_on_a_valid_paper() -> None:
    outcome = run(papers({"n": 5, "marks": {"chair": ["a"]}}, {"n": 2}))
    assert place(outcome, "member")["valid"] == 7
    assert place(outcome, "member")["void"] == 0
    assert place(outcome, "chair")["valid"] == 7


def test_marks_may_say_for_against_and_abstain() -> None:
    marks = {"for": ["c"], "against": ["d", "e"], "abstain": ["f"]}
    outcome = run(papers({"n": 2, "marks": {"member": marks}}))
    rows = {
        row["id"]: (row["for"], row["against"], row["abstain"]) for row in place(outcome, "member")["votes"]
    }
    assert rows == {"c": (2, 0, 0), "d": (0, 2, 0), "e": (0, 2, 0), "f": (0, 0, 2)}


def test_a_choice_named_twice_counts_once() -> None:
    outcome = run(papers({"marks": {"member": ["c", "c", "d", "e"]}}))
    assert place(outcome, "member")["void"] == 0
    assert votes_of(outcome, "member")["c"] == 1


@pytest.mark.parametrize(
    "marks",
    [
        {"for": ["c"], "against": ["c"]},
        {"for": ["c"], "abstain": ["c"]},
        {"against": ["c"], "abstain": ["c"], "for": ["d"]},
        {"for": ["w:张伟"], "against": ["c"]},
    ],
)
def test_a_choice_in_two_of_for_against_abstain_voids_that_part(marks: Json) -> None:
    outcome = run(papers({"marks": {"member": marks, "chair": ["a"]}}))
    assert place(outcome, "member")["void"] == 1
    assert votes_of(outcome, "chair")["a"] == 1


def test_an_overvote_voids_that_part() -> None:
    outcome = run(papers({"marks": {"chair": ["a", "b"], "member": ["c"]}}))
    assert place(outcome, "chair")["void"] == 1
    assert votes_of(outcome, "member")["c"] == 1


def test_an_overvote_voids_the_whole_paper_where_the_rule_says_so() -> None:
    outcome = run(
        papers({"n": 2, "marks": {"chair": ["a", "b"], "member": ["c"]}}), rule={"overvote": "ballot"}
    )
    assert outcome["totals"]["spoilt"] == 2
    assert place(outcome, "member")["valid"] == 0
    assert place(outcome, "chair")["void"] == 0


def test_as_many_choices_as_seats_are_no_overvote_nor_are_marks_against() -> None:
    outcome = run(papers({"marks": {"member": {"for": ["c", "d", "e"], "against": ["f"]}}}))
    assert place(outcome, "member")["void"] == 0


def test_without_a_limit_of_seats_nothing_is_an_overvote() -> None:
    outcome = run(papers({"marks": {"x": ["a", "b", "c", "d"]}}), positions=[position("x", None, "abcd")])
    assert place(outcome, "x")["void"] == 0


# One person marked for two positions

BOTH = {"marks": {"chair": ["a"], "member": ["c", "w:王建国"]}}


def two_offices(way: str, ballot: Json = BOTH) -> Json:
    return run(papers(ballot), rule={"two_offices": way})


@pytest.mark.parametrize("overvote", ["position", "ballot"])
def test_a_part_that_cannot_be_read_is_void_before_its_marks_are_numbered(overvote: str) -> None:
    paper = {"marks": {"chair": ["a"], "member": ["c", "d", "e", "f"]}, "illegible": ["member"]}
    outcome = run(papers(paper), rule={"overvote": overvote})
    assert (outcome["totals"]["spoilt"], place(outcome, "member")["void"]) == (0, 1)
    assert votes_of(outcome, "chair")["a"] == 1


@pytest.mark.parametrize("two_offices", ["void_ballot", "void_positions", "void_marks", "keep_higher"])
def test_a_part_that_cannot_be_read_is_no_second_office(two_offices: str) -> None:
    paper = {"marks": {"chair": ["a"], "member": ["a"]}, "illegible": ["member"]}
    outcome = run(papers(paper), rule={"two_offices": two_offices})
    assert (outcome["totals"]["spoilt"], place(outcome, "chair")["void"]) == (0, 0)
    assert votes_of(outcome, "chair")["a"] == 1


@pytest.mark.parametrize("overvote", ["position", "ballot"])
def test_a_part_for_and_against_the_same_person_is_void_before_its_marks_are_numbered(overvote: str) -> None:
    paper = {"marks": {"chair": ["a"], "member": {"for": ["c", "d", "e", "f"], "against": ["c"]}}}
    outcome = run(papers(paper), rule={"overvote": overvote})
    assert (outcome["totals"]["spoilt"], place(outcome, "member")["void"]) == (0, 1)
    assert votes_of(outcome, "chair")["a"] == 1


@pytest.mark.parametrize("two_offices", ["void_ballot", "void_positions", "void_marks", "keep_higher"])
def test_a_part_for_and_against_the_same_person_is_no_second_office(two_offices: str) -> None:
    paper = {"marks": {"chair": ["a"], "member": {"for": ["a", "c"], "against": ["c"]}}}
    outcome = run(papers(paper), rule={"two_offices": two_offices})
    assert (outcome["totals"]["spoilt"], place(outcome, "chair")["void"]) == (0, 0)
    assert votes_of(outcome, "chair")["a"] == 1


def test_two_offices_void_ballot() -> None:
    outcome = two_offices("void_ballot")
    assert outcome["totals"]["spoilt"] == 1
    assert votes_of(outcome, "member") == {"d": 0, "c": 0, "f": 0, "e": 0}


def test_two_offices_void_positions() -> None:
    outcome = two_offices("void_positions")
    assert (place(outcome, "chair")["void"], place(outcome, "member")["void"]) == (1, 1)
    assert tally(count(papers(BOTH))) == outcome, "it is the default"


def test_two_offices_void_marks() -> None:
    outcome = two_offices("void_marks")
    assert votes_of(outcome, "chair")["a"] == 0
    assert votes_of(outcome, "member") == {"c": 1, "d": 0, "f": 0, "e": 0}
    assert place(outcome, "member")["valid"] == 1


def test_two_offices_keep_higher() -> None:
    outcome = two_offices("keep_higher")
    assert votes_of(outcome, "chair")["a"] == 1
    assert votes_of(outcome, "member") == {"c": 1, "d": 0, "f": 0, "e": 0}


def test_two_offices_keep_higher_goes_by_rank_not_by_the_order_on_paper() -> None:
    positions = [{**MEMBER, "rank": 2}, {**CHAIR, "rank": 1}]
    outcome = run(papers(BOTH), rule={"two_offices": "keep_higher"}, positions=positions)
    assert votes_of(outcome, "chair")["a"] == 1
    assert "a" not in votes_of(outcome, "member")


def test_two_offices_allow() -> None:
    outcome = two_offices("allow")
    assert votes_of(outcome, "chair")["a"] == 1
    assert votes_of(outcome, "member")["a"] == 1


def test_two_names_of_nobody_known_are_the_same_person() -> None:
    ballot = {"marks": {"chair": ["w:周涛"], "member": ["w: 周 涛"]}}
    assert place(two_offices("void_positions", ballot), "chair")["void"] == 1


def test_a_mark_against_is_no_mark_for_an_office() -> None:
    ballot = {"marks": {"chair": {"against": ["a"]}, "member": ["w:王建国"]}}
    assert place(two_offices("void_positions", ballot), "member")["void"] == 0


def test_a_part_void_for_overvote_is_no_second_office() -> None:
    ballot = {"marks": {"chair": ["a", "b"], "member": ["w:王建国"]}}
    outcome = two_offices("void_ballot", ballot)
    assert outcome["totals"]["spoilt"] == 0
    assert votes_of(outcome, "member")["a"] == 1


# Reserved positions

RESERVED = [position("woman", 1, "bac", reserved_for="F")]


def test_marks_for_the_other_sex_are_ignored_and_the_paper_stays_valid() -> None:
    outcome = run(
        papers({"n": 3, "marks": {"woman": ["a"]}}, {"marks": {"woman": ["b"]}}), positions=RESERVED
    )
    assert votes_of(outcome, "woman") == {"b": 1, "a": 0, "c": 0}
    assert place(outcome, "woman")["valid"] == 4
    assert place(outcome, "woman")["elected"] == ["b"]


def test_an_unknown_sex_is_not_ignored() -> None:
    candidates = {**CANDIDATES, "a": {"name": "王建国"}}
    outcome = run(
        papers({"n": 2, "marks": {"woman": ["a"]}}, {"marks": {"woman": ["w:周涛"]}}),
        positions=RESERVED,
        candidates=candidates,
    )
    assert votes_of(outcome, "woman") == {"a": 2, "w:周涛": 1, "c": 0, "b": 0}


def test_overvotes_are_counted_before_the_other_sex_is_ignored() -> None:
    outcome = run(papers({"marks": {"woman": ["a", "b"]}}), positions=RESERVED)
    assert place(outcome, "woman")["void"] == 1


# Names written in


def test_a_write_in_is_freed_of_white_space_and_written_in_one_form() -> None:
    outcome = run(papers({"marks": {"chair": ["w: 周　涛 "]}}, {"marks": {"chair": ["w:周涛"]}}))
    assert votes_of(outcome, "chair")["w:周涛"] == 2
    outcome = run(papers({"marks": {"chair": ["w:José"]}}, {"marks": {"chair": ["w:José"]}}))
    assert votes_of(outcome, "chair")["w:José"] == 2


def test_a_write_in_of_exactly_one_candidate_is_that_candidate_also_where_not_printed() -> None:
    outcome = run(papers({"marks": {"chair": ["w:张伟"]}}, {"marks": {"member": ["w:张伟"]}}))
    rows = {row["id"]: row["write_in"] for row in place(outcome, "chair")["votes"]}
    assert rows == {"c": True, "b": False, "a": False}
    assert votes_of(outcome, "member")["c"] == 1


def test_a_write_in_of_a_name_that_two_candidates_have_is_neither() -> None:
    candidates = {**CANDIDATES, "d": {"name": "张 伟"}}
    outcome = run(papers({"marks": {"member": ["w:张伟"]}}), candidates=candidates)
    assert votes_of(outcome, "member")["w:张伟"] == 1


def test_a_candidate_printed_nowhere_is_still_a_candidate() -> None:
    outcome = run(papers({"marks": {"chair": ["w:黄敏"]}}), positions=[CHAIR])
    assert votes_of(outcome, "chair")["h"] == 1


def test_a_choice_whose_marks_are_all_void_is_not_listed() -> None:
    outcome = run(papers({"marks": {"chair": ["a", "w:周涛"]}}))
    assert "w:周涛" not in votes_of(outcome, "chair")


# Totals


def test_totals_default_to_nothing() -> None:
    outcome = run({"id": "hall", "issued": 4, "returned": 3, "totals": {}})
    assert outcome["totals"] == {"electors": 1000, "present": None, "issued": 4, "returned": 3, "spoilt": 0}
    assert place(outcome, "chair")["valid"] == 3


def test_totals_hold_void_parts_votes_and_write_ins() -> None:
    told = {"invalid": 2, "votes": {"a": {"for": 3, "against": 4}, "w:张伟": 1, "b": 2}}
    box = {"id": "hall", "issued": 12, "returned": 12, "totals": {"spoilt": 1, "positions": {"chair": told}}}
    outcome = run(box)
    chair = place(outcome, "chair")
    assert (chair["valid"], chair["void"]) == (9, 2)
    assert votes_of(outcome, "chair") == {"a": 3, "b": 2, "c": 1}
    assert chair["votes"][0]["against"] == 4


def test_a_write_in_in_totals_is_added_to_its_candidate() -> None:
    box = {
        "id": "h",
        "issued": 9,
        "returned": 9,
        "totals": {"positions": {"chair": {"votes": {"a": 3, "w:王建国": 2}}}},
    }
    assert votes_of(run(box), "chair")["a"] == 5
