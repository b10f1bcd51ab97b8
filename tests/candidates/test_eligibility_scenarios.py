"""The scenarios on who may stand, under every plan that they concern, in both readings where there are two."""

from datetime import date
from typing import Any

import pytest

from candidates.eligibility import Consent, Outcome, Said, StatementKind, findings
from elections.rulebook import Rulebook
from tests.candidates.facts import HELD, MARKS, A, B, C, facts_with, found, outcome, rules_with, secretary

PASS, RELAX, FAIL, PROOF = Outcome.PASS, Outcome.RELAX, Outcome.FAIL, Outcome.PROOF
A_EXCLUSIVE = rules_with(A, "qualification.age_cutoff_day_counts", value=False)
AGREED = Consent(
    rule="age",
    approver="county_leading_group",
    document="衡山换组〔2020〕3号",
    on=date(2020, 12, 28),
)


@pytest.mark.parametrize(
    ("rules", "born", "expected"),
    [
        (A, date(1966, 1, 2), PASS),
        (A, date(1965, 12, 31), RELAX),
        (A, date(1966, 1, 1), PASS),
        (A_EXCLUSIVE, date(1966, 1, 1), RELAX),
        (A_EXCLUSIVE, date(1966, 1, 2), PASS),
    ],
)
def test_sc_20_a_secretary_from_outside_the_team(rules: Rulebook, born: date, expected: Outcome) -> None:
    asked = found(rules, "age", secretary(birth_date=born))
    assert (asked.outcome, asked.clauses[0]) == (expected, "A-QUAL-06")


def test_sc_20_the_county_leading_groups_approval_lets_an_older_secretary_stand() -> None:
    old = {"birth_date": date(1965, 12, 31)}
    assert found(A, "age", secretary(**old)).approver == "county_leading_group"
    relaxed = found(A, "age", secretary(**old, consents=[AGREED]))
    assert (relaxed.outcome, relaxed.relaxed_by) == (PASS, "衡山换组〔2020〕3号")
    another = AGREED.model_copy(update={"approver": "township_party_committee"})
    assert outcome(A, "age", secretary(**old, consents=[another])) == RELAX


def test_sc_20_a_sitting_member_who_is_to_be_secretary_has_the_limit_of_those_named_again() -> None:
    asked = found(A, "age", secretary(("committee",), birth_date=date(1964, 1, 2)))
    assert (asked.outcome, asked.clauses) == (PASS, ("A-QUAL-08",))


@pytest.mark.parametrize(
    ("rules", "held", "born", "expected"),
    [
        (A, (), date(1971, 1, 2), PASS),
        (A, (), date(1970, 12, 31), RELAX),
        (A, (), date(1971, 1, 1), PASS),
        (A_EXCLUSIVE, (), date(1971, 1, 1), RELAX),
        (A, ("committee",), date(1964, 1, 2), PASS),
        (A, ("committee",), date(1963, 12, 31), RELAX),
        (A, ("committee",), date(1964, 1, 1), PASS),
        (A_EXCLUSIVE, ("committee",), date(1964, 1, 1), RELAX),
    ],
)
@pytest.mark.parametrize("stands", [{}, {"body": "party", "post": "party_member", "member": None}])
def test_sc_21_new_members_and_those_named_again(
    rules: Rulebook, held: tuple[str, ...], born: date, expected: Outcome, stands: dict[str, Any]
) -> None:
    asked = found(rules, "age", facts_with(held, birth_date=born, **stands))
    assert (asked.outcome, asked.clauses[0]) == (expected, "A-QUAL-08" if held else "A-QUAL-07")
    assert asked.readings


C_TO_THE_DAY = rules_with(C, "qualification.age_counted", value="to_the_day")
C_ONLY_60 = rules_with(C, "qualification.age_reference_for", value="relaxed")


