"""What a village's own meeting adds to the negative list (A-NEG-12, C-QUAL-03): entered, asked, judged, printed, struck."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from candidates.department_sheet import bars_of
from candidates.eligibility import Finding, Outcome, StatementKind
from candidates.eligibility.answer import answer, question_of
from candidates.enums import DepartmentVerdict, ReviewLevel, Verdict
from candidates.models import Candidacy, DepartmentReview, OwnBar, Review
from candidates.papers.of_forms import added_bars
from candidates.papers.of_nomination import nomination_method
from candidates.queries.department import asked_of
from candidates.queries.findings import findings_of
from candidates.services.own_bars import BarDraft, add_bar, strike_bar
from candidates.services.statement import StatementDraft, record_statement
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.candidates.conftest import people
from tests.candidates.test_relatives_elected import stands
from tests.cast import COUNTY, SECOND_VILLAGE, VILLAGE, at, under_changed_rules
from villages.enums import Body
from villages.models import Resident

__all__ = ["people"]

NOW, LATE = at(2020, 12, 20), at(2021, 1, 20)
ADOPTED = date(2020, 12, 10)
RENT = "恶意拖欠村集体承包款的"

SENT = {
    "title": RENT,
    "origin": "党组织",
    "adopted_by": "representatives_meeting",
    "adopted_on": "2020-12-10",
    "document": "选举办法",
    "judged_by": ["agriculture"],
}


def draft(**more: Any) -> BarDraft:
    given: dict[str, Any] = {
        "title": RENT,
        "title_en": "Wilfully in arrears with rent owed to the village",
        "origin": "棠兴村党组织",
        "adopted_by": "representatives_meeting",
        "adopted_on": ADOPTED,
        "document": "棠兴村村民委员会选举办法",
        "judged_by": ["agriculture"],
    }
    return BarDraft(**(given | more))


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        act()
    found = caught.value
    return sorted(r.code for r in found.refusals) if isinstance(found, Refusals) else [found.code]


@pytest.fixture
def bar(election: Election, clerk: User, steps_before: None) -> OwnBar:
    return add_bar(by=clerk, election=election, draft=draft(), now=NOW)


@pytest.fixture
def person(election: Election, people: list[Resident]) -> Candidacy:
    return stands(election, people[6], "chair")


def own_finding(person: Candidacy, key: str) -> Finding | None:
    person = Candidacy.objects.select_related("election__cycle", "election__village", "resident").get(
        pk=person.pk
    )
    found = findings_of([person], person.election.cycle.rules, ADOPTED)[person.pk]
    return next((each for each in found if each.key == f"negative.{key}"), None)


def answered(person: Candidacy, department: str, day: Any, item: str = "") -> DepartmentReview:
    return DepartmentReview.objects.create(
        candidacy=person,
        cycle=person.election.cycle,
        resident=person.resident,
        body=person.body,
        department=department,
        asked_at=NOW,
        verdict=DepartmentVerdict.FAIL if item else DepartmentVerdict.PASS,
        item=item,
        reason="拖欠三年" if item else "",
        office="县农业农村局",
        reviewed_at=day,
    )


class TestEntry:
    def test_it_stands_on_the_list_and_in_the_ledger(self, bar: OwnBar, clerk: User) -> None:
        assert (bar.clause, bar.adopted_by, bar.entered_by) == ("A-NEG-12", "representatives_meeting", clerk)
        told = LedgerEntry.objects.get(act=Act.BAR_ADDED)
        assert told.subject == RENT and told.data["item"] == bar.bar.key
        assert told.data["judged_by"] == ["agriculture"] and told.data["origin"] == "棠兴村党组织"

    def test_everything_that_is_missing_is_said_at_once(
        self, bar: OwnBar, election: Election, clerk: User
    ) -> None:
        faulty = draft(origin=" ", document="", adopted_by="villagers_meeting", judged_by=["nobody"])
        assert refused(lambda: add_bar(by=clerk, election=election, draft=faulty, now=NOW)) == [
            "bar_adopted_elsewhere",
            "bar_incomplete",
            "bar_incomplete",
            "bar_known",
            "bar_not_judged",
        ]
        ahead = draft(title="另一情形", adopted_on=date(2020, 12, 21))
        assert refused(lambda: add_bar(by=clerk, election=election, draft=ahead, now=NOW)) == [
            "date_in_the_future"
        ]
        assert OwnBar.objects.count() == 1

    def test_nobody_could_be_cleared_of_what_no_department_judges(
        self, election: Election, clerk: User, steps_before: None, cycle: Cycle
    ) -> None:
        def named(data: dict[str, Any]) -> None:
            for each in data["review"]["departments"]:
                each["items"] = ["disloyalty"]

        under_changed_rules(cycle, named)
        election = Election.objects.get(pk=election.pk)
        unjudged = draft(judged_by=[])
        assert refused(lambda: add_bar(by=clerk, election=election, draft=unjudged, now=NOW)) == [
            "bar_not_judged"
        ]

    def test_only_the_villages_own_clerk_adds(
        self, election: Election, steps_before: None, officer: Callable[..., User]
    ) -> None:
        for role, scope in (
            (Role.VILLAGE_CLERK, SECOND_VILLAGE),
            (Role.TELLER, VILLAGE),
            (Role.COUNTY_OFFICE, COUNTY),
        ):
            with pytest.raises(NotThere):
                add_bar(by=officer(role, scope, f"o-{role}"), election=election, draft=draft(), now=NOW)

    def test_a_plan_that_is_silent_lets_no_village_bar_people(
        self, election: Election, clerk: User, steps_before: None, cycle: Cycle
    ) -> None:
        under_changed_rules(cycle, lambda data: data["qualification"].pop("local_additions"))
        election = Election.objects.get(pk=election.pk)
        assert refused(lambda: add_bar(by=clerk, election=election, draft=draft(), now=NOW)) == [
            "bars_not_allowed"
        ]

    def test_after_the_nomination_is_locked_the_gate_is_shut(
        self, election: Election, clerk: User, steps_before: None
    ) -> None:
        with pytest.raises(StepClosed):
            add_bar(by=clerk, election=election, draft=draft(), now=LATE)

    def test_the_list_by_which_somebody_was_reviewed_stands(
        self, bar: OwnBar, person: Candidacy, clerk: User, township: User
    ) -> None:
        Review.objects.create(
            candidacy=person,
            level=ReviewLevel.TOWNSHIP,
            verdict=Verdict.PASS,
            office="镇换届办",
            reviewed_by=township,
            reviewed_at=NOW,
        )
        election = person.election
        more = draft(title="另一情形")
        assert refused(lambda: add_bar(by=clerk, election=election, draft=more, now=NOW)) == ["bars_in_use"]
        assert refused(lambda: strike_bar(by=clerk, bar=bar, reason="重复", now=NOW)) == ["bars_in_use"]


class TestFindings:
    def test_it_is_asked_until_the_department_answers(self, bar: OwnBar, person: Candidacy) -> None:
        key = bar.bar.key
        found = own_finding(person, key)
        assert found is not None and found.outcome == Outcome.PROOF
        assert found.clauses == ("A-NEG-12",) and "棠兴村村民委员会选举办法" in found.why
        answered(person, "agriculture", at(2020, 12, 27))
        for other in found.facts["unanswered"]:
            if other != "agriculture":
                answered(person, other, at(2020, 12, 27))
        found = own_finding(person, key)
        assert found is not None and found.outcome == Outcome.PASS

    def test_an_answer_older_than_the_addition_clears_nobody(self, bar: OwnBar, person: Candidacy) -> None:
        found = own_finding(person, bar.bar.key)
        assert found is not None
        for each in found.facts["unanswered"]:
            answered(person, each, at(2020, 12, 9))
        found = own_finding(person, bar.bar.key)
        assert found is not None and found.outcome == Outcome.PROOF

    def test_whom_it_concerns_does_not_pass(self, bar: OwnBar, person: Candidacy) -> None:
        answered(person, "agriculture", at(2020, 12, 27), item=bar.bar.key)
        found = own_finding(person, bar.bar.key)
        assert found is not None and found.outcome == Outcome.FAIL and "拖欠三年" in found.why

    def test_an_office_may_state_it(self, bar: OwnBar, person: Candidacy, township: User) -> None:
        said = StatementDraft(
            kind=StatementKind.NEGATIVE, holds=True, office="镇农经站", stated_on=ADOPTED, item=bar.bar.key
        )
        record_statement(by=township, candidacy=person, draft=said, now=NOW)
        found = own_finding(person, bar.bar.key)
        assert found is not None and found.outcome == Outcome.FAIL

    def test_in_plan_c_it_binds_the_committees_candidates_alone(
        self, bar: OwnBar, person: Candidacy, cycle: Cycle
    ) -> None:
        def as_in_c(data: dict[str, Any]) -> None:
            data["qualification"]["local_additions_for"]["value"] = ["committee"]

        under_changed_rules(cycle, as_in_c)
        assert own_finding(person, bar.bar.key) is not None
        Candidacy.objects.filter(pk=person.pk).update(body="party", post="secretary")
        assert own_finding(person, bar.bar.key) is None
        election = Election.objects.get(pk=bar.election_id)
        assert [each.title for each in added_bars(election, Body.COMMITTEE)] == [RENT]
        assert added_bars(election, Body.PARTY) == ()

    def test_another_village_is_not_asked(
        self, bar: OwnBar, second_election: Election, people: list[Resident]
    ) -> None:
        assert own_finding(stands(second_election, people[5], "chair"), bar.bar.key) is None

    def test_struck_it_is_asked_of_nobody_and_stays_on_record(
        self, bar: OwnBar, person: Candidacy, clerk: User
    ) -> None:
        assert refused(lambda: strike_bar(by=clerk, bar=bar, reason=" ", now=NOW)) == ["reason_needed"]
        strike_bar(by=clerk, bar=bar, reason="与方案重复", now=NOW)
        assert own_finding(person, bar.bar.key) is None
        bar.refresh_from_db()
        assert (bar.struck_by, bar.struck_reason) == (clerk, "与方案重复")
        with pytest.raises(NotThere):
            strike_bar(by=clerk, bar=bar, reason="再撤", now=NOW)
        assert LedgerEntry.objects.filter(act=Act.BAR_STRUCK).count() == 1

    def test_the_command_asks_it_too(self) -> None:
        own = {
            "key": "own_1",
            "title": {"zh": RENT, "en": "Rent owed"},
            "clause": "A-NEG-12",
            "added": {
                "by": {"zh": "代表会议", "en": "The meeting"},
                "document": {"zh": "办法", "en": "Method"},
                "on": "2020-12-10",
            },
        }
        facts = {
            "post": "chair",
            "place_kind": "village",
            "election_day": "2021-01-20",
            "birth_date": "1980-01-01",
            "own_bars": [own],
        }
        told = answer(question_of({"rulebook": "county-town-2020", "facts": facts}))
        (found,) = [each for each in told["findings"] if each["key"] == "negative.own_1"]
        assert found["title"] == {"zh": RENT, "en": "Rent owed"} and found["clauses"] == ["A-NEG-12"]


def test_the_department_may_choose_it_for_people_of_that_village(
    bar: OwnBar, person: Candidacy, officer: Callable[..., User], cycle: Cycle, django_assert_num_queries: Any
) -> None:
    DepartmentReview.objects.create(
        candidacy=person,
        cycle=cycle,
        resident=person.resident,
        body=person.body,
        department="agriculture",
        asked_at=NOW,
    )
    user = officer(Role.COUNTY_DEPARTMENT, COUNTY, "farm", department="agriculture")
    with django_assert_num_queries(3):
        assert bar.bar.key in {each.key for each in bars_of(asked_of(user, cycle))}


def test_the_method_of_the_nomination_prints_it(bar: OwnBar, seats: object) -> None:
    paper = nomination_method(bar.election, ADOPTED)
    assert [(each.title, each.document) for each in paper.added] == [(RENT, "棠兴村村民委员会选举办法")]


class TestPages:
    def test_the_clerk_adds_and_strikes_it_in_the_browser(
        self,
        election: Election,
        clerk: User,
        steps_before: None,
        client_of: Callable[[User], Client],
        cycle: Cycle,
    ) -> None:
        Cycle.objects.filter(pk=cycle.pk).update(clock=NOW)
        browser = client_of(clerk)
        page = reverse("candidates:own_bars", args=[VILLAGE])
        assert "本村（社区）没有增加情形" in browser.get(page).content.decode()
        refusal = browser.post(
            page, {"title": RENT, "origin": "党组织", "adopted_by": "representatives_meeting"}
        )
        assert refusal.status_code == 409 and not OwnBar.objects.exists()
        assert browser.post(page, SENT).status_code == 302
        bar = OwnBar.objects.get()
        told = browser.get(page).content.decode()
        assert RENT in told and "农业农村" in told
        strike = reverse("candidates:own_bar_strike", args=[VILLAGE, bar.pk])
        assert browser.post(strike, {"reason": ""}).status_code == 409
        assert browser.post(strike, {"reason": "与方案重复"}).status_code == 302
        assert "与方案重复" in browser.get(page).content.decode()

    def test_the_township_reads_and_does_not_add(
        self, bar: OwnBar, township: User, client_of: Callable[[User], Client]
    ) -> None:
        page = reverse("candidates:own_bars", args=[VILLAGE])
        told = client_of(township).get(page).content.decode()
        assert RENT in told and "列入清单" not in told

    def test_the_form_is_gone_once_somebody_was_reviewed(
        self, bar: OwnBar, person: Candidacy, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        page = reverse("candidates:own_bars", args=[VILLAGE])
        assert "列入清单" in client_of(clerk).get(page).content.decode()
        answered(person, "agriculture", at(2020, 12, 27))
        told = client_of(clerk).get(page).content.decode()
        assert "列入清单" not in told and "清单不能再改" in told and "撤销</button>" not in told

    def test_programs_read_add_and_strike(
        self,
        election: Election,
        clerk: User,
        steps_before: None,
        client_of: Callable[[User], Client],
        cycle: Cycle,
    ) -> None:
        Cycle.objects.filter(pk=cycle.pk).update(clock=NOW)
        program = client_of(clerk)
        base = f"/api/v1/villages/{VILLAGE}/candidates/negative-list/"
        added = program.post(f"{base}own/", SENT, "application/json")
        assert added.status_code == 201
        (own,) = [each for each in program.get(base).json() if each["own"]]
        assert (own["title"], own["document"], own["clause"]) == (RENT, "选举办法", "A-NEG-12")
        struck = program.post(f"{base}own/{own['own']}/strike/", {"reason": "重复"}, "application/json")
        assert struck.status_code == 200 and not [each for each in struck.json() if each["own"]]
