"""What holds of every count."""

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import voting.tally
from tests.voting.tally.building import MOST_VOTES, Json, count, elected, papers, place, position
from tests.voting.tally.strategies import counts, damaged, json_values
from voting.tally import NotACount, tally

SCHEMA = json.loads((Path(voting.tally.__file__).parent / "schema.json").read_text(encoding="utf-8"))
OUTCOME = Draft202012Validator(SCHEMA)

many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def consistent(raw: Json) -> Json:
    """The outcome of a count that adds up."""
    outcome = tally(raw)
    assume(outcome["status"] != "inconsistent")
    return outcome


def everyone(outcome: Json) -> set[str]:
    return {choice for chosen in elected(outcome).values() for choice in chosen}


@many
@given(counts())
def test_every_outcome_satisfies_the_schema(raw: Json) -> None:
    OUTCOME.validate(tally(raw))


def test_the_schema_is_one_and_can_fail() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    outcome = tally(count(papers({"marks": {"chair": ["a"]}})))
    OUTCOME.validate(outcome)
    del outcome["positions"][0]["votes"][0]["against"]
    assert not OUTCOME.is_valid(outcome)


@many
@given(damaged() | json_values)
def test_no_input_crashes(raw: Any) -> None:
    try:
        outcome = tally(raw)
    except NotACount as error:
        assert error.faults
    else:
        OUTCOME.validate(outcome)


@many
@given(counts(), st.randoms(use_true_random=False))
def test_the_order_of_boxes_ballots_and_candidates_does_not_matter(raw: Json, random: Random) -> None:
    """Only with `each_box` the order decides: it names the first box with too many papers."""
    raw["rule"]["balance"] = "total"
    mixed = copy.deepcopy(raw)
    random.shuffle(mixed["boxes"])
    for box in mixed["boxes"]:
        random.shuffle(box["ballots"])
    for each in mixed["positions"]:
        random.shuffle(each["candidates"])
    names = list(mixed["candidates"].items())
    random.shuffle(names)
    mixed["candidates"] = dict(names)
    assert consistent(mixed) == consistent(raw)


@many
@given(counts())
def test_many_papers_in_a_row_are_as_many_rows(raw: Json) -> None:
    rows = copy.deepcopy(raw)
    for box in rows["boxes"]:
        box["ballots"] = [{**row, "n": 1} for row in box["ballots"] for _ in range(row["n"])]
    assert tally(rows) == tally(raw)


@many
@given(counts())
def test_totals_equal_ballots(raw: Json) -> None:
    """The papers of each box, written as totals, give the same outcome as the papers themselves."""
    outcome = consistent(raw)
    summed = copy.deepcopy(raw)
    summed["boxes"] = [as_totals(raw, box) for box in raw["boxes"]]
    assert tally(summed) == outcome


def as_totals(raw: Json, box: Json) -> Json:
    """A box of papers as totals, by tallying it alone."""
    alone = tally({**raw, "boxes": [{**box, "issued": box["returned"]}], "electors": 10**6})
    told = {
        each["id"]: {
            "invalid": each["void"],
            "votes": {
                row["id"]: {key: row[key] for key in ("for", "against", "abstain")} for row in each["votes"]
            },
        }
        for each in alone["positions"]
    }
    totals = {"spoilt": alone["totals"]["spoilt"], "positions": told}
    return {**{key: box[key] for key in ("id", "issued", "returned")}, "totals": totals}


@many
@given(counts())
def test_papers_and_seats_add_up(raw: Json) -> None:
    outcome = consistent(raw)
    for each in outcome["positions"]:
        assert each["valid"] + each["void"] + outcome["totals"]["spoilt"] == outcome["totals"]["returned"]
        if each["seats"] is not None:
            assert len(each["elected"]) + each["tied_seats"] + each["vacant"] == each["seats"]
        assert bool(each["tied"]) == bool(each["tied_seats"])
        assert len(each["tied"]) > each["tied_seats"] or not each["tied"]
        assert not set(each["tied"]) & set(each["elected"])


@many
@given(counts())
def test_the_seated_reach_the_threshold_and_hold_one_office(raw: Json) -> None:
    outcome = consistent(raw)
    seated = [choice for chosen in elected(outcome).values() for choice in chosen]
    assert len(seated) == len(set(seated))
    for each in outcome["positions"]:
        votes = {row["id"]: row["for"] for row in each["votes"]}
        assert all(votes[choice] >= each["threshold"]["need"] for choice in [*each["elected"], *each["tied"]])


@many
@given(counts())
def test_nobody_with_more_votes_is_passed_over(raw: Json) -> None:
    """Save for a woman seated first, a relative who stays, and who sits in another office."""
    raw["rule"] |= {"woman": "none", "kin": "flag"}
    outcome = consistent(raw)
    people = everyone(outcome)
    for each in outcome["positions"]:
        votes = {row["id"]: row["for"] for row in each["votes"]}
        last = min((votes[choice] for choice in each["elected"]), default=0)
        passed = [c for c, n in votes.items() if n > last and c not in people and each["elected"]]
        assert passed == []


@many
@given(counts())
def test_no_relatives_of_different_votes_stay_together(raw: Json) -> None:
    raw["rule"]["kin"] = "keep_highest"
    outcome = consistent(raw)
    people = everyone(outcome)
    told = {frozenset(each["pair"]): each["kept"] for each in outcome["kin_conflicts"]}
    for pair in raw["kin"]:
        if set(pair) <= people:
            assert told[frozenset(pair)] is None
            assert len({office_and_votes(outcome, choice) for choice in pair}) == 1