@pytest.mark.parametrize(
    ("rules", "born", "expected"),
    [
        (C, date(1965, 12, 31), PASS),
        (C, date(1964, 12, 31), RELAX),
        (C, date(1960, 12, 31), RELAX),
        (C, date(1959, 12, 31), FAIL),
        (C, date(1960, 1, 15), RELAX),
        (C_TO_THE_DAY, date(1960, 1, 15), FAIL),
        (C_TO_THE_DAY, date(1960, 12, 31), RELAX),
        # The 55 counted on election day, the 60 on the plan's day (AMB-51, reading 2).
        (C_ONLY_60, date(1965, 1, 15), RELAX),
        (C, date(1965, 1, 15), PASS),
    ],
)
def test_sc_23_a_secretary_who_continues_in_plan_c(rules: Rulebook, born: date, expected: Outcome) -> None:
    asked = found(rules, "age", secretary(("secretary",), birth_date=born))
    assert (asked.outcome, asked.clauses[0]) == (expected, "C-QUAL-08")


def test_sc_23_the_township_relaxes_55_and_nobody_60() -> None:
    agreed = Consent(
        rule="age", approver="township_party_committee", document="镇党委〔2020〕31号", on=date(2020, 12, 28)
    )
    relaxed = secretary(("secretary",), birth_date=date(1964, 12, 31), consents=[agreed])
    assert outcome(C, "age", relaxed) == PASS
    too_old = secretary(("secretary",), birth_date=date(1959, 12, 31), consents=[agreed])
    assert outcome(C, "age", too_old) == FAIL


@pytest.mark.parametrize(
    ("key", "different", "expected"),
    [
        ("age", {"birth_date": date(1975, 12, 31)}, PASS),
        ("age", {"birth_date": date(1974, 12, 31)}, RELAX),
        ("education", {"education": "高中"}, RELAX),
        ("education", {"education": "大专"}, PASS),
    ],
)
def test_sc_24_a_new_secretary_in_plan_c(key: str, different: dict[str, Any], expected: Outcome) -> None:
    asked = found(C, key, secretary(**different))
    assert (asked.outcome, asked.clauses[0]) == (expected, "C-QUAL-07")


B_DECEMBER = rules_with(B, "qualification.age_reference_date", value="2020-12-31")


@pytest.mark.parametrize(
    ("rules", "born", "expected"),
    [
        (B, date(1969, 11, 30), FAIL),
        (B, date(1969, 12, 1), PASS),
        (B_DECEMBER, date(1969, 12, 1), FAIL),
        (B, date(1970, 6, 1), PASS),
    ],
)
def test_sc_25_a_secretary_who_continues_in_plan_b(rules: Rulebook, born: date, expected: Outcome) -> None:
    asked = found(rules, "age", secretary(("secretary",), birth_date=born))
    assert (asked.outcome, asked.clauses) == (expected, ("B-QUAL-11",))


def test_sc_25_schooling_of_secretaries_in_plan_b() -> None:
    assert outcome(B, "education", secretary(("secretary",), education="初中")) == PASS
    assert outcome(B, "education", secretary(("secretary",), education="小学")) == FAIL
    assert outcome(B, "education", secretary(education="初中")) == FAIL
    assert outcome(B, "age", secretary(birth_date=date(1975, 11, 30))) == PASS
    assert outcome(B, "age", secretary(birth_date=date(1974, 11, 30))) == FAIL


@pytest.mark.parametrize(("joined", "expected"), [(date(2020, 6, 1), RELAX), (date(2020, 1, 15), PASS)])
def test_sc_26_party_standing_of_a_secretary(joined: date, expected: Outcome) -> None:
    facts = secretary(member={"joined_on": joined}, review_day=date(2021, 1, 15))
    asked = found(C, "party_standing", facts)
    assert (asked.outcome, asked.clauses) == (expected, ("C-QUAL-02",))
    for silent in (A, B):
        assert "party_standing" not in {one.key for one in findings(silent, facts)}


