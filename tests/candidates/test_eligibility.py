from datetime import date
from typing import Any

import pytest

from candidates.eligibility import (
    Answered,
    Facts,
    Finding,
    Judge,
    Outcome,
    Relative,
    Said,
    StatementKind,
    Vouch,
    findings,
)
from candidates.eligibility.asked.negative import negative_list
from candidates.eligibility.changes import changes, snapshot
from candidates.eligibility.engine import CHECKS, LISTED
from candidates.eligibility.model import full_years
from candidates.eligibility.schooling import reaches
from elections.rulebook import Rulebook, load_rulebook
from tests.candidates.facts import (
    FIT,
    HELD,
    MARKS,
    MEMBER,
    A,
    B,
    C,
    facts_with,
    found,
    outcome,
    rules_with,
    secretary,
)
from villages.enums import Body, Post, Relation


@pytest.mark.parametrize("rules", [A, B, C], ids="ABC")
def test_every_finding_names_its_clause_its_source_and_its_facts(rules: Rulebook) -> None:
    for facts in (facts_with(), secretary(), facts_with(held=("committee",))):
        asked = findings(rules, facts)
        assert asked
        assert all(one.clauses and one.source and one.why and one.title for one in asked)
        assert len({one.key for one in asked}) == len(asked)


@pytest.mark.parametrize("rules", [A, B, C], ids="ABC")
def test_what_nobody_stated_is_proof_by_the_verdict_and_all_else_passes(rules: Rulebook) -> None:
    open_ones = [one for one in findings(rules, facts_with()) if one.outcome != Outcome.PASS]
    assert open_ones
    assert all(one.by_verdict for one in open_ones)


@pytest.mark.parametrize(("rules", "items"), [(A, 10), (B, 10), (C, 9)], ids="ABC")
def test_each_item_of_the_negative_list_passes_only_when_stated(rules: Rulebook, items: int) -> None:
    def of_the_list(facts: Facts) -> list[Finding]:
        return [one for one in findings(rules, facts) if one.key.startswith("negative.")]

    bare = of_the_list(facts_with())
    assert len(bare) == items
    assert {one.outcome for one in bare} == {Outcome.PROOF}
    clear = Said(kind=StatementKind.NEGATIVE, holds=False, by="县联审办")
    stated = of_the_list(facts_with(statements=(clear,)))
    assert {(one.outcome, one.source) for one in stated} == {(Outcome.PASS, "县联审办")}
    key = rules.qualification.negative_list[1].key
    holds = Said(kind=StatementKind.NEGATIVE, item=key, holds=True, by="县公安局", document="函〔2020〕5号")
    (failing,) = [
        one for one in of_the_list(facts_with(statements=(clear, holds))) if one.outcome == Outcome.FAIL
    ]
    assert (failing.key, failing.source) == (f"negative.{key}", "县公安局（函〔2020〕5号）")
    assert failing.clauses == (rules.qualification.negative_list[1].clause,)


def answer(department: str, verdict: str = "pass", **more: str) -> Answered:
    return Answered(
        department=department, verdict=verdict, by=f"县{department}", on=date(2020, 12, 28), **more
    )


@pytest.mark.parametrize("rules", [A, C], ids="AC")
def test_what_the_departments_answer_is_the_statement_about_the_items_they_judge(rules: Rulebook) -> None:
    """Who has not answered is named; all together they state that an item does not hold (A-REV-01, C-REV-01)."""
    judges = [each for each in rules.review.departments if not each.items or "crime" in each.items]
    *most, last = judges
    nobody, some = (
        found(rules, "negative.crime"),
        found(rules, "negative.crime", answers=tuple(answer(each.key) for each in most)),
    )
    assert (nobody.outcome, nobody.facts["unanswered"]) == (Outcome.PROOF, [each.key for each in judges])
    assert all(each.title.zh in nobody.why for each in judges)
    assert (some.outcome, some.facts["unanswered"]) == (Outcome.PROOF, [last.key])
    assert last.title.zh in some.why and not any(each.title.zh in some.why for each in most)
    everybody = found(
        rules, "negative.crime", answers=tuple(answer(each.key, document="函〔2020〕5号") for each in judges)
    )
    assert everybody.outcome == Outcome.PASS and not everybody.by_verdict
    assert everybody.source == "、".join(f"县{each.key}（函〔2020〕5号）" for each in judges)
    apart = next(
        bar.key
        for bar in rules.qualification.negative_list
        if all(bar.key not in each.items for each in judges)
    )
    untouched = found(rules, f"negative.{apart}", answers=tuple(answer(each.key) for each in judges))
    assert untouched.outcome == Outcome.PROOF and untouched.facts["answered"] == {}


