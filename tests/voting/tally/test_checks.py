"""Whether a round is valid, and how many votes are needed: exact to the last vote."""

from typing import Any

import pytest

from tests.voting.tally.building import DOUBLE_MAJORITY, Json, papers, place, position, run, totals

HALF_OF_ELECTORS = {"of": "electors", "measure": "returned", "more_than": "1/2"}
FOUR_FIFTHS = {"of": "electors", "measure": "present", "at_least": "4/5"}


def check(outcome: Json, code: str) -> Json:
    return next(each for each in outcome["checks"] if each["code"] == code)


@pytest.mark.parametrize(
    ("electors", "voted", "valid"),
    [
        (1201, 600, False),
        (1201, 601, True),
        (1200, 600, False),
        (1200, 601, True),
        (0, 0, False),
        (1, 1, True),
    ],
)
def test_more_than_half_of_the_registered_must_vote(electors: int, voted: int, valid: bool) -> None:
    outcome = run(totals(voted), electors=electors, rule={"quorum": HALF_OF_ELECTORS})
    assert check(outcome, "quorum")["passed"] is valid
    assert outcome["status"] == ("valid" if valid else "invalid")
    assert check(outcome, "quorum")["need"] == electors // 2 + 1


@pytest.mark.parametrize(
    ("expected", "present", "need", "valid"),
    [(45, 36, 36, True), (45, 35, 36, False), (47, 38, 38, True), (47, 37, 38, False), (46, 37, 37, True)],
)
def test_four_fifths_of_those_expected_must_attend(
    expected: int, present: int, need: int, valid: bool
) -> None:
    outcome = run(totals(present), electors=expected, present=present, rule={"quorum": FOUR_FIFTHS})
    assert check(outcome, "quorum") | {"text": None, "clause": None} == {
        "code": "quorum",
        "have": present,
        "need": need,
        "passed": valid,
        "text": None,
        "clause": None,
    }


def test_without_a_quorum_there_is_no_such_check() -> None:
    assert [each["code"] for each in run(totals(1))["checks"]] == ["balance"]


def test_a_revote_asks_no_quorum() -> None:
    outcome = run(totals(1), rule={"quorum": HALF_OF_ELECTORS}, round_="revote")
    assert [each["code"] for each in outcome["checks"]] == ["balance"]
    assert outcome["status"] == "valid"


def test_a_runoff_asks_its_quorum() -> None:
    assert run(totals(1), rule={"quorum": HALF_OF_ELECTORS}, round_="runoff")["status"] == "invalid"


@pytest.mark.parametrize(("returned", "valid"), [(39, True), (40, True), (41, False)])
def test_more_papers_returned_than_issued_void_the_round(returned: int, valid: bool) -> None:
    outcome = run(totals(returned, issued=40))
    assert (check(outcome, "balance")["have"], check(outcome, "balance")["need"]) == (returned, 40)
    assert outcome["status"] == ("valid" if valid else "invalid")


def test_the_balance_of_all_boxes_hides_that_of_one() -> None:
    boxes = [totals(50, issued=60), totals(12, issued=10, id_="mobile")]
    assert run(*boxes)["status"] == "valid"
    outcome = run(*boxes, rule={"balance": "each_box"})
    assert outcome["status"] == "invalid"
    assert (check(outcome, "balance")["have"], check(outcome, "balance")["need"]) == (12, 10)
    assert "mobile" in check(outcome, "balance")["text"]["en"]


def test_the_first_box_that_fails_speaks_for_the_round() -> None:
    boxes = [totals(5, issued=9), totals(7, issued=6, id_="two"), totals(9, issued=1, id_="three")]
    assert check(run(*boxes, rule={"balance": "each_box"}), "balance")["have"] == 7


def test_each_box_in_balance_tells_the_totals() -> None:
    outcome = run(totals(5, issued=9), totals(6, issued=6, id_="two"), rule={"balance": "each_box"})
    assert (check(outcome, "balance")["have"], check(outcome, "balance")["need"]) == (11, 15)


def test_an_invalid_round_lists_votes_and_elects_nobody() -> None:
    outcome = run(
        totals(30, issued=20, chair={"a": 20, "b": 10}, member={"c": 9, "d": 9, "e": 9, "f": 9}),
        rule={"woman": "at_least_one"},
        kin=[["a", "d"]],
    )
    assert outcome["status"] == "invalid"
    for each in outcome["positions"]:
        assert each["votes"][0]["for"] > 0
        assert (each["elected"], each["tied"], each["tied_seats"]) == ([], [], 0)
        assert each["vacant"] == each["seats"]
        assert (each["next"], each["next_candidates"]) == ("none", [])
    assert outcome["kin_conflicts"] == []
    assert outcome["woman_missing"] is False


def test_an_invalid_recommendation_leaves_no_seats_vacant() -> None:
    outcome = run(totals(3, issued=2), positions=[position("list", None, "ab")])
    assert place(outcome, "list")["vacant"] == 0


# The threshold


def threshold(of: str, need: Json, **fields: Any) -> Json:
    rule = {"threshold": {"of": of, **need}}
    box = papers(
        {"n": 7, "marks": {"chair": ["a"]}},
        {"n": 2, "marks": {"chair": ["a", "b"]}},
        {"n": 1, "spoilt": True},
    )
    outcome = run(box, rule=rule, electors=30, present=15, **fields)
    return place(outcome, "chair")["threshold"]


@pytest.mark.parametrize(("of", "base"), [("electors", 30), ("present", 15), ("returned", 10), ("valid", 7)])
def test_the_threshold_is_a_part_of_what_the_rule_names(of: str, base: int) -> None:
    assert threshold(of, {"more_than": "1/2"}) == {"of": base, "need": base // 2 + 1}


@pytest.mark.parametrize(
    ("share", "need"),
    [
        ({"more_than": "1/2"}, 6),
        ({"at_least": "1/2"}, 5),
        ({"at_least": "1/3"}, 4),
        ({"more_than": "1/3"}, 4),
        ({"at_least": "1/1"}, 10),
        ({"more_than": "0/1"}, 1),
        ({"at_least": "0/1"}, 1),
    ],
)
def test_need_is_the_smallest_number_that_passes(share: Json, need: int) -> None:
    assert threshold("returned", share) == {"of": 10, "need": need}


def test_shares_are_exact() -> None:
    outcome = run(
        totals(900_000_003), electors=10**9, rule={"threshold": {"of": "returned", "at_least": "1/3"}}
    )
    assert place(outcome, "chair")["threshold"]["need"] == 300_000_001


def test_without_a_threshold_one_vote_is_needed() -> None:
    outcome = run(papers({"n": 10, "marks": {"chair": ["a"]}}))
    assert place(outcome, "chair")["threshold"] == {"of": 10, "need": 1}


def test_a_revote_has_no_threshold_whatever_the_rule_says() -> None:
    outcome = run(
        papers({"n": 2, "marks": {"chair": ["a"]}}, {"n": 8}),
        rule=DOUBLE_MAJORITY,
        round_="revote",
    )
    assert place(outcome, "chair")["threshold"] == {"of": 10, "need": 1}
    assert place(outcome, "chair")["elected"] == ["a"]


def test_nobody_is_elected_without_a_vote() -> None:
    outcome = run(totals(0), rule={"threshold": {"of": "returned", "at_least": "1/3"}})
    assert place(outcome, "chair")["elected"] == []