@pytest.mark.parametrize(("rules", "clause"), [(A, "A-NEG-02"), (B, "B-NEG-02"), (C, "C-NEG-03")], ids="ABC")
@pytest.mark.parametrize("facts", [facts_with, secretary])
def test_sc_27_a_criminal_punishment_of_1998_bars(rules: Rulebook, clause: str, facts: Any) -> None:
    punished = Said(
        kind=StatementKind.CRIME,
        holds=True,
        by="县公安局",
        day=date(1998, 5, 1),
        document="函〔2020〕5号",
    )
    asked = found(rules, "criminal_punishment", facts(statements=(punished,)))
    assert (asked.outcome, asked.clauses, asked.source) == (FAIL, (clause,), "县公安局（函〔2020〕5号）")
    none = Said(kind=StatementKind.CRIME, holds=False, by="县公安局")
    assert outcome(rules, "criminal_punishment", facts(statements=(none,))) == PASS
    assert found(rules, "criminal_punishment", facts()).by_verdict


@pytest.mark.parametrize(("day", "expected"), [(date(2015, 12, 27), PASS), (date(2015, 12, 29), FAIL)])
def test_sc_29_damage_to_the_environment_bars_five_years(day: date, expected: Outcome) -> None:
    damage = Said(kind=StatementKind.ENVIRONMENT, holds=True, by="县生态环境局", day=day)
    asked = found(A, "environmental_damage", statements=(damage,))
    assert (asked.outcome, asked.clauses, asked.facts["counted_from"]) == (
        expected,
        ("A-NEG-09",),
        date(2020, 12, 28),
    )


def test_sc_29_counted_back_from_election_day_in_the_other_reading() -> None:
    rules = rules_with(A, "qualification.lookback_from", value="election_day")
    damage = Said(kind=StatementKind.ENVIRONMENT, holds=True, by="县生态环境局", day=date(2016, 1, 10))
    assert outcome(A, "environmental_damage", statements=(damage,)) == FAIL
    assert outcome(rules, "environmental_damage", statements=(damage,)) == PASS


def ranked_last(*years: int) -> list[dict[str, Any]]:
    return [{"year": year, "grade": "competent", "last": year in years} for year in (2017, 2018, 2019, 2020)]


FAILED = Said(kind=StatementKind.APPRAISAL, holds=True, by="镇党委")
C_REFERENCE = rules_with(C, "qualification.secretary_appraisal_failed", value="reference", reading=2)


@pytest.mark.parametrize(
    ("rules", "different", "expected"),
    [
        (C, {"marks": ranked_last(2019, 2020)}, FAIL),
        (C, {"marks": ranked_last(2020)}, PROOF),
        (C, {"marks": ranked_last(2017, 2019)}, PROOF),
        (C, {"statements": (FAILED,)}, FAIL),
        (C_REFERENCE, {"statements": (FAILED,)}, RELAX),
        (C_REFERENCE, {"statements": (FAILED,), "marks": ranked_last(2019, 2020)}, FAIL),
    ],
)
def test_sc_34_a_secretary_who_is_not_named_again(
    rules: Rulebook, different: dict[str, Any], expected: Outcome
) -> None:
    asked = found(rules, "renomination", secretary(("secretary",), **different))
    assert (asked.outcome, asked.clauses) == (expected, ("C-QUAL-05",))
    assert [reading.startswith("AMB-09") for reading in asked.readings] == [True]


def test_sc_34_last_in_one_year_only_passes_once_the_township_has_stated_the_rest() -> None:
    clear = tuple(
        Said(kind=kind, holds=False, by="镇党委") for kind in (StatementKind.APPRAISAL, StatementKind.WEAK)
    )
    once = secretary(("secretary",), marks=ranked_last(2020), statements=clear)
    assert outcome(C, "renomination", once) == PASS


def test_sc_34_a_weak_organisation_two_years_running() -> None:
    weak = [
        Said(kind=StatementKind.WEAK, holds=True, by="镇党委", day=date(year, 12, 31))
        for year in (2019, 2020)
    ]
    assert outcome(C, "renomination", secretary(("secretary",), statements=weak)) == FAIL
    assert outcome(C, "renomination", secretary(("secretary",), statements=weak[:1])) == PROOF


def test_sc_34_only_a_sitting_secretary_and_only_plan_c_are_asked() -> None:
    assert "renomination" not in {one.key for one in findings(C, secretary(("committee",)))}
    for rules in (A, B):
        assert "renomination" not in {one.key for one in findings(rules, secretary(("secretary",)))}


