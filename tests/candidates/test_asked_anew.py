"""What an office states after the last verdict: every list asks again, of both bodies, and the pages tell it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refusals
from candidates.models import Candidacy, SeatPlan
from candidates.queries.candidacy import formal_candidates
from candidates.queries.party_path import standing_party
from candidates.queries.withdrawal import waiting_for_list
from candidates.services.approval import record_approval
from candidates.services.asked_anew import found_faults
from candidates.services.kin import decide_kin
from candidates.services.list_change import publish_list_change
from candidates.services.party_list import Named
from candidates.services.publication import publish_candidates
from elections.models import Cycle, Election
from tests.candidates.city import city
from tests.candidates.conftest import REVIEWED, married
from tests.candidates.party import (
    Path,
    to_approved_c,
    to_inspected_a,
    to_inspected_c,
    to_noticed_a,
    to_requested_c,
)
from tests.candidates.party_fixtures import a, c, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.stated import state
from tests.candidates.test_cancellation import cancel
from tests.candidates.test_city_list import LAST, passed
from tests.candidates.test_withdrawal import LISTED, no_differential, of_post, withdraw
from tests.cast import VILLAGE, at, under_changed_rules
from villages.models import Cadre, Resident

__all__ = ["a", "c", "city", "officers", "passed", "under"]
Browser = Callable[[User], Client]
TOLD = "Found otherwise than at the verdict"


def faults(refused: pytest.ExceptionInfo[Refusals]) -> list[tuple[str, str | None, Any]]:
    return [(each.code, each.clause, each.data.get("candidacy")) for each in refused.value.refusals]


def barred(person: Candidacy, clause: str) -> list[tuple[str, str, int]]:
    return [("finding_fails", clause, person.pk)]


@pytest.fixture
def few(reviewed: Election, cycle: Cycle) -> Election:
    """Everybody passed both reviews; as many candidates as seats will do."""
    no_differential(cycle)
    return Election.objects.select_related("cycle__township", "village").get(pk=reviewed.pk)


class TestCommittee:
    """The formal list, and the list posted again."""

    def test_a_crime_stated_after_the_countys_pass_stops_the_list_until_the_person_is_off(
        self, few: Election, clerk: User, township: User
    ) -> None:
        person = of_post(few, "member")
        state(township, person, LISTED)
        with pytest.raises(Refusals) as refused:
            publish_candidates(by=clerk, election=few, now=LISTED)
        assert faults(refused) == barred(person, "A-NEG-02")
        assert person.name in str(refused.value.refusals[0])
        (made,) = cancel(township, person, LISTED, ground="negative_list")
        assert (made.clause, made.ground, made.from_list) == ("A-NEG-02", "negative_list", False)
        assert person not in publish_candidates(by=clerk, election=few, now=LISTED)

    def test_what_is_stated_the_other_way_lets_the_list_through(
        self, few: Election, clerk: User, township: User
    ) -> None:
        person = of_post(few, "member")
        state(township, person, LISTED)
        state(township, person, LISTED, holds=False)
        assert person in publish_candidates(by=clerk, election=few, now=LISTED)

    def test_who_hangs_already_is_asked_again_when_the_list_is_posted_anew(
        self, few: Election, clerk: User, township: User
    ) -> None:
        publish_candidates(by=clerk, election=few, now=LISTED)
        person = of_post(few, "member")
        withdraw(clerk, of_post(few, "chair"))
        state(township, person, at(2021, 1, 11, 9))
        with pytest.raises(Refusals) as refused:
            publish_list_change(by=clerk, election=few, now=at(2021, 1, 11, 10))
        assert faults(refused) == barred(person, "A-NEG-02")
        (made,) = cancel(township, person, at(2021, 1, 11, 11), ground="negative_list")
        assert made.from_list
        publish_list_change(by=clerk, election=few, now=at(2021, 1, 11, 12))
        assert person not in formal_candidates(few)

    def test_nobody_is_cancelled_on_the_ground_of_the_list_of_whom_nothing_fails(
        self, few: Election, township: User
    ) -> None:
        with pytest.raises(Refusals) as refused:
            cancel(township, of_post(few, "member"), LISTED, ground="negative_list")
        assert [(each.code, each.field) for each in refused.value.refusals] == [
            ("cancel_ground_unknown", "ground")
        ]

    def test_a_plan_that_cancels_nobody_for_improper_means_still_takes_off_who_is_barred(
        self, few: Election, cycle: Cycle, township: User
    ) -> None:
        never = {"value": False, "clause": "A-RES-04"}
        under_changed_rules(cycle, lambda data: data["review"].update(improper_competition_cancels=never))
        person = of_post(few, "member")
        state(township, person, LISTED)
        assert cancel(township, person, LISTED, ground="negative_list")

    def test_plan_c_asks_again_too(self, passed: Election, clerk: User, township: User) -> None:
        person = of_post(passed, "member")
        state(township, person, LAST)
        with pytest.raises(Refusals) as refused:
            publish_candidates(by=clerk, election=passed, now=LAST)
        assert faults(refused) == barred(person, "C-NEG-03")

    def test_the_queries_do_not_grow_with_the_people(self, few: Election) -> None:
        def asked(number: int) -> int:
            people = list(waiting_for_list(few)[:number])
            assert len(people) == number
            with CaptureQueriesContext(connection) as queries:
                assert list(found_faults(few, people, LISTED)) == []
            return len(queries)

        asked(1)  # the rulebook is read once
        assert asked(2) == asked(8) <= 20

    def test_the_page_tells_who_is_found_otherwise_than_at_the_verdict(
        self, few: Election, township: User, client_of: Browser
    ) -> None:
        address = reverse("candidates:candidates", args=[VILLAGE])
        person = of_post(few, "member")
        before = client_of(township).get(address, headers={"accept-language": "en"})
        assert not before.context["changed"] and TOLD not in before.content.decode()
        state(township, person, REVIEWED)
        page = client_of(township).get(address, headers={"accept-language": "en"})
        assert list(page.context["changed"]) == [person.pk]
        assert reverse("candidates:review", args=[person.pk]) in page.content.decode()


class TestParty:
    """The prospective list and the formal list, with relatives whom the plan does not let stand together."""

    def test_the_prospective_list_of_plan_a_is_refused_with_who_was_punished(
        self, a: Path, township: User
    ) -> None:
        to_inspected_a(a)
        a.stage("secretary_approval", at(2020, 12, 26, 15))
        person = Candidacy.objects.get(resident=a.people[5], body="party")
        state(township, person, at(2020, 12, 26, 15))
        with pytest.raises(Refusals) as refused:
            a.decide("prospective_list", at(2020, 12, 26, 16))
        assert faults(refused) == barred(person, "A-NEG-02")
        assert refused.value.refusals[0].field == "name-5"

    def test_the_formal_list_of_plan_a_is_decided_once_the_candidacy_is_cancelled(
        self, a: Path, township: User
    ) -> None:
        to_noticed_a(a, at(2020, 12, 26, 17))
        a.stage("request", at(2021, 1, 2))
        a.stage("reply", at(2021, 1, 3))
        person = Candidacy.objects.get(resident=a.people[5], body="party")
        state(township, person, at(2021, 1, 3, 9))
        with pytest.raises(Refusals) as refused:
            a.decide("formal_list", at(2021, 1, 4))
        assert barred(person, "A-NEG-02")[0] in faults(refused)
        cancel(township, person, at(2021, 1, 4, 9), ground="negative_list")
        with pytest.raises(Refusals) as refused:
            a.decide("formal_list", at(2021, 1, 4, 10))
        assert "finding_fails" not in [code for code, _clause, _person in faults(refused)]

    def test_plan_c_asks_again_and_the_list_is_decided_without_the_person(
        self, c: Path, township: User
    ) -> None:
        SeatPlan.objects.filter(election=c.election, post="party_member").update(seats=2)
        to_requested_c(c)
        c.stage("reply", at(2020, 12, 22))
        person = Candidacy.objects.get(resident=c.people[5], body="party")
        state(township, person, at(2021, 1, 19))
        with pytest.raises(Refusals) as refused:
            c.decide("formal_list", at(2021, 1, 20))
        assert faults(refused) == barred(person, "C-NEG-03")
        others = [each for each in standing_party(c.election) if each != person]
        made = c.decide(
            "formal_list", at(2021, 1, 20), [Named(p.post, p.name, p.resident_id) for p in others]
        )
        assert len(made.names) == 5

    def test_the_prospective_list_of_plan_c_asks_again(self, c: Path, township: User) -> None:
        to_inspected_c(c)
        c.post("candidate_notice", at(2020, 12, 14))
        person = Candidacy.objects.get(resident=c.people[2], body="party")
        state(township, person, at(2020, 12, 17))
        with pytest.raises(Refusals) as refused:
            c.decide("prospective_list", at(2020, 12, 18))
        assert faults(refused) == barred(person, "C-NEG-03")

    def test_a_bond_entered_after_the_countys_verdict_keeps_two_relatives_from_plan_cs_list(
        self, c: Path, township: User
    ) -> None:
        """In principle they may not both be nominees; the township may agree (C-KIN-01, AMB-16)."""
        to_inspected_c(c)
        c.post("candidate_notice", at(2020, 12, 14))
        first, second = c.people[2], c.people[3]
        married(first, second, township, "sibling")
        with pytest.raises(Refusals) as refused:
            c.decide("prospective_list", at(2020, 12, 18))
        (fault,) = refused.value.refusals
        assert (fault.code, fault.clause, fault.field) == ("relatives_barred", "C-KIN-01", "name-2")
        both_may(c.election, first, second, township, at(2020, 12, 18))
        c.decide("prospective_list", at(2020, 12, 18))

    def test_who_is_left_off_the_list_of_plan_c_bars_nobody_on_it(self, c: Path, township: User) -> None:
        SeatPlan.objects.filter(election=c.election, post="party_member").update(seats=2)
        to_requested_c(c)
        c.stage("reply", at(2020, 12, 22))
        married(c.people[2], c.people[3], township, "sibling")
        with pytest.raises(Refusals) as refused:
            c.decide("formal_list", at(2021, 1, 20))
        assert [each.code for each in refused.value.refusals] == ["relatives_barred"]
        others = [each for each in standing_party(c.election) if each.resident_id != c.people[3].pk]
        names = [Named(each.post, each.name, each.resident_id) for each in others]
        assert len(c.decide("formal_list", at(2021, 1, 20), names).names) == 5

    def test_a_relative_who_stands_for_the_committee_bars_too_in_plan_c(
        self, c: Path, township: User
    ) -> None:
        to_inspected_c(c)
        c.post("candidate_notice", at(2020, 12, 14))
        married(c.people[2], c.people[8], township)
        other = stands_for_the_party(c.election, c.people[8])
        Candidacy.objects.filter(pk=other.pk).update(body="committee", post="member")
        with pytest.raises(Refusals) as refused:
            c.decide("prospective_list", at(2020, 12, 18))
        assert [each.clause for each in refused.value.refusals] == ["C-KIN-01"]

    def test_plan_a_lists_both_for_one_gives_way_before_office(self, a: Path, township: User) -> None:
        to_inspected_a(a)
        a.stage("secretary_approval", at(2020, 12, 26, 15))
        married(a.people[2], a.people[3], township, "sibling")
        assert len(a.decide("prospective_list", at(2020, 12, 26, 16)).names) == 6

    def test_a_rule_that_may_be_relaxed_waits_for_its_document(self, c: Path, township: User) -> None:
        """A secretary who continues turns out to be 58 after the city's pass (C-QUAL-08)."""
        Cadre.objects.create(
            village=c.election.village,
            resident=c.people[0],
            body="party",
            post="secretary",
            since=date(2017, 5, 1),
        )
        to_requested_c(c)
        c.stage("reply", at(2020, 12, 22))
        person = Candidacy.objects.get(resident=c.people[0], body="party")
        Candidacy.objects.filter(pk=person.pk).update(birth_date=date(1962, 5, 1))
        with pytest.raises(Refusals) as refused:
            c.decide("formal_list", at(2021, 1, 20))
        assert {code for code, _clause, _person in faults(refused)} == {"approval_missing"}
        relaxes(person, township, at(2021, 1, 20))
        c.decide("formal_list", at(2021, 1, 20))

    def test_the_partys_page_tells_it_too(self, c: Path, township: User, client_of: Browser) -> None:
        to_approved_c(c)
        c.election.cycle.clock = at(2020, 12, 19)
        c.election.cycle.save()
        person = Candidacy.objects.get(resident=c.people[5], body="party")
        address = reverse("candidates:party", args=[VILLAGE])
        assert not client_of(township).get(address).context["changed"]
        state(township, person, at(2020, 12, 18, 12))
        assert list(client_of(township).get(address).context["changed"]) == [person.pk]


def both_may(election: Election, first: Resident, second: Resident, by: User, now: datetime) -> None:
    decide_kin(
        by=by, election=election, first=first.pk, second=second.pk, yields=None, document="镇党委〔2020〕31号",
        decided_on=now.date(), reason="集体研究", now=now,
    )  # fmt: skip


def relaxes(person: Candidacy, by: User, now: datetime) -> None:
    record_approval(
        by=by, candidacy=person, rule="age", document="镇党委〔2021〕1号", approved_on=now.date(), now=now
    )
