"""What offices state of a person, documents that relax a rule, and what has changed since a verdict."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.eligibility import Finding, Outcome, StatementKind
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Approval, Candidacy, Statement
from candidates.queries.findings import findings_of
from candidates.queries.sheet import sheet_of
from candidates.services.approval import record_approval
from candidates.services.statement import StatementDraft, record_statement
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.rulebook import Rulebook, load_rulebook
from tests.candidates.conftest import REVIEWED, verdict
from tests.cast import VILLAGE, Officer
from villages.models import Appraisal, Audit, Cadre, PartyMember

DAY = REVIEWED.date()
CRIME = StatementDraft(
    kind=StatementKind.CRIME,
    holds=True,
    office="县公安局",
    stated_on=date(2020, 12, 28),
    day=date(1998, 5, 1),
    document="函〔2020〕5号",
)


def loaded(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related(
        "election__cycle__township", "election__village", "resident__group", "resident__household"
    ).get(pk=candidacy.pk)


def finding(candidacy: Candidacy, key: str) -> Finding:
    person = loaded(candidacy)
    found = findings_of([person], person.election.cycle.rules, DAY)[person.pk]
    return next(one for one in found if one.key == key)


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def too_old(candidacy: Candidacy) -> Candidacy:
    candidacy.birth_date = date(1970, 12, 31)
    candidacy.save()
    return candidacy


def relax(by: User, candidacy: Candidacy, **different: Any) -> Approval:
    told = {"rule": "age", "document": "衡山换组〔2020〕3号", "approved_on": date(2020, 12, 28)} | different
    return record_approval(by=by, candidacy=candidacy, now=REVIEWED, **told)


class TestStatements:
    def test_a_statement_is_asked_for_with_office_and_document(
        self, candidacy: Candidacy, township: User
    ) -> None:
        assert finding(candidacy, "criminal_punishment").by_verdict
        record_statement(by=township, candidacy=candidacy, draft=CRIME, now=REVIEWED)
        stated = finding(candidacy, "criminal_punishment")
        assert (stated.outcome, stated.source) == (Outcome.FAIL, "县公安局（函〔2020〕5号）")
        entry = LedgerEntry.objects.get(act=Act.FACT_STATED)
        assert (entry.subject, entry.data["office"]) == (candidacy.name, "县公安局")
        with pytest.raises(refusals.FindingFails):
            verdict(township, candidacy, reason="仍请通过")

    def test_a_later_statement_takes_it_back_and_both_stay_on_record(
        self, candidacy: Candidacy, township: User, county_reviewer: User
    ) -> None:
        record_statement(by=township, candidacy=candidacy, draft=CRIME, now=REVIEWED)
        none = StatementDraft(
            kind=StatementKind.CRIME, holds=False, office="县法院", stated_on=date(2020, 12, 29)
        )
        record_statement(by=county_reviewer, candidacy=candidacy, draft=none, now=REVIEWED)
        assert finding(candidacy, "criminal_punishment").outcome == Outcome.PASS
        assert Statement.objects.count() == 2

    @pytest.mark.parametrize(
        ("different", "expected"),
        [
            ({"office": " "}, ["reason_needed"]),
            ({"stated_on": date(2021, 2, 1), "day": date(2021, 2, 1)}, ["date_in_the_future"] * 2),
            ({"kind": StatementKind.NEGATIVE}, ["statement_incomplete"]),
            ({"kind": StatementKind.NEGATIVE, "item": "petitioning"}, ["statement_incomplete"]),
            ({"kind": StatementKind.ENVIRONMENT, "day": None}, ["statement_incomplete"]),
            ({"kind": StatementKind.SANCTION}, ["statement_incomplete"]),
        ],
    )
    def test_what_is_incomplete_is_refused_at_once(
        self, candidacy: Candidacy, township: User, different: dict[str, Any], expected: list[str]
    ) -> None:
        draft = StatementDraft(**{**CRIME.__dict__, **different})
        with pytest.raises(Refusals) as refused:
            record_statement(by=township, candidacy=candidacy, draft=draft, now=REVIEWED)
        assert codes(refused) == expected
        assert not Statement.objects.exists()

    @pytest.mark.parametrize("role", Role)
    def test_only_reviewers_record_statements(
        self, candidacy: Candidacy, officer: Officer, role: Role
    ) -> None:
        scope = "430423101" if role == Role.TOWNSHIP_OFFICE else "430423"
        who = officer(role, scope, f"{role}-here")
        if role in (Role.TOWNSHIP_OFFICE, Role.COUNTY_REVIEWER):
            assert record_statement(by=who, candidacy=candidacy, draft=CRIME, now=REVIEWED)
        else:
            with pytest.raises(NotThere):
                record_statement(by=who, candidacy=candidacy, draft=CRIME, now=REVIEWED)

    def test_nobody_states_on_the_own_candidacy(self, candidacy: Candidacy, township: User) -> None:
        township.name = candidacy.name
        with pytest.raises(refusals.OwnCandidacy):
            record_statement(by=township, candidacy=candidacy, draft=CRIME, now=REVIEWED)


class TestApprovals:
    def test_the_finding_tells_the_document_that_relaxes_it(
        self, candidacy: Candidacy, county_reviewer: User
    ) -> None:
        too_old(candidacy)
        made = relax(county_reviewer, candidacy)
        told = finding(candidacy, "age")
        assert (made.approver, told.outcome) == ("county_leading_group", Outcome.PASS)
        assert (told.relaxed_by, told.clauses) == ("衡山换组〔2020〕3号", ("A-QUAL-07", "A-QUAL-09"))
        assert LedgerEntry.objects.get(act=Act.RULE_RELAXED).data["rule"] == "age"

    def test_what_needs_no_relaxing_is_not_relaxed(self, candidacy: Candidacy, county_reviewer: User) -> None:
        with pytest.raises(Refusals) as refused:
            relax(county_reviewer, candidacy, document=" ", approved_on=date(2021, 1, 1))
        assert codes(refused) == ["nothing_to_relax", "approval_missing", "date_in_the_future"]

    def test_a_clerk_records_none(self, candidacy: Candidacy, clerk: User) -> None:
        with pytest.raises(NotThere):
            relax(clerk, too_old(candidacy))


class TestSince:
    """What has changed since the latest verdict."""

    def test_nothing_has_changed_right_after_a_verdict(self, candidacy: Candidacy, township: User) -> None:
        verdict(township, candidacy)
        assert sheet_of(loaded(candidacy), DAY).since is None

    def test_an_age_put_right_after_the_verdict_is_told(self, candidacy: Candidacy, township: User) -> None:
        verdict(township, too_old(candidacy), reason="特别优秀，拟报县领导小组")
        candidacy.birth_date = date(1972, 1, 1)
        candidacy.save()
        since = sheet_of(loaded(candidacy), DAY).since
        assert since is not None
        age = next(change for change in since.changes if change.finding.key == "age")
        assert (age.was, age.finding.outcome) == (Outcome.RELAX, Outcome.PASS)
        others = {change.finding.key for change in since.changes if change.same_outcome}
        assert others == {"voting_age"}
        assert since.verdict.level == ReviewLevel.TOWNSHIP

    def test_the_passing_verdict_of_the_county_states_the_negative_list(
        self, candidacy: Candidacy, township: User, county_reviewer: User
    ) -> None:
        verdict(township, candidacy)
        assert finding(candidacy, "negative.crime").outcome == Outcome.PROOF
        verdict(county_reviewer, candidacy, ReviewLevel.COUNTY)
        stated = finding(candidacy, "negative.crime")
        assert (stated.outcome, stated.source) == (Outcome.PASS, "county_reviewer")

    def test_a_return_takes_the_statement_back(
        self, candidacy: Candidacy, township: User, county_reviewer: User
    ) -> None:
        verdict(township, candidacy)
        verdict(county_reviewer, candidacy, ReviewLevel.COUNTY, Verdict.RETURN, "补证")
        assert finding(candidacy, "negative.crime").outcome == Outcome.PROOF
        assert finding(candidacy, "standards").outcome == Outcome.PASS


class TestGathered:
    """Facts of the registers reach the findings, for every body, in a constant number of queries."""

    def test_cadre_appraisal_audit_and_party_registers_are_asked(self, candidacy: Candidacy) -> None:
        resident, village = candidacy.resident, candidacy.election.village
        PartyMember.objects.create(
            village=village,
            resident=resident,
            joined_on=date(2010, 7, 1),
            discipline="warning",
            discipline_until=date(2021, 6, 1),
        )
        cadre = Cadre.objects.create(
            village=village, resident=resident, body="committee", post="member", since=date(2017, 5, 1)
        )
        Appraisal.objects.create(cadre=cadre, year=2019, grade="incompetent")
        Audit.objects.create(cadre=cadre, state="done", on=date(2020, 11, 1), finding="账目不清")
        assert finding(candidacy, "incompetent").outcome == Outcome.FAIL
        assert finding(candidacy, "sanction").outcome == Outcome.FAIL
        assert (finding(candidacy, "audit").outcome, "账目不清" in finding(candidacy, "audit").why) == (
            Outcome.RELAX,
            True,
        )
        assert finding(candidacy, "unqualified_member").by_verdict

    def test_incompetent_in_an_earlier_term_bars_where_the_plan_sets_no_limit(
        self, candidacy: Candidacy
    ) -> None:
        """C-NEG-06 has no look-back; A-NEG-07 asks the sitting term only."""
        person = loaded(candidacy)
        former = Cadre.objects.create(
            village=person.election.village, resident=person.resident, body="committee", post="member",
            since=date(2014, 5, 1), until=date(2017, 4, 30),
        )  # fmt: skip
        mark = Appraisal.objects.create(cadre=former, year=2015, grade="incompetent")
        of_a, of_c = person.election.cycle.rules, load_rulebook("city-town-2020")

        def asked(rules: Rulebook) -> list[Finding]:
            return [one for one in findings_of([person], rules, DAY)[person.pk] if one.key == "incompetent"]

        (told,) = asked(of_c)
        assert (told.outcome, told.clauses, told.facts["appraisals"]) == (
            Outcome.FAIL, ("C-NEG-06",), {"2015": "incompetent"},
        )  # fmt: skip
        assert asked(of_a) == []
        Cadre.objects.create(
            village=person.election.village, resident=person.resident, body="committee", post="member",
            since=date(2020, 6, 1),
        )  # fmt: skip
        assert [one.outcome for one in asked(of_c)] == [Outcome.FAIL]
        assert [one.outcome for one in asked(of_a)] == [Outcome.PROOF]
        mark.delete()
        assert [one.by_verdict for one in asked(of_c)] == [True]

    def test_sc_109_an_open_audit_finding_is_passed_over_with_a_reason_only(
        self, candidacy: Candidacy, township: User
    ) -> None:
        cadre = Cadre.objects.create(
            village=candidacy.election.village, resident=candidacy.resident, body="party", post="secretary",
            since=date(2017, 5, 1),
        )  # fmt: skip
        Audit.objects.create(cadre=cadre, state="done", on=date(2020, 11, 1), finding="白条3.2万元未核销")
        with pytest.raises(refusals.ReasonNeeded) as refused:
            verdict(township, candidacy)
        assert refused.value.clause == "A-PRE-12"
        reason = "已责令限期核销，不影响提名"
        verdict(township, candidacy, reason=reason)
        review = candidacy.reviews.get()
        assert review.reason == reason
        kept = review.findings["audit"]
        assert kept["outcome"] == Outcome.RELAX and "白条3.2万元未核销" in str(kept["facts"])

    def test_a_party_candidacy_is_asked_for_membership_and_not_for_the_roll(
        self, candidacy: Candidacy
    ) -> None:
        candidacy.body, candidacy.post = "party", "secretary"
        candidacy.save()
        person = loaded(candidacy)
        keys = {one.key for one in findings_of([person], person.election.cycle.rules, DAY)[person.pk]}
        assert {"party_membership", "standards", "age"} <= keys
        assert not {"on_roll", "voting_age", "acceptance"} & keys

    def test_the_queries_do_not_grow_with_the_people(self, proposed: Election) -> None:
        def asked(number: int) -> int:
            people = list(
                Candidacy.objects.filter(election=proposed)
                .select_related("election__village", "resident")
                .order_by("pk")[:number]
            )
            with CaptureQueriesContext(connection) as queries:
                findings_of(people, proposed.cycle.rules, DAY)
            return len(queries)

        first = asked(1)
        assert asked(8) <= first + 2 <= 18


class TestPages:
    def test_a_reviewer_records_a_statement_and_sees_it_on_the_sheet(
        self, candidacy: Candidacy, township: User, client_of: Callable[[User], Client]
    ) -> None:
        browser = client_of(township)
        address = reverse("candidates:state", args=[candidacy.pk])
        assert browser.get(address).status_code == 200
        sent = {
            "kind": "negative_list",
            "item": "bribery",
            "holds": "yes",
            "office": "县纪委",
            "stated_on": "2020-12-28",
        }
        assert browser.post(address, sent | {"item": ""}).status_code == 409
        assert browser.post(address, sent).status_code == 302
        page = browser.get(reverse("candidates:review", args=[candidacy.pk])).content.decode()
        assert "县纪委" in page
        assert "A-NEG-05" in page

    def test_the_county_records_the_document_and_the_page_tells_it(
        self,
        candidacy: Candidacy,
        township: User,
        county_reviewer: User,
        client_of: Callable[[User], Client],
    ) -> None:
        verdict(township, too_old(candidacy), reason="特别优秀")
        browser = client_of(county_reviewer)
        person, address = (
            reverse(f"candidates:{name}", args=[candidacy.pk]) for name in ("review", "approve")
        )
        assert address in browser.get(person).content.decode()
        sent = {"rule": "age", "document": "衡山换组〔2020〕3号", "approved_on": "2020-12-28"}
        assert browser.post(address, sent).status_code == 302
        page = browser.get(person).content.decode()
        assert "衡山换组〔2020〕3号" in page
        assert address not in page
        assert browser.get(address).status_code == 302

    @pytest.mark.parametrize("name", ["state", "approve"])
    def test_a_clerk_finds_neither_page(
        self, name: str, candidacy: Candidacy, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        assert client_of(clerk).get(reverse(f"candidates:{name}", args=[candidacy.pk])).status_code == 404

    def test_what_changed_since_the_verdict_stands_on_the_sheet(
        self,
        candidacy: Candidacy,
        township: User,
        county_reviewer: User,
        client_of: Callable[[User], Client],
    ) -> None:
        verdict(township, candidacy)
        address = reverse("candidates:review", args=[candidacy.pk])
        assert 'id="since"' not in client_of(county_reviewer).get(address).content.decode()
        record_statement(by=township, candidacy=candidacy, draft=CRIME, now=REVIEWED)
        assert 'id="since"' in client_of(county_reviewer).get(address).content.decode()


def test_the_api_states_relaxes_and_asks(
    candidacy: Candidacy, township: User, client_of: Callable[[User], Client]
) -> None:
    browser, here = client_of(township), f"/api/v1/villages/{VILLAGE}/candidates/"
    sent = {"kind": "criminal_punishment", "holds": False, "office": "县公安局", "stated_on": "2020-12-28"}
    made = browser.post(f"{here}{candidacy.pk}/statements/", sent, content_type="application/json")
    assert made.status_code == 201
    too_old(candidacy)
    sent = {"rule": "age", "document": "纪要3号", "approved_on": "2020-12-28"}
    made = browser.post(f"{here}{candidacy.pk}/approvals/", sent, content_type="application/json")
    assert made.json()["approvals"] == [sent | {"approver": "county_leading_group"}]
    assert browser.get(f"{here}relatives/").json() == []
    facts = {"post": "member", "place_kind": "village", "election_day": None, "birth_date": "1960-01-01"}
    question = {"rulebook": "county-town-2020", "facts": facts}
    told = browser.post("/api/v1/eligibility/", question, content_type="application/json").json()
    assert told["findings"][0]["key"] == "age"
    question["facts"] = {"post": "member"}
    refused = browser.post("/api/v1/eligibility/", question, content_type="application/json")
    assert refused.status_code == 400
