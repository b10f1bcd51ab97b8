"""What is worked out from a rulebook: counting rules, seats, citations, thresholds, comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.rulebook import Range, Threshold, differences, load_rulebook
from elections.rulebook.citing import numeral

PLAN = load_rulebook("county-town-2020")
LAW = load_rulebook("village-law-2018")
HALF = {"of": "electors", "measure": "returned", "more_than": "1/2"}


def test_the_committees_first_round_is_the_double_majority() -> None:
    assert PLAN.tally_rule("village_committee", "first") == {
        "quorum": HALF,
        "threshold": {"of": "returned", "more_than": "1/2"},
        "balance": "total",
        "overvote": "position",
        "two_offices": "void_positions",
        "kin": "flag",
        "woman": "at_least_one",
        "order": "votes",
        "runoff": {"extra": 1},
    }


def test_the_committees_runoff_asks_one_third_of_the_papers_by_law() -> None:
    rule = PLAN.tally_rule("village_committee", "runoff")
    assert (rule["quorum"], rule["threshold"]) == (HALF, {"of": "returned", "at_least": "1/3"})
    assert PLAN.tally_clauses("village_committee", "runoff")["threshold"] == "VCOL-15.2"
    assert PLAN.tally_clauses("village_committee", "first")["threshold"] == "A-CNT-13"
    assert PLAN.tally_clauses("village_committee", "first")["quorum"] == "A-CNT-12"


def test_in_a_revote_most_votes_win() -> None:
    assert PLAN.tally_rule("village_committee", "revote")["threshold"] is None
    assert PLAN.tally_clauses("village_committee", "revote")["threshold"] == "A-CNT-09"


def test_the_party_committee_counts_from_those_expected() -> None:
    rule = PLAN.tally_rule("party_committee", "first")
    assert rule["quorum"] == {"of": "electors", "measure": "present", "at_least": "4/5"}
    assert rule["threshold"] == {"of": "electors", "more_than": "1/2"}
    assert (rule["overvote"], rule["order"]) == ("ballot", "surname_strokes")
    assert PLAN.tally_rule("party_committee", "runoff")["threshold"] == rule["threshold"]


def test_representatives_win_by_most_votes_and_the_recommendation_by_half_of_the_papers() -> None:
    representatives = PLAN.tally_rule("representatives", "first")
    assert (representatives["quorum"], representatives["threshold"], representatives["runoff"]) == (
        None,
        None,
        None,
    )
    assert PLAN.tally_clauses("representatives", "first")["threshold"] == "A-REP-05"
    recommendation = PLAN.tally_rule("recommendation", "first")
    assert recommendation["quorum"] == {"of": "electors", "measure": "present", "more_than": "1/2"}
    assert recommendation["threshold"] == {"of": "returned", "more_than": "1/2"}


@pytest.mark.parametrize(("body", "round"), [("senate", "first"), ("village_committee", "third")])
def test_a_body_or_round_the_contract_does_not_know_is_an_error(body: str, round: str) -> None:
    with pytest.raises(LookupError):
        PLAN.tally_rule(body, round)


@pytest.mark.parametrize(
    ("population", "persons", "clauses"),
    [
        (999, Range(min=3, max=3), ("A-ORG-07",)),
        (1000, Range(min=3, max=5), ("A-ORG-07", "A-ORG-08")),
        (1001, Range(min=4, max=5), ("A-ORG-08",)),
        (3000, Range(min=4, max=7), ("A-ORG-08", "A-ORG-09")),
        (3001, Range(min=5, max=7), ("A-ORG-09",)),
    ],
)
def test_the_headcount_goes_by_population_and_takes_both_bands_at_a_boundary(
    population: int, persons: Range, clauses: tuple[str, ...]
) -> None:
    found = PLAN.seats.headcount_for(population)
    assert found is not None
    assert (found.persons, found.clauses, found.strength) == (persons, clauses, "soft")


def test_a_community_has_one_headcount_and_the_law_alone_has_none() -> None:
    found = PLAN.seats.headcount_for(5000, "community")
    assert found is not None
    assert (found.persons, found.clauses) == (Range(min=5, max=9), ("A-ORG-11",))
    assert LAW.seats.headcount_for(5000) is None


def test_a_committee_has_three_to_seven_seats_and_a_residents_committee_five_to_nine() -> None:
    assert PLAN.seats.committee_size() == Range(min=3, max=7)
    assert PLAN.seats.committee_size("community") == Range(min=5, max=9)
    assert 2 not in PLAN.seats.committee_size()
    assert 3 in PLAN.seats.committee_size()


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        (
            "VCOL-15.2",
            "《村民委员会组织法》第十五条第二款",
            "Organic Law of the Villagers’ Committees, Art. 15(2)",
        ),
        (
            "RCOL-7",
            "《城市居民委员会组织法》第七条",
            "Organic Law of the Urban Residents’ Committees, Art. 7",
        ),
        ("CC-203", "《民法典》第二百零三条", "Civil Code, Art. 203"),
        ("VEP", "《村民委员会选举规程》", "Village Election Procedure"),
        ("A-ROLL-17", "A-ROLL-17", "A-ROLL-17"),
    ],
)
def test_a_clause_is_cited_as_people_write_it(clause: str, zh: str, en: str) -> None:
    assert (PLAN.cite(clause, "zh"), PLAN.cite(clause, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1259, "一千二百五十九"),
    ],
)
def test_numbers_are_told_in_chinese_numerals(number: int, told: str) -> None:
    assert numeral(number) == told


def test_the_villagers_law_holds_for_villages_and_the_plan_for_all() -> None:
    assert PLAN.governs("VCOL-15.2", "village")
    assert not PLAN.governs("VCOL-15.2", "community")
    assert not PLAN.governs("RCOL-7", "village")
    assert PLAN.governs("A-ROLL-17", "community")


def test_half_must_be_passed_and_a_third_reached() -> None:
    half, third = Threshold(of="electors", more_than="1/2"), Threshold(of="returned", at_least="1/3")
    assert (half.met(600, 1200), half.met(601, 1200), half.need(1200), half.need(1201)) == (
        False,
        True,
        601,
        601,
    )
    assert (third.met(200, 600), third.met(199, 600), third.need(600), third.need(601)) == (
        True,
        False,
        200,
        201,
    )


@given(whole=st.integers(0, 5000), top=st.integers(1, 9), bottom=st.integers(1, 9), strict=st.booleans())
def test_need_is_the_smallest_number_that_passes(whole: int, top: int, bottom: int, strict: bool) -> None:
    share = {"more_than" if strict else "at_least": f"{top}/{bottom}"}
    rule = Threshold(of="electors", **share)
    need = rule.need(whole)
    assert rule.met(need, whole)
    assert need == 0 or not rule.met(need - 1, whole)


def test_two_rulebooks_are_compared_by_what_they_demand() -> None:
    found = {d.path: d for d in differences(PLAN, LAW)}
    assert (found["proxy.per_holder"].left, found["proxy.per_holder"].right) == (5, 3)
    assert found["election_committee.odd"].right is None
    assert "roll.published" not in found
    assert not differences(PLAN, PLAN)
