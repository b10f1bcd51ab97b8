"""Figures that cannot be true together."""

from typing import Any

from tests.voting.tally.building import Json, count, papers, position, run, totals
from voting.tally import tally


def problems(outcome: Json) -> list[tuple[str, str | None, str | None]]:
    assert outcome["status"] == "inconsistent"
    assert outcome["positions"] == outcome["checks"] == outcome["kin_conflicts"] == []
    return [(each["code"], each["box"], each["position"]) for each in outcome["problems"]]


def box(returned: int, ballots: list[Json], **more: Any) -> Json:
    return {"id": "hall", "issued": 99, "returned": returned, "ballots": ballots, **more}


def test_more_papers_issued_than_electors() -> None:
    outcome = run(totals(1, issued=6), totals(1, issued=5, id_="mobile"), electors=10)
    assert problems(outcome) == [("issued_over_electors", None, None)]
    assert outcome["totals"]["issued"] == 11


def test_more_people_present_than_expected() -> None:
    assert problems(run(totals(1), electors=10, present=11)) == [("present_over_electors", None, None)]


def test_papers_described_that_do_not_add_up_to_those_returned() -> None:
    for returned in (2, 4):
        outcome = run(box(returned, [{"n": 2, "marks": {"chair": ["a"]}}, {"spoilt": True}]))
        assert problems(outcome) == [("papers_mismatch", "hall", None)]


def test_more_spoilt_than_returned() -> None:
    assert problems(run(totals(3, spoilt=4))) == [("papers_mismatch", "hall", None)]


def test_more_spoilt_and_invalid_than_returned() -> None:
    outcome = run(
        {
            "id": "h",
            "issued": 9,
            "returned": 9,
            "totals": {"spoilt": 5, "positions": {"member": {"invalid": 5}}},
        }
    )
    assert problems(outcome) == [("papers_mismatch", "h", "member")]


def test_one_choice_with_more_marks_than_valid_papers() -> None:
    outcome = run(totals(9, spoilt=1, member={"c": {"for": 5, "against": 4}, "d": 9}))
    assert problems(outcome) == [("votes_over_papers", "hall", "member")]
    assert "张伟9票、刘芳9票" in outcome["problems"][0]["text"]["zh"]


def test_a_write_in_and_its_candidate_are_one_choice() -> None:
    assert problems(run(totals(9, member={"c": 5, "w:张伟": 5}))) == [("votes_over_papers", "hall", "member")]


def test_more_votes_than_valid_papers_have_places() -> None:
    assert problems(run(totals(9, member={"c": 9, "d": 9, "e": 9, "f": 1}))) == [
        ("marks_over_seats", "hall", "member")
    ]


def test_marks_against_do_not_take_places() -> None:
    assert run(totals(9, chair={"a": 9, "b": {"against": 9}}))["status"] == "valid"


def test_without_a_limit_of_seats_there_is_no_such_problem() -> None:
    outcome = run(totals(9, list=dict.fromkeys("abcd", 9)), positions=[position("list", None, "abcd")])
    assert outcome["status"] == "valid"


def test_positions_that_the_contest_does_not_have() -> None:
    assert problems(run(papers({"marks": {"king": ["a"]}}))) == [("unknown_position", "hall", "king")]
    assert problems(run(papers({"illegible": ["king"]}))) == [("unknown_position", "hall", "king")]
    assert problems(run(totals(9, king={"a": 1}))) == [("unknown_position", "hall", "king")]


def test_choices_that_stand_for_nobody() -> None:
    assert problems(run(papers({"marks": {"chair": ["z"]}}))) == [("unknown_choice", "hall", "chair")]
    assert problems(run(papers({"marks": {"chair": ["w: "]}}))) == [("unknown_choice", "hall", "chair")]
    assert problems(run(totals(9, chair={"z": 1}))) == [("unknown_choice", "hall", "chair")]


def test_a_name_is_written_in_only_to_vote_for_it() -> None:
    ballot = {"marks": {"chair": {"against": ["w:周涛"]}}}
    assert problems(run(papers(ballot))) == [("unknown_choice", "hall", "chair")]
    assert problems(run(totals(9, chair={"w:周涛": {"against": 1}}))) == [("unknown_choice", "hall", "chair")]


def test_unknown_names_are_told_even_in_a_part_that_is_void() -> None:
    ballot = {"marks": {"chair": ["a", "z"], "member": ["y"]}, "illegible": ["member", "king"]}
    assert problems(run(papers(ballot))) == [
        ("unknown_position", "hall", "king"),
        ("unknown_choice", "hall", "chair"),
        ("unknown_choice", "hall", "member"),
    ]


def test_each_box_is_told_of() -> None:
    boxes = [totals(1, id_="one", king={}), totals(1, id_="two", king={})]
    assert problems(run(*boxes)) == [("unknown_position", "one", "king"), ("unknown_position", "two", "king")]


def test_returned_over_issued_is_no_inconsistency() -> None:
    assert run(totals(9, issued=8))["status"] == "invalid"


def test_all_that_applies_is_told_in_both_languages() -> None:
    outcome = tally(count(totals(3, issued=11, spoilt=4, chair={"a": 5}, king={}), electors=10, present=12))
    assert [each["code"] for each in outcome["problems"]] == [
        "issued_over_electors",
        "present_over_electors",
        "papers_mismatch",
        "votes_over_papers",
        "marks_over_seats",
        "unknown_position",
    ]
    assert all(each["text"]["zh"] and each["text"]["en"] for each in outcome["problems"])
