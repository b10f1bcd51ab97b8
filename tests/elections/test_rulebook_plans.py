"""Plans B and C: what their texts say, what they leave silent, and what their bases supply."""

from datetime import date
from fractions import Fraction

import pytest

from elections.rulebook import (
    Range,
    Rulebook,
    RuleSilent,
    Silent,
    Source,
    Strength,
    Threshold,
    Value,
    differences,
    entries,
    load_rulebook,
)
from elections.rulebook.measures import Age

B = load_rulebook("district-town-2020")
C = load_rulebook("city-town-2020")
DOUBLE_MAJORITY = {"of": "electors", "measure": "returned", "more_than": "1/2"}


def test_plan_b_is_of_party_organisations_only_and_extends_the_partys_rules() -> None:
    assert B.extends == "party-rules-2020"
    assert B.scope.bodies.value == ("party_organisation",)
    assert not B.covers("village_committee")
    assert B.scope.superior_level.value == "district"


@pytest.mark.parametrize(
    "subject",
    ["roll", "proxy", "voting", "representatives", "election_committee", "method", "kin"],
)
def test_what_concerns_a_committee_is_silent_in_plan_b_by_nature(subject: str) -> None:
    found = [(path, value) for path, value in entries(B) if path.startswith(f"{subject}.")]
    assert found
    assert all(isinstance(value, Silent) for _, value in found)
    with pytest.raises(RuleSilent) as refused:
        _ = B.roll.published.value
    assert refused.value.path == "roll.published"


def test_sc_25_plan_b_has_hard_ages_and_proposes_the_day_on_which_they_are_counted() -> None:
    ages = B.qualification
    assert (ages.secretary_continuing.value, ages.secretary_continuing.strength) == (
        Age(max_age=50),
        Strength.HARD,
    )
    assert ages.secretary_non_incumbent.value == Age(max_age=45)
    assert (ages.age_reference_date.value, ages.age_reference_date.proposed) == (date(2020, 11, 30), True)
    assert (ages.education_secretary_new.value, ages.education_secretary_continuing.value) == (
        "senior_high",
        "junior_high",
    )


def test_plan_b_asks_for_a_choice_of_members_and_secretary_and_two_signatures() -> None:
    assert B.nomination.differential_min.value == Fraction(1, 5)
    assert B.nomination.differential_posts.value == ("member", "secretary")
    assert B.nomination.secretary_direct_allowed.value is True
    assert B.review.secretary_final_approver.value == (
        "district_organisation_head",
        "district_party_secretary",
    )
    assert len(B.qualification.negative_list) == 10
    assert len(B.qualification.standards.value) == 7


def test_the_set_number_that_plan_b_does_not_give_comes_from_the_partys_rules() -> None:
    quorum = B.count.party_committee.quorum
    assert (quorum.value, quorum.clause, quorum.source) == (
        Threshold(of="electors", measure="present", at_least="4/5"),
        "PER",
        Source.BASE,
    )
    rule = B.tally_rule("party_committee", "first")
    assert rule["threshold"] == {"of": "electors", "more_than": "1/2"}
    assert (rule["overvote"], rule["runoff"]) == ("ballot", {"extra": 1})
    assert B.tally_rule("party_committee", "runoff")["threshold"] == rule["threshold"]
    assert B.assembly.proxy_allowed.value is False


def test_sc_93_what_is_only_proposed_must_be_confirmed_before_it_counts() -> None:
    assert B.unconfirmed("party_committee", "village") == (
        "count.party_committee.balance",
        "count.party_committee.unread_marks",
        "count.party_committee.overvote",
        "count.party_committee.runoff_extra",
        "count.party_committee.order",
    )
    village = C.unconfirmed("village_committee", "village")
    community = C.unconfirmed("village_committee", "community")
    assert "count.village_committee.quorum" not in village
    assert {"count.village_committee.quorum", "count.village_committee.threshold"} <= set(community)
    assert "count.village_committee.tie" in village
    assert "count.party_committee.quorum" not in C.unconfirmed("party_committee", "village")


def test_sc_104_reporters_stand_for_each_group_in_b_and_for_each_village_in_c() -> None:
    assert (B.discipline.direct_reporters_min.value, B.discipline.direct_reporters_per.value) == (1, "group")
    assert (C.discipline.direct_reporters_min.value, C.discipline.direct_reporters_per.value) == (
        1,
        "village",
    )


def test_plan_c_covers_both_committees_and_the_party_and_extends_the_village_law() -> None:
    assert C.extends == "village-law-2018"
    assert all(map(C.covers, ("party_organisation", "village_committee", "residents_committee")))
    assert (C.scope.village_committee_ordinal.value, C.scope.residents_committee_ordinal.value) == (11, 11)