@pytest.mark.parametrize("rules", [A, C], ids="AC")
def test_a_departments_finding_is_not_outweighed_by_another_that_found_nothing(rules: Rulebook) -> None:
    failing = answer("public_security", "fail", item="crime", reason="2016年判刑")
    clear = answer("court")
    for answers in ((failing, clear), (clear, failing)):
        told = found(rules, "negative.crime", answers=answers)
        assert (told.outcome, told.source) == (Outcome.FAIL, "县public_security")
        assert "2016年判刑" in told.why
    doubt = answer("public_security", "concern", item="crime", reason="正在核实")
    told = found(rules, "negative.crime", answers=(doubt, clear))
    assert (told.outcome, told.by_verdict) == (Outcome.PROOF, True) and "正在核实" in told.why


def test_what_is_put_right_bars_no_longer() -> None:
    mended = Said(
        kind=StatementKind.NEGATIVE,
        item="embezzlement",
        holds=True,
        by="县农业农村局",
        until=date(2020, 11, 1),
    )
    assert outcome(A, "negative.embezzlement", statements=(mended,)) == Outcome.PASS


def test_the_later_statement_outweighs_the_earlier() -> None:
    yes = Said(kind=StatementKind.CRIME, holds=True, by="县公安局", day=date(1998, 5, 1))
    no = Said(kind=StatementKind.CRIME, holds=False, by="县法院")
    assert outcome(A, "criminal_punishment", statements=(yes, no)) == Outcome.PASS
    assert outcome(A, "criminal_punishment", statements=(no, yes)) == Outcome.FAIL


def test_a_passing_verdict_states_what_no_register_holds() -> None:
    county = Vouch(level="county", by="县联审办", on=date(2020, 12, 30))
    stated = found(A, "negative.crime", vouched=(county,))
    assert (stated.outcome, stated.source) == (Outcome.PASS, "县联审办")
    assert outcome(A, "standards", vouched=(county,)) == Outcome.PROOF


def test_that_the_departments_found_nothing_is_no_change_and_what_they_found_is() -> None:
    before = snapshot(findings(A, facts_with()))
    every = tuple(answer(each.key) for each in A.review.departments)
    assert changes(before, findings(A, facts_with(answers=every))) == []
    failing = answer("public_security", "fail", item="crime", reason="2016年判刑")
    (change,) = changes(before, findings(A, facts_with(answers=(failing,))))
    assert (change.finding.key, change.was) == ("negative.crime", Outcome.PROOF)


def test_the_gravest_stands_first() -> None:
    person = facts_with(birth_date=date(2003, 1, 21), accepted_on=None, education="初中")
    assert [one.outcome for one in findings(A, person)][:3] == [
        Outcome.FAIL,
        Outcome.RELAX,
        Outcome.PROOF,
    ]
    order = [one.by_verdict for one in findings(A, person) if one.outcome == Outcome.PROOF]
    assert order == sorted(order)


def test_who_may_relax_an_age_is_named_with_the_clause() -> None:
    relaxed = found(A, "age", birth_date=date(1960, 1, 1))
    assert (relaxed.approver, relaxed.clauses) == ("county_leading_group", ("A-QUAL-07", "A-QUAL-09"))


def test_a_limit_without_a_birth_date_counts_full_years_on_the_day_the_rulebook_names() -> None:
    by_election_day = rules_with(A, "qualification.new_member", value={"max_age": 45}, strength="hard")
    assert found(by_election_day, "age", birth_date=date(1975, 1, 20)).outcome == Outcome.FAIL
    assert found(by_election_day, "age", birth_date=date(1975, 1, 21)).outcome == Outcome.PASS
    assert found(by_election_day, "age", election_day=None).outcome == Outcome.PROOF


def test_an_unknown_birth_date_needs_evidence() -> None:
    assert outcome(A, "age", birth_date=None) == outcome(A, "voting_age", birth_date=None) == Outcome.PROOF


def test_a_person_who_is_eighteen_on_election_day_may_stand() -> None:
    assert outcome(A, "voting_age", birth_date=date(2003, 1, 20)) == Outcome.PASS
    assert outcome(A, "voting_age", birth_date=date(2003, 1, 21)) == Outcome.FAIL


