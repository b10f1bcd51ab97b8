"""Relatives of candidates who run the vote: members of the election committee and the staff of polling day."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from candidates.department_refusals import RelativeCandidacy
from candidates.enums import MemberState
from candidates.models import Candidacy, CommitteeMember, ElectionCommittee, KinDecision
from candidates.queries.officiants import Asked, officiants_of
from candidates.refusals import OwnCandidacy
from candidates.services.kin import decide_kin
from elections.models import Election
from tests.candidates.conftest import REVIEWED, married
from tests.candidates.test_kin_scenarios import DAY, fresh, put_up
from tests.cast import VILLAGE, under_changed_rules
from tests.programs import Program
from villages.models import Resident
from villages.services.officer import link_officer
from voting.models import StaffMember


def sits(election: Election, *people: Resident) -> None:
    """Members of the election committee."""
    committee, _made = ElectionCommittee.objects.get_or_create(election=election)
    for place, resident in enumerate(people, start=1):
        CommitteeMember.objects.create(
            committee=committee,
            resident=resident,
            name=resident.name,
            sex=resident.sex,
            place=place,
            state=MemberState.SERVING,
        )


def serves(election: Election, by: User, resident: Resident, role: str = "scrutineer") -> StaffMember:
    return StaffMember.objects.create(
        election=election,
        role=role,
        name=resident.name,
        person_index=bytes(resident.id_index),
        appointed_at=REVIEWED,
        appointed_by=by,
    )


def under_zhejiang(election: Election) -> Election:
    """Articles 9 and 22."""

    def change(data: dict[str, Any]) -> None:
        data["election_committee"]["relatives_leave"] = {"value": ["spouse", "sibling"], "clause": "ZJ-9.2"}
        data["voting"]["tellers_not"] = {"value": ["candidate", "spouse"], "clause": "ZJ-22.2"}

    under_changed_rules(election.cycle, change)
    return fresh(election)


@pytest.fixture
def stands(election: Election, people: list[Resident], township: User) -> Candidacy:
    """A candidate whose wife sits on the election committee and whose brother is a scrutineer."""
    married(people[1], people[0], township)
    married(people[2], people[0], township, tie="sibling")
    sits(election, people[1], people[3])
    serves(election, township, people[2])
    serves(election, township, people[4], "caller")
    return put_up(election, people[0], "committee", "member")


def told(election: Election) -> list[tuple[str, str, str | None]]:
    return [(pair.officiant.resident.name, pair.asked, pair.clause) for pair in officiants_of(election).pairs]


def test_a_silent_plan_tells_of_near_relatives_and_asks_nothing(
    stands: Candidacy, people: list[Resident]
) -> None:
    found = officiants_of(fresh(stands.election))
    assert {(pair.asked, pair.clause) for pair in found.pairs} == {(Asked.TOLD, None)}
    assert {pair.officiant.resident for pair in found.pairs} == {people[1], people[2]}
    assert (found.open, found.people, len(found.graphs)) == (0, 4, 1)


def test_who_gives_way_where_the_rulebook_asks_it(stands: Candidacy, people: list[Resident]) -> None:
    """The wife leaves once her husband is on the list; the brother is no relative that article 22 lists here."""
    election = under_zhejiang(stands.election)
    assert told(election) == [(people[1].name, Asked.LATER, "ZJ-9.2"), (people[2].name, Asked.TOLD, None)]
    Candidacy.objects.filter(pk=stands.pk).update(state="county_passed")
    assert told(election)[0] == (people[1].name, Asked.LEAVES, "ZJ-9.2")
    serves(election, stands.election.cycle.opened_by, people[1], "counter")
    assert (people[1].name, Asked.REPLACED, "ZJ-22.2") in told(election)


def test_who_dropped_out_has_no_relatives_here(stands: Candidacy) -> None:
    Candidacy.objects.filter(pk=stands.pk).update(state="withdrawn")
    assert told(fresh(stands.election)) == []


def test_the_page_says_who_would_give_way_and_leads_there(
    stands: Candidacy, people: list[Resident], clerk: User, client_of: Callable[[User], Client]
) -> None:
    under_zhejiang(stands.election)
    Candidacy.objects.filter(pk=stands.pk).update(state="county_passed")
    page = client_of(clerk).get(reverse("candidates:relatives", args=[VILLAGE])).content.decode()
    assert "ZJ" in page and people[1].name in page and people[2].name in page
    assert reverse("candidates:election_committee", args=[VILLAGE]) in page


def test_the_queries_do_not_grow_with_the_people(
    stands: Candidacy, people: list[Resident], township: User
) -> None:
    election = fresh(stands.election)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            officiants_of(election)
        return len(queries)

    few = asked()
    for resident in people[5:10]:
        serves(election, township, resident)
        put_up(election, resident, "committee", "chair")
    assert asked() == few


class TestRecusal:
    """A-COM-07: nobody decides on the own relatives."""

    def decided(self, by: User, election: Election, first: Resident, second: Resident) -> KinDecision:
        return decide_kin(
            by=by,
            election=election,
            first=first.pk,
            second=second.pk,
            yields=first.pk,
            document="纪要3号",
            decided_on=DAY,
            reason="研究",
            now=REVIEWED,
        )

    @pytest.fixture
    def couple(self, election: Election, people: list[Resident], township: User) -> tuple[Resident, Resident]:
        married(people[0], people[6], township)
        put_up(election, people[6], "party", "secretary")
        put_up(election, people[0], "committee", "member")
        return people[0], people[6]

    def test_a_relative_of_one_of_the_two_does_not_decide(
        self,
        election: Election,
        couple: tuple[Resident, Resident],
        people: list[Resident],
        township: User,
    ) -> None:
        married(people[7], people[6], township, tie="sibling")
        link_officer(user=township, resident=people[7])
        with pytest.raises(RelativeCandidacy) as refused:
            self.decided(township, fresh(election), *couple)
        assert refused.value.clause == "A-COM-07"
        link_officer(user=township, resident=people[9])
        assert self.decided(township, fresh(election), *couple)

    def test_one_of_the_two_does_not_decide_under_whatever_name(
        self, election: Election, couple: tuple[Resident, Resident], township: User
    ) -> None:
        link_officer(user=township, resident=couple[0])
        with pytest.raises(OwnCandidacy):
            self.decided(township, fresh(election), *couple)


def test_a_program_reads_who_runs_the_vote_and_is_related(stands: Candidacy, clerk: User) -> None:
    told = Program(clerk).get(f"villages/{VILLAGE}/candidates/relatives/officiants/")
    assert told.status_code == 200
    body = told.json()
    assert (body["people"], body["open"]) == (4, 0)
    assert {(each["member"], each["relation"], each["asked"]) for each in body["pairs"]} == {
        (True, "spouse", "told"),
        (False, "sibling", "told"),
    }
    assert {each["candidate"]["id"] for each in body["pairs"]} == {stands.pk}