@pytest.mark.parametrize(
    ("body", "kind", "place_class", "persons", "most"),
    [
        ("party_committee", "village", "一类", Range(min=3, max=5), 7),
        ("party_committee", "community", "二类", Range(min=3, max=5), None),
        ("committee", "village", "一类", Range(min=5, max=7), None),
        ("committee", "village", "二类", Range(min=3, max=5), None),
        ("committee", "community", "二类", Range(min=5, max=5), None),
    ],
)
def test_sc_18_and_19_seats_go_by_the_class_of_the_place(
    body: str, kind: str, place_class: str, persons: Range, most: int | None
) -> None:
    seats = C.seats.seats_of_class(body, kind, place_class)
    assert seats is not None
    assert (seats.value.persons, seats.value.most, seats.strength) == (persons, most, Strength.SOFT)


def test_a_class_that_the_plan_does_not_know_has_no_seats() -> None:
    assert C.seats.seats_of_class("committee", "village", "三类") is None
    assert B.seats.seats_of_class("party_committee", "village", "一类") is None
    assert C.seats.committee_size() == Range(min=3, max=7)


def test_sc_23_a_continuing_secretary_is_55_and_relaxed_never_above_60() -> None:
    ages = C.qualification
    assert (ages.secretary_continuing.value.max_age, ages.secretary_continuing.strength) == (
        55,
        Strength.SOFT,
    )
    assert (ages.secretary_relaxed.value.max_age, ages.secretary_relaxed.strength) == (60, Strength.HARD)
    assert ages.age_reference_date.value == date(2020, 12, 31)
    assert ages.age_relaxation_allowed.approver is None


def test_sc_32_and_33_relatives_are_a_soft_rule_at_nomination_and_a_hard_one_for_supervisors() -> None:
    assert (C.kin.stage.value, C.kin.relations.strength) == ("nominees", Strength.SOFT)
    assert len(C.kin.relations.value) == 8
    assert (C.kin.supervisory_barred.value, C.kin.supervisory_barred.strength) == (True, Strength.HARD)


def test_sc_48_nobody_appoints_in_a_village_and_the_township_proposes_in_a_community() -> None:
    committee = C.election_committee
    assert committee.appointing_forbidden.value is True
    assert "township_proposal" not in committee.formed_by.value
    assert committee.formed_by_community.value == ("township_proposal", "residents_meeting")
    assert 8 in committee.size.value
    assert 10 not in committee.size.value
    assert not committee.odd.stated


def test_sc_62_and_66_three_proxies_and_no_mobile_box() -> None:
    assert C.proxy.per_holder.value == 3
    assert (C.voting.mobile_box.value, C.voting.mobile_box.proposed) == (False, True)


def test_the_assembly_of_plan_c_counts_four_fifths() -> None:
    quorum = C.count.party_committee.quorum
    assert (quorum.clause, quorum.value.need(45), quorum.value.need(47)) == ("C-ASM-05", 36, 38)
    assert len(C.assembly.exclusion_situations.value) == 5
    assert C.assembly.agenda_items.value == 15


def test_the_double_majority_that_plan_c_does_not_write_is_the_laws() -> None:
    assert C.tally_rule("village_committee", "first")["quorum"] == DOUBLE_MAJORITY
    clauses = C.tally_clauses("village_committee", "first")
    assert (clauses["quorum"], clauses["threshold"]) == ("VCOL-15.2", "VCOL-15.2")
    assert C.tally_clauses("party_committee", "first")["threshold"] == "C-CNT-03"


def test_residents_of_communities_stand_on_the_roll_by_their_own_law() -> None:
    kinds = [(category.kind, category.code, category.clause) for category in C.roll.categories]
    assert ("community", "R1", "RCOL-8.2") in kinds
    assert [code for kind, code, _ in kinds if kind == "village"] == ["V1", "V2", "V3"]
    assert C.papers.voter_certificate.value == "参选证"


@pytest.mark.parametrize("book", [B, C], ids=["B", "C"])
def test_a_value_is_the_plans_the_bases_or_silent_and_says_which(book: Rulebook) -> None:
    sources = {value.source if isinstance(value, Value) else None for _, value in entries(book)}
    assert sources == {Source.PLAN, Source.BASE, None}
    letter = "B" if book is B else "C"
    for path, value in entries(book):
        if isinstance(value, Value) and value.source == Source.PLAN:
            assert value.clause.startswith(f"{letter}-"), path


def test_the_plans_are_compared_by_what_they_demand() -> None:
    found = {d.path: d for d in differences(load_rulebook("county-town-2020"), C)}
    assert (found["proxy.per_holder"].left, found["proxy.per_holder"].right) == (5, 3)
    assert found["review.formal_candidates_published"].right["days"] == 5
    assert "roll.published" not in found
    assert found["phases.party"].left is None