def test_on_the_other_reading_the_birthday_itself_does_not_count() -> None:
    """AMB-26, reading 2."""
    other = rules_with(A, "roll.voter_min_age", reading=2)
    assert outcome(other, "voting_age", birth_date=date(2003, 1, 20)) == Outcome.FAIL
    assert outcome(other, "voting_age", birth_date=date(2003, 1, 19)) == Outcome.PASS


@pytest.mark.parametrize(
    ("kind", "education", "expected"),
    [
        ("village", "高中", Outcome.PASS),
        ("village", "中专", Outcome.PASS),
        ("village", "初中", Outcome.RELAX),
        ("community", "高中", Outcome.RELAX),
        ("community", "大专", Outcome.PASS),
        ("village", "不详", Outcome.PROOF),
    ],
)
def test_schooling_of_the_new_is_asked_by_kind_of_place(kind: str, education: str, expected: Outcome) -> None:
    assert outcome(A, "education", place_kind=kind, education=education) == expected


def test_schooling_of_those_who_sit_is_not_asked() -> None:
    asked = findings(A, facts_with(held=("committee",), education="小学"))
    assert "education" not in {one.key for one in asked}


def test_a_missing_place_on_the_roll_or_acceptance_needs_evidence() -> None:
    assert outcome(A, "on_roll", on_roll=False) == outcome(A, "on_roll", on_roll=None) == Outcome.PROOF
    assert outcome(A, "acceptance", accepted_on=None) == Outcome.PROOF


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ({}, Outcome.PASS),
        ({"probationary": True}, Outcome.FAIL),
        ({"discipline": "probation", "discipline_until": date(2020, 12, 28)}, Outcome.FAIL),
        ({"discipline": "probation", "discipline_until": date(2020, 12, 27)}, Outcome.PASS),
        ({"discipline": "probation"}, Outcome.FAIL),
        ({"discipline": "expelled", "discipline_until": date(2019, 1, 1)}, Outcome.FAIL),
        ({"discipline": "warning"}, Outcome.PASS),
    ],
    ids=["full", "probationary", "last day", "over", "no end", "expelled", "warned"],
)
@pytest.mark.parametrize(("rules", "clause"), [(A, "A-ASM-05"), (B, "B-QUAL-06"), (C, "C-ASM-01")], ids="ABC")
def test_who_may_not_stand_in_the_party_is_no_candidate_of_it(
    rules: Rulebook, clause: str, standing: dict[str, Any], expected: Outcome
) -> None:
    told = found(rules, "party_membership", secretary(member=MEMBER | standing))
    assert told.outcome == expected
    assert clause in told.clauses
    assert any("AMB-33" in reading for reading in told.readings) == (rules is not B)


@pytest.mark.parametrize("rules", [A, B, C], ids="ABC")
def test_the_party_organisation_is_for_members_and_the_committee_for_everyone(rules: Rulebook) -> None:
    assert found(rules, "party_membership", secretary(member=None)).outcome == Outcome.FAIL
    assert "party_membership" not in {one.key for one in findings(rules, facts_with())}


def test_a_dispatched_secretary_who_would_be_director_too_is_told() -> None:
    sent = {"origin": "dispatched", "origin_by": "刘桂花"}
    both = secretary(stands_for=("secretary", "chair"), **sent)
    assert (found(A, "dispatched_one_shoulder", both).outcome) == Outcome.RELAX
    assert found(A, "dispatched_one_shoulder", both).source == "刘桂花"
    alone = findings(A, secretary(stands_for=("secretary",), **sent))
    assert "dispatched_one_shoulder" not in {one.key for one in alone}


def test_rules_on_which_a_rulebook_is_silent_are_not_asked() -> None:
    silent = A.freeze()
    silent["qualification"], silent["kin"] = {}, {}
    del silent["preparation"]["audit_finding_weighed"]
    asked = findings(Rulebook.thaw(silent), facts_with(held=("committee",)))
    law = load_rulebook("village-law-2018")
    assert {one.key for one in asked} <= {"voting_age", "on_roll", "acceptance", "relatives"} | {
        one.key for one in findings(law, facts_with(held=("committee",)))
    }
    assert not any(one.key.startswith("negative.") for one in asked)


