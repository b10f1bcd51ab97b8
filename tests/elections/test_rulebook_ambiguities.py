"""Where a text can be read in two ways: the setting, the reading taken, both readings."""

import pytest

from elections.rulebook import Rulebook, RulebookError, Value, entries, load_rulebook, parse_rulebook
from elections.rulebook.sections.schedule import Ambiguity

PLANS = {
    "A": load_rulebook("county-town-2020"),
    "B": load_rulebook("district-town-2020"),
    "C": load_rulebook("city-town-2020"),
}
# The plans that each entry concerns, of those that a setting, an order or a notice decides.
DECIDED = {
    1: "A", 2: "B", 3: "ABC", 4: "C", 5: "B", 6: "C", 7: "C", 8: "A", 9: "C", 10: "A",
    11: "A", 13: "A", 14: "A", 15: "A", 16: "A", 17: "A", 18: "A", 19: "A", 20: "A", 21: "A",
    22: "A", 23: "AC", 24: "A", 25: "AC", 26: "A", 27: "A", 28: "A", 29: "A", 30: "ABC", 31: "A",
    32: "ABC", 33: "ABC", 34: "ABC", 35: "ABC", 36: "ABC", 37: "A", 38: "AC", 39: "A", 40: "A", 41: "A",
    42: "A", 43: "A", 44: "A", 45: "A", 46: "A", 47: "A", 48: "C", 50: "C", 51: "C", 52: "B",
    54: "AC", 56: "A", 58: "C", 59: "ABC", 60: "AC", 63: "A",
}  # fmt: skip
# One reading only, or nothing that a setting could decide.
NOT_DECIDED = {
    12: "classes are assigned to places, not derived",
    49: "a review counts within one re-election",
    53: "each plan says whether per group or per village",
    55: "slips of the pen",
    57: "suggested persons stay a list of their own",
    61: "the secretary's vote waits for the township",
    62: "one record of a candidate with its history",
}
EACH = [
    pytest.param(PLANS[plan], ambiguity, id=f"{plan}-{ambiguity.key}")
    for plan in PLANS
    for ambiguity in PLANS[plan].ambiguities
]


def test_every_entry_of_the_register_is_decided_somewhere_or_cannot_be() -> None:
    assert sorted({*DECIDED, *NOT_DECIDED}) == list(range(1, 64))
    assert not set(DECIDED) & set(NOT_DECIDED)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_has_the_ambiguities_that_concern_it(plan: str) -> None:
    expected = {f"AMB-{number:02d}" for number, plans in DECIDED.items() if plan in plans}
    assert {ambiguity.key for ambiguity in PLANS[plan].ambiguities} == expected


@pytest.mark.parametrize(("book", "ambiguity"), EACH)
def test_an_ambiguity_tells_what_decides_it_the_reading_taken_and_the_others(
    book: Rulebook, ambiguity: Ambiguity
) -> None:
    taken = book.reading_of(ambiguity.key)
    assert len(ambiguity.readings) >= 2
    assert all(text.zh and text.en for text in (ambiguity.question, *ambiguity.readings))
    assert book.decided_by(ambiguity.key), "nothing decides it"
    assert taken is not None
    assert 1 <= taken <= len(ambiguity.readings)


@pytest.mark.parametrize(("book", "ambiguity"), EACH)
def test_all_values_that_decide_an_ambiguity_take_the_same_reading(
    book: Rulebook, ambiguity: Ambiguity
) -> None:
    readings = {value.reading for _, value in entries(book) if value.amb == ambiguity.key}
    assert len(readings) <= 1
    assert None not in readings


def test_orders_and_notices_decide_too_and_base_values_are_named() -> None:
    assert PLANS["A"].decided_by("AMB-42") == (
        "orders.candidate_notice_ends-assembly_held",
        "fits.candidate_notice_ends",
    )
    assert PLANS["C"].decided_by("AMB-58") == ("election_committee.member_leaves_when",)
    assert PLANS["C"].election_committee.member_leaves_when.clause == "VCOL-12.3"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("settings = ['roll.publishd']", "ambiguities.AMB-99.settings: there is no value 'roll.publishd'"),
        ("reading = 3", "ambiguities.AMB-99.reading: there is no reading 3"),
    ],
)
def test_an_ambiguity_that_names_nothing_is_a_fault(line: str, named: str) -> None:
    text = """
name = "small"
version = "1.0"
kind = "plan"
title = { zh = "小", en = "Small" }
valid_from = 2020-01-01
[[ambiguities]]
key = "AMB-99"
question = { zh = "问", en = "Question" }
readings = [{ zh = "一", en = "One" }, { zh = "二", en = "Two" }]
"""
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text + line)
    assert named in refused.value.faults


@pytest.mark.parametrize("plan", PLANS)
def test_a_proposal_says_that_the_text_is_silent(plan: str) -> None:
    for path, value in entries(PLANS[plan]):
        if isinstance(value, Value) and value.proposed:
            assert value.note is not None, path
            assert value.note.zh and value.note.en, path
