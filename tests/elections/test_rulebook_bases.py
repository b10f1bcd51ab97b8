"""The laws that plans stand on: Zhejiang's and Shanghai's measures, and what is known of the Party's rules."""

from datetime import date

import pytest

from elections.calendar import build_calendar
from elections.rulebook import (
    Range,
    Rulebook,
    Source,
    Strength,
    Value,
    entries,
    load_rulebook,
    parse_rulebook,
)

LAW = load_rulebook("village-law-2018")
ZHEJIANG = load_rulebook("zhejiang-village-2020")
SHANGHAI = load_rulebook("shanghai-village-2020")
PARTY = load_rulebook("party-rules-2020")
DAY = date(2020, 12, 26)


def last(book: Rulebook, key: str) -> date | None:
    return build_calendar(book, election_day=DAY)[key].not_after


@pytest.mark.parametrize("book", [ZHEJIANG, SHANGHAI, PARTY], ids=lambda book: book.name)
def test_a_base_has_no_plans_values_and_runs_out_with_the_law(book: Rulebook) -> None:
    assert book.kind == "base"
    assert {value.source for _, value in entries(book) if isinstance(value, Value)} == {Source.BASE}
    assert not book.tasks
    assert not book.steps


@pytest.mark.parametrize("book", [ZHEJIANG, SHANGHAI], ids=lambda book: book.name)
def test_a_provinces_measures_stand_on_the_national_law_of_their_time(book: Rulebook) -> None:
    assert (book.extends, book.valid_to) == ("village-law-2018", LAW.valid_to)
    assert book.method.representatives_quorum.clause == "VCOL-26.2"
    assert not build_calendar(book, election_day=DAY).conflicts


def test_zhejiangs_days() -> None:
    assert last(ZHEJIANG, "roll_published") == date(2020, 12, 6)
    assert last(ZHEJIANG, "formal_candidates_published") == date(2020, 12, 21)
    assert last(ZHEJIANG, "time_and_place_published") == date(2020, 12, 21)
    assert last(ZHEJIANG, "proxy_requested") == date(2020, 12, 23)
    assert last(ZHEJIANG, "proxies_published") == date(2020, 12, 25)
    assert last(ZHEJIANG, "result_published") == date(2020, 12, 27)
    assert last(ZHEJIANG, "runoff_held") == date(2021, 1, 25)
    assert last(ZHEJIANG, "handover_done") == date(2021, 1, 5)


def test_zhejiang_voids_a_paper_for_two_posts_and_lets_the_highest_relative_stay() -> None:
    rule = ZHEJIANG.tally_rule("village_committee", "first")
    assert (rule["overvote"], rule["two_offices"], rule["kin"]) == ("ballot", "void_ballot", "keep_highest")
    assert ZHEJIANG.tally_clauses("village_committee", "first")["two_offices"] == "ZJ-27.3"
    runoff = ZHEJIANG.tally_rule("village_committee", "runoff")
    assert runoff["threshold"] == {"of": "returned", "at_least": "1/3"}


def test_zhejiangs_own_ways_have_their_places() -> None:
    assert ZHEJIANG.nomination.manners.value == ("candidates", "self_nomination")
    assert ZHEJIANG.nomination.self_nominated.value.days == 10
    assert ZHEJIANG.review.withdrawn.value.days == 3
    assert ZHEJIANG.election_committee.relatives_leave.value == ("spouse", "parent", "child", "sibling")
    assert ZHEJIANG.election_committee.leaves_after_absences.strength == Strength.SOFT
    assert (ZHEJIANG.voting.mobile_box_approver.value, ZHEJIANG.voting.mobile_box_staff.value) == (
        "township_election_body",
        3,
    )
    assert ZHEJIANG.proxy.candidate_may_hold.value is False
    assert len(ZHEJIANG.proxy.relations.value) == 8
    assert ZHEJIANG.result.vacancies_allowed_from.value == 3
    assert ZHEJIANG.structure.dedicated_female_post.clause == "ZJ-21.3"


def test_shanghais_days_and_sizes() -> None:
    assert last(SHANGHAI, "proxy_requested") == date(2020, 12, 21)
    assert last(SHANGHAI, "proxies_published") == date(2020, 12, 24)
    assert last(SHANGHAI, "formal_candidates_published") == date(2020, 12, 21)
    assert last(SHANGHAI, "result_published") == DAY
    assert last(SHANGHAI, "runoff_held") == date(2021, 1, 25)
    assert SHANGHAI.election_committee.size.value == Range(min=7, max=9)
    assert SHANGHAI.nomination.members_extra.value == Range(min=1, max=3)


def test_shanghai_registers_spouses_and_former_villagers_and_bars_lineal_relatives() -> None:
    by_code = {category.code: category for category in SHANGHAI.roll.categories}
    assert by_code["V4"].needs == ("application", "committee_confirmation")
    assert by_code["V5"].clause == "SH-9.3"
    assert SHANGHAI.kin.relations.value == ("spouse", "direct_line")
    assert SHANGHAI.election_committee.member_leaves_when.value == "formal_candidate"
    assert SHANGHAI.count.village_committee.two_offices.stated is False


@pytest.mark.parametrize(
    ("book", "clause", "told"),
    [
        (ZHEJIANG, "ZJ-29.5", "《浙江省村民委员会选举办法》第二十九条第五款"),
        (SHANGHAI, "SH-16.2", "《上海市村民委员会选举办法》第十六条第二款"),
        (ZHEJIANG, "VCOL-15.2", "《村民委员会组织法》第十五条第二款"),
        (PARTY, "PER", "《中国共产党基层组织选举工作条例》"),
    ],
)
def test_articles_are_cited_by_the_name_of_their_law(book: Rulebook, clause: str, told: str) -> None:
    assert book.cite(clause, "zh") == told


def test_a_provinces_measures_hold_for_villages_only() -> None:
    community = build_calendar(ZHEJIANG, election_day=DAY, village_kind="community")
    assert community["formal_candidates_published"].source is None
    assert "R1" in {category.code for category in ZHEJIANG.roll.categories if category.kind == "community"}


def test_what_the_partys_rules_are_not_known_to_say_stays_silent() -> None:
    silent = (
        "assembly.exclusion_situations",
        "count.party_committee.overvote",
        "assembly.member_ballot_order",
    )
    assert not any(PARTY.at(path).stated for path in silent)
    assert PARTY.count.party_committee.runoff_extra.proposed
    assert PARTY.nomination.secretary_election_kind.value == "equal"


def test_a_plan_on_zhejiangs_measures_says_only_what_it_changes() -> None:
    plan = parse_rulebook(
        """
name = "a-zhejiang-town"
version = "1.0"
kind = "plan"
extends = "zhejiang-village-2020"
title = { zh = "某镇", en = "A town" }
valid_from = 2020-10-01
[proxy.per_holder]
value = 2
clause = "X-1"
"""
    )
    assert (plan.proxy.per_holder.value, plan.proxy.per_holder.source) == (2, Source.PLAN)
    assert (plan.proxy.requested.clause, plan.proxy.requested.source) == ("ZJ-25.2", Source.BASE)
    assert plan.governs("ZJ-25.2", "village")