def test_plan_b_asks_nothing_of_relatives() -> None:
    wife = Relative(name="王桂英", relation=Relation.SPOUSE, body=Body.PARTY, post=Post.SECRETARY)
    assert "relatives" not in {one.key for one in findings(B, secretary(relatives=(wife,)))}


def test_changes_are_those_of_outcome_and_of_facts() -> None:
    before = findings(A, facts_with(birth_date=date(1970, 12, 31)))
    kept = snapshot(before)
    assert changes(kept, before) == []
    after = findings(A, facts_with(birth_date=date(1972, 1, 1)))
    (age,) = [change for change in changes(kept, after) if change.finding.key == "age"]
    assert (age.was, age.finding.outcome, age.same_outcome) == (Outcome.RELAX, Outcome.PASS, False)


def test_what_the_verdict_itself_states_is_no_change() -> None:
    kept = snapshot(findings(A, facts_with()))
    vouched = (Vouch(level="township", by="镇换届办", on=date(2020, 12, 29)),)
    assert changes(kept, findings(A, facts_with(vouched=vouched))) == []


def test_full_years_turn_on_the_birthday() -> None:
    assert full_years(date(2003, 1, 20), date(2021, 1, 20)) == 18
    assert full_years(date(2003, 1, 21), date(2021, 1, 20)) == 17


def test_unknown_words_for_schooling_are_not_guessed() -> None:
    assert reaches("私塾", "senior_high") is None


def test_a_post_of_another_body_is_refused() -> None:
    facts: dict[str, Any] = facts_with().model_dump() | {"body": "party"}
    with pytest.raises(ValueError, match="is no post of"):
        Facts(**facts)


# What is found once of the same facts is not asked again: each rule must read nothing but the facts it declares.

LAST, CLEAR = date(2019, 6, 1), {"by": "县联审办", "holds": False}
PEOPLE: tuple[dict[str, Any], ...] = (
    {},
    {"birth_date": None, "on_roll": None, "accepted_on": None},
    {"birth_date": date(1950, 1, 1), "education": "小学", "on_roll": False},
    {"held": [HELD["committee"]], "marks": MARKS, "audit": ("两笔支出无票据",)},
    {"member": MEMBER | {"discipline": "warning", "discipline_until": LAST}},
    {"statements": tuple(Said(kind=kind, **CLEAR) for kind in StatementKind)},
    {"statements": tuple(Said(kind=kind, holds=True, by="镇纪委", day=LAST) for kind in StatementKind)},
    {"relatives": (Relative(name="王大", relation=Relation.SPOUSE, body=Body.COMMITTEE, post=Post.CHAIR),)},
    {"body": "party", "post": "secretary", "member": MEMBER, "stands_for": ("secretary", "chair")},
    {
        "body": "party",
        "post": "secretary",
        "member": MEMBER,
        "held": [HELD["secretary"]],
        "marks": [{"year": year, "grade": "incompetent", "last": True} for year in (2018, 2019)],
        "statements": tuple(Said(kind=kind, holds=True, by="镇党委", day=LAST) for kind in StatementKind),
    },
    {"body": "supervisory", "post": "supervisor", "place_kind": "community"},
)


class Watched(Facts):
    """Facts that remember which of them were read."""

    def __getattribute__(self, name: str) -> Any:
        if name in Facts.model_fields:
            READ.add(name)
        return super().__getattribute__(name)


READ: set[str] = set()


@pytest.mark.parametrize("rules", [A, B, C], ids="ABC")
def test_each_rule_reads_nothing_but_the_facts_it_declares(rules: Rulebook) -> None:
    asked = [*((check.ask, check.uses) for check in CHECKS), (negative_list, LISTED)]
    read_at_all = set()
    for different in PEOPLE:
        facts = Watched(**FIT | different)
        for ask, uses in asked:
            READ.clear()
            ask(rules, facts)
            assert set(uses) >= READ, ask
            read_at_all |= READ
    assert {"held", "member", "statements"} <= read_at_all, "the facts are watched"


@pytest.mark.parametrize("rules", [A, B, C], ids="ABC")
def test_many_people_are_judged_as_each_alone(rules: Rulebook) -> None:
    judge = Judge(rules)
    people = [Facts(**FIT | different) for different in (*PEOPLE, *reversed(PEOPLE))]
    people.append(facts_with(vouched=[{"level": "county", "by": "县联审办", "on": LAST}]))
    assert [judge.findings(facts) for facts in people] == [findings(rules, facts) for facts in people]