def test_sc_109_an_open_audit_finding_warns_with_the_finding_in_plan_a() -> None:
    sun = {"marks": MARKS, "audit": ("村集体账目白条3.2万元未核销",)}
    asked = found(A, "audit", secretary(("secretary",), **sun))
    assert (asked.outcome, asked.clauses) == (RELAX, ("A-PRE-12",))
    assert "村集体账目白条3.2万元未核销" in asked.why
    assert outcome(A, "audit", secretary(("secretary",))) == PASS
    assert "audit" not in {one.key for one in findings(A, secretary())}


class TestAppraisalsAndSanctions:
    """Beyond the numbered scenarios: A-NEG-03, A-NEG-07, A-NEG-13, C-NEG-06."""

    def test_incompetent_in_the_term_bars_in_a_and_at_any_time_in_c(self) -> None:
        before = [{"year": 2015, "grade": "incompetent"}, *MARKS]
        within = [{"year": 2018, "grade": "incompetent"}]
        assert outcome(A, "incompetent", facts_with(("committee",), marks=before)) == PASS
        assert outcome(A, "incompetent", facts_with(("committee",), marks=within)) == FAIL
        assert outcome(C, "incompetent", facts_with(("committee",), marks=before)) == FAIL
        over = {"earlier": [HELD["committee"] | {"until": date(2017, 4, 30)}], "earlier_marks": before[:1]}
        assert outcome(C, "incompetent", facts_with(**over)) == FAIL
        assert outcome(A, "incompetent", facts_with(("committee",), **over)) == PASS
        for asked in (findings(A, facts_with(**over)), findings(C, facts_with())):
            assert "incompetent" not in {one.key for one in asked}

    @pytest.mark.parametrize(
        ("rules", "day", "expected"),
        [
            (A, date(2017, 12, 27), PASS),
            (A, date(2017, 12, 29), FAIL),
            (C, date(2010, 1, 1), FAIL),
        ],
    )
    def test_an_unqualified_member(self, rules: Rulebook, day: date, expected: Outcome) -> None:
        judged = Said(kind=StatementKind.UNQUALIFIED, holds=True, by="镇党委", day=day)
        assert outcome(rules, "unqualified_member", secretary(statements=(judged,))) == expected

    def sanctioned(self, discipline: str, until: date | None, *approvers: str) -> Any:
        member = {"joined_on": date(2005, 7, 1), "discipline": discipline, "discipline_until": until}
        consents = [
            Consent(rule="sanction", approver=approver, document="纪要3号", on=date(2020, 12, 20))
            for approver in approvers
        ]
        return secretary(member=member, consents=consents)

    @pytest.mark.parametrize(
        ("discipline", "until", "approvers", "expected"),
        [
            ("warning", date(2020, 12, 28), (), FAIL),
            ("warning", date(2020, 12, 27), (), RELAX),
            ("warning", None, (), FAIL),
            ("warning", date(2020, 6, 1), ("township_party_committee",), RELAX),
            ("warning", date(2020, 6, 1), ("county_leading_group",), RELAX),
            ("warning", date(2020, 6, 1), ("township_party_committee", "county_leading_group"), PASS),
            ("removed", date(2020, 6, 1), (), RELAX),
            ("removed", date(2020, 6, 1), ("county_leading_group",), PASS),
            ("removed", date(2021, 6, 1), ("county_leading_group",), FAIL),
        ],
    )
    def test_a_sanction_bars_in_its_period_and_is_decided_on_in_two_steps_after_it(
        self, discipline: str, until: date | None, approvers: tuple[str, ...], expected: Outcome
    ) -> None:
        assert outcome(A, "sanction", self.sanctioned(discipline, until, *approvers)) == expected

    def test_in_the_other_reading_a_light_sanction_may_be_decided_on_within_its_period(self) -> None:
        rules = rules_with(A, "qualification.lesser_sanction_within_period", value=True)
        assert outcome(rules, "sanction", self.sanctioned("warning", date(2021, 6, 1))) == RELAX
        assert outcome(rules, "sanction", self.sanctioned("removed", date(2021, 6, 1))) == FAIL
