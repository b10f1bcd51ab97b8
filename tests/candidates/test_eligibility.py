from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from candidates.eligibility import Facts, Finding, Outcome, findings
from candidates.eligibility.model import full_years
from candidates.eligibility.schooling import reaches
from elections.rulebook import Rulebook, load_rulebook

RULES = load_rulebook("county-town-2020")
FIT = Facts(
    post="member",
    place_kind="village",
    election_day=date(2021, 1, 20),
    birth_date=date(1980, 5, 1),
    education="高中",
    on_roll=True,
    accepted_on=date(2020, 12, 26),
)
SITS = (("committee", "member"),)


def found(key: str, rules: Rulebook = RULES, **different: Any) -> Finding:
    return next(f for f in findings(rules, replace(FIT, **different)) if f.key == key)


def outcome(key: str, **different: Any) -> Outcome:
    return found(key, **different).outcome


def rules_with(section: str, key: str, **changed: object) -> Rulebook:
    data = RULES.freeze()
    data[section].setdefault(key, {"clause": "A-TEST-01"}).update(changed)
    return Rulebook.thaw(data)


def test_a_fit_person_passes_every_rule() -> None:
    assert {finding.outcome for finding in findings(RULES, FIT)} == {Outcome.PASS}


def test_every_finding_names_its_clause_and_its_source() -> None:
    assert all(finding.clauses and finding.source and finding.why for finding in findings(RULES, FIT))


def test_the_gravest_stands_first() -> None:
    person = replace(FIT, birth_date=date(2003, 1, 21), accepted_on=None, education="初中")
    assert [f.outcome for f in findings(RULES, person)][:3] == [Outcome.FAIL, Outcome.RELAX, Outcome.PROOF]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(1971, 1, 2), Outcome.PASS),
        (date(1971, 1, 1), Outcome.PASS),
        (date(1970, 12, 31), Outcome.RELAX),
    ],
)
def test_sc_21_a_new_member_is_born_in_1971_or_later(born: date, expected: Outcome) -> None:
    assert outcome("age", birth_date=born) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(1964, 1, 2), Outcome.PASS),
        (date(1964, 1, 1), Outcome.PASS),
        (date(1963, 12, 31), Outcome.RELAX),
    ],
)
def test_sc_21_a_renominated_member_is_born_in_1964_or_later(born: date, expected: Outcome) -> None:
    assert outcome("age", birth_date=born, held=SITS) == expected


def test_who_may_relax_an_age_is_named_with_the_clause() -> None:
    relaxed = found("age", birth_date=date(1960, 1, 1))
    assert (relaxed.approver, relaxed.clauses) == ("county_leading_group", ("A-QUAL-07", "A-QUAL-09"))


def test_a_limit_without_a_birth_date_counts_full_years_on_the_day_the_rulebook_names() -> None:
    limit = {"value": {"max_age": 45}, "strength": "hard"}
    by_election_day = rules_with("qualification", "new_member", **limit)
    assert found("age", by_election_day, birth_date=date(1975, 1, 20)).outcome == Outcome.FAIL
    assert found("age", by_election_day, birth_date=date(1975, 1, 21)).outcome == Outcome.PASS
    assert found("age", by_election_day, election_day=None).outcome == Outcome.PROOF


def test_an_unknown_birth_date_needs_evidence() -> None:
    assert outcome("age", birth_date=None) == outcome("voting_age", birth_date=None) == Outcome.PROOF


def test_a_person_who_is_eighteen_on_election_day_may_stand() -> None:
    assert outcome("voting_age", birth_date=date(2003, 1, 20)) == Outcome.PASS
    assert outcome("voting_age", birth_date=date(2003, 1, 21)) == Outcome.FAIL


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
    assert outcome("education", place_kind=kind, education=education) == expected


def test_schooling_of_those_who_sit_is_not_asked() -> None:
    assert "education" not in {f.key for f in findings(RULES, replace(FIT, held=SITS, education="小学"))}


def test_a_missing_place_on_the_roll_or_acceptance_needs_evidence() -> None:
    assert outcome("on_roll", on_roll=False) == outcome("on_roll", on_roll=None) == Outcome.PROOF
    assert outcome("acceptance", accepted_on=None) == Outcome.PROOF


def test_a_relative_in_the_same_house_is_named() -> None:
    told = found("relatives", housemates=("王桂英",))
    assert (told.outcome, told.people, told.clauses) == (Outcome.PROOF, ("王桂英",), ("A-KIN-01",))


def test_rules_on_which_a_rulebook_is_silent_are_not_asked() -> None:
    silent = RULES.freeze()
    del silent["qualification"]["new_member"], silent["qualification"]["education_village_new"]
    assert {f.key for f in findings(Rulebook.thaw(silent), FIT)} == {
        "voting_age",
        "on_roll",
        "acceptance",
        "relatives",
    }


def test_full_years_turn_on_the_birthday() -> None:
    assert full_years(date(2003, 1, 20), date(2021, 1, 20)) == 18
    assert full_years(date(2003, 1, 21), date(2021, 1, 20)) == 17


def test_unknown_words_for_schooling_are_not_guessed() -> None:
    assert reaches("私塾", "senior_high") is None