def office_and_votes(outcome: Json, choice: str) -> tuple[str, int]:
    office = next(each for each in outcome["positions"] if choice in each["elected"])
    return office["id"], next(row["for"] for row in office["votes"] if row["id"] == choice)


@many
@given(counts(), st.data())
def test_a_vote_more_in_the_office_held_never_unseats(raw: Json, data: st.DataObject) -> None:
    """A paper that said nothing now names X for the office X has won."""
    raw["boxes"].append(blank_paper())
    raw["electors"] += 1
    outcome = consistent(raw)
    seats = [(office, choice) for office, chosen in elected(outcome).items() for choice in chosen]
    assume(seats)
    office, choice = data.draw(st.sampled_from(seats))
    more = copy.deepcopy(raw)
    more["boxes"][-1]["ballots"][0]["marks"] = {office: [choice]}
    assert choice in elected(tally(more))[office]


def blank_paper() -> Json:
    return {"id": "last", "issued": 1, "returned": 1, "ballots": [{"marks": {}}]}


# Where the rules themselves break it: one vote more unseats the person it was given to.


def test_a_vote_more_for_a_higher_office_can_unseat() -> None:
    """A tie above sends the rival down, into the lower office that X held (rule 1)."""
    positions = [position("chair", 1, "ac"), position("member", 1, "ac")]
    before = (
        {"n": 3, "marks": {"chair": ["a"], "member": ["c"]}},
        {"n": 2, "marks": {"chair": ["c"], "member": ["a"]}},
    )
    higher = {"n": 2, "marks": {"member": ["a"]}}

    def round_of(last: Json) -> Json:
        box = papers(*before, higher, last)
        return tally(count(box, positions=positions, rule={**MOST_VOTES, "two_offices": "allow"}))

    assert elected(round_of({"marks": {}})) == {"chair": ["a"], "member": ["c"]}
    outcome = round_of({"marks": {"chair": ["c"]}})
    assert place(outcome, "chair")["tied"] == ["a", "c"]
    assert elected(outcome) == {"chair": [], "member": ["a"]}
    assert "c" not in everyone(outcome)


def test_a_vote_more_for_a_second_office_can_unseat() -> None:
    """The paper that names X twice counts for X nowhere (two offices)."""
    rival, friend = {"n": 2, "marks": {"chair": ["b"]}}, {"n": 3, "marks": {"chair": ["a"]}}
    assert elected(tally(count(papers(rival, friend))))["chair"] == ["a"]
    twice = {"n": 3, "marks": {"chair": ["a"], "member": ["w:王建国"]}}
    assert elected(tally(count(papers(rival, twice))))["chair"] == ["b"]


def test_a_vote_more_on_a_full_paper_can_unseat() -> None:
    """The paper that names more people than there are seats counts for nobody (overvote)."""
    positions = [position("member", 2, "cde")]
    rivals, friend = {"n": 2, "marks": {"member": ["c", "d"]}}, {"n": 3, "marks": {"member": ["c", "e"]}}
    assert elected(tally(count(papers(rivals, friend), positions=positions)))["member"] == ["c", "e"]
    full = {"n": 3, "marks": {"member": ["c", "d", "e"]}}
    assert "e" not in elected(tally(count(papers(rivals, full), positions=positions)))["member"]


def figures(*numbers: int) -> set[str]:
    """The numbers as the sentences write them."""
    return {f"{number:,}" for number in numbers}


def says(text: Json, told: set[str]) -> bool:
    """Whether both languages tell all of this."""
    return all(each in text["zh"] and each in text["en"] for each in told)


@many
@given(counts())
def test_every_check_seat_tie_shortfall_and_removal_has_its_figures_and_a_clause_in_both_languages(
    raw: Json,
) -> None:
    """Where most votes elect and no rulebook is named, no number is needed and no clause is known; so in a revote."""
    revote = raw["contest"]["round"] == "revote"
    outcome, threshold = consistent(raw), None if revote else raw["rule"]["threshold"]
    texts = {each["id"]: each["text"] for each in outcome["positions"]}
    for each in outcome["checks"]:
        assert each["clause"] and says(each["text"], figures(each["have"], each["need"]))
    for each in outcome["positions"]:
        votes = {row["id"]: row["for"] for row in each["votes"]}
        standing = [votes[choice] for choice in (*each["elected"], *each["tied"])]
        open_seats = [
            n for n in (each["tied_seats"], each["vacant"] if outcome["status"] == "valid" else 0) if n
        ]
        need = [each["threshold"]["need"]] if threshold else []
        assert says(each["text"], figures(*standing, *open_seats, *need))
        assert not threshold or ("〔" in each["text"]["zh"] and "[" in each["text"]["en"])
    for each in outcome["kin_conflicts"]:
        if each["removed"]:
            removed = [
                row["for"]
                for position in outcome["positions"]
                for row in position["votes"]
                if row["id"] == each["removed"]
            ]
            goes = [text for text in texts.values() if "不当选〔" in text["zh"] and "goes [" in text["en"]]
            assert any(says(text, figures(votes)) for text in goes for votes in removed)
