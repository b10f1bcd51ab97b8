"""Relatives who stand: found over all bodies, drawn, decided on, and kept from the list (SC-31, SC-32, SC-33)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.eligibility import Outcome
from candidates.eligibility.kin import Avoidance
from candidates.models import Candidacy, KinDecision
from candidates.queries.findings import findings_of
from candidates.queries.relatives import Pair, board_of_relatives, pairs_of
from candidates.services.kin import decide_kin
from candidates.services.publication import publish_candidates
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.conftest import REVIEWED, married
from tests.cast import VILLAGE, under_changed_rules
from villages.models import Cadre, Resident

DAY = date(2020, 12, 28)


def under_plan(cycle: Cycle, name: str) -> None:
    """The rules on relatives of another plan, the calendar of the cast's."""
    kin = load_rulebook(name).freeze().get("kin", {})
    under_changed_rules(cycle, lambda data: data.update(kin=kin))


def put_up(election: Election, resident: Resident, body: str, post: str) -> Candidacy:
    return Candidacy.objects.create(
        election=election,
        body=body,
        post=post,
        name=resident.name,
        sex=resident.sex,
        birth_date=resident.birth_date,
        education=resident.education,
        resident=resident,
        votes=9,
        changed_at=REVIEWED,
        accepted_on=DAY,
    )


@pytest.fixture
def two(election: Election, people: list[Resident], township: User) -> tuple[Candidacy, Candidacy]:
    """Husband in the Party organisation, wife in the committee."""
    married(people[0], people[6], township)
    return put_up(election, people[6], "party", "secretary"), put_up(
        election, people[0], "committee", "member"
    )


def fresh(election: Election) -> Election:
    return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)


def the_pair(election: Election) -> Pair:
    (pair,) = pairs_of(fresh(election))
    return pair


def relatives_of(candidacy: Candidacy) -> Any:
    election = fresh(candidacy.election)
    candidacy = Candidacy.objects.select_related("election__village", "resident").get(pk=candidacy.pk)
    found = findings_of([candidacy], election.cycle.rules, DAY)[candidacy.pk]
    return next((finding for finding in found if finding.key == "relatives"), None)


def decision(by: User, pair: Pair, yields: Resident | None, **different: Any) -> KinDecision:
    told = {"document": "镇党委〔2020〕31号", "decided_on": DAY, "reason": "集体研究"} | different
    election = Election.objects.get(village=VILLAGE)
    return decide_kin(
        by=by,
        election=election,
        first=pair.first.resident.pk,
        second=pair.second.resident.pk,
        yields=yields.pk if yields else None,
        now=REVIEWED,
        **told,
    )


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_sc_31_husband_and_wife_in_two_bodies_may_stand_and_one_gives_way_before_office(
    two: tuple[Candidacy, Candidacy], election: Election, township: User
) -> None:
    pair = the_pair(election)
    assert (pair.kinship.relation, pair.ground.avoidance) == ("spouse", Avoidance.OFFICE)
    assert pair.ground.rule.clause == "A-KIN-01"
    for candidacy in two:
        told = relatives_of(candidacy)
        assert (told.outcome, told.clauses) == (Outcome.PROOF, ("A-KIN-01",))
    decision(township, pair, two[1].resident)
    settled = relatives_of(two[0])
    assert (settled.outcome, "镇党委〔2020〕31号" in settled.why) == (Outcome.PASS, True)
    assert LedgerEntry.objects.get(act=Act.KIN_DECIDED).data["gives_way"] == two[1].name


def test_sc_31_nobody_may_let_both_take_office(
    two: tuple[Candidacy, Candidacy], election: Election, township: User
) -> None:
    with pytest.raises(Refusals) as refused:
        decision(township, the_pair(election), None, reason=" ")
    assert codes(refused) == ["relatives_barred", "reason_needed"]


def kin_between(election: Election, people: list[Resident], by: User, *ties: tuple[int, int, str]) -> None:
    for first, second, tie in ties:
        married(people[first], people[second], by, tie)
    put_up(election, people[0], "party", "secretary")
    put_up(election, people[1], "committee", "member")


def test_sc_31_first_cousins_are_told_and_second_cousins_are_not(
    election: Election, people: list[Resident], township: User
) -> None:
    # 0 and 1 are children of siblings 2 and 3; 4 and 5 are children of 0 and 1.
    kin_between(election, people, township, (2, 0, "parent"), (3, 1, "parent"), (2, 3, "sibling"))
    assert the_pair(election).kinship.relation == "collateral_three_generations"
    Candidacy.objects.all().delete()
    married(people[0], people[4], township, "parent")
    married(people[1], people[5], township, "parent")
    put_up(election, people[4], "party", "secretary")
    put_up(election, people[5], "committee", "member")
    assert pairs_of(fresh(election)) == []


def test_sc_31_a_brother_in_law_is_told_as_far_as_the_list_names_him(
    election: Election, people: list[Resident], township: User, cycle: Cycle
) -> None:
    kin_between(election, people, township, (2, 0, "spouse"), (2, 1, "sibling"))
    assert the_pair(election).kinship.relation == "close_in_law"

    def without(data: dict[str, Any]) -> None:
        data["kin"]["relations"]["value"].remove("close_in_law")

    under_changed_rules(cycle, without)
    assert pairs_of(fresh(election)) == []


def test_sc_31_in_the_other_reading_they_may_not_both_be_candidates(
    two: tuple[Candidacy, Candidacy], election: Election, cycle: Cycle
) -> None:
    under_changed_rules(cycle, lambda data: data["kin"]["stage"].update(value="nominees", reading=2))
    assert the_pair(election).ground.avoidance == Avoidance.BARRED
    assert relatives_of(two[0]).outcome == Outcome.FAIL


def test_sc_32_mother_and_son_need_the_townships_approval_in_plan_c(
    election: Election, people: list[Resident], township: User, cycle: Cycle
) -> None:
    under_plan(cycle, "city-town-2020")
    kin_between(election, people, township, (0, 1, "parent"))
    pair = the_pair(election)
    assert (pair.ground.avoidance, pair.ground.approver) == (Avoidance.CONSENT, "township_party_committee")
    son = Candidacy.objects.get(resident=people[1])
    told = relatives_of(son)
    assert (told.outcome, told.clauses, told.people) == (Outcome.RELAX, ("C-KIN-01",), (people[0].name,))
    decision(township, pair, None)
    assert relatives_of(son).outcome == Outcome.PASS


def test_sc_32_cousins_are_not_asked_in_plan_c_and_nobody_in_plan_b(
    election: Election, people: list[Resident], township: User, cycle: Cycle
) -> None:
    kin_between(election, people, township, (2, 0, "parent"), (3, 1, "parent"), (2, 3, "sibling"))
    under_plan(cycle, "city-town-2020")
    assert pairs_of(fresh(election)) == []
    married(people[0], people[1], township)
    assert len(pairs_of(fresh(election))) == 1
    under_plan(cycle, "district-town-2020")
    assert pairs_of(fresh(election)) == []
    assert relatives_of(Candidacy.objects.get(resident=people[0])) is None


@pytest.mark.parametrize("sits", [True, False])
def test_sc_33_a_members_brother_is_kept_from_the_supervisory_committee_in_plan_c(
    election: Election, people: list[Resident], township: User, cycle: Cycle, sits: bool
) -> None:
    under_plan(cycle, "city-town-2020")
    married(people[0], people[1], township, "sibling")
    member = put_up(election, people[0], "committee", "member")
    if sits:
        Cadre.objects.create(
            village=election.village,
            resident=people[1],
            body="supervisory",
            post="supervisor",
            since=date(2017, 5, 1),
        )
    else:
        brother = put_up(election, people[1], "supervisory", "supervisor")
        told = relatives_of(brother)
        assert (told.outcome, told.clauses) == (Outcome.FAIL, ("C-KIN-02",))
    pair = the_pair(election)
    assert pair.ground.avoidance == Avoidance.SUPERVISORY
    assert [one.resident for one in pair.would_yield] == [people[1]]
    assert relatives_of(member).outcome == Outcome.PROOF


def test_sc_33_who_sat_in_the_supervisory_committee_before_is_no_matter(
    election: Election, people: list[Resident], township: User
) -> None:
    married(people[0], people[1], township, "sibling")
    put_up(election, people[0], "committee", "member")
    sat = {"body": "supervisory", "post": "supervisor", "since": date(2017, 5, 1), "until": date(2020, 6, 1)}
    Cadre.objects.create(village=election.village, resident=people[1], **sat)
    assert pairs_of(fresh(election)) == []


class TestPublication:
    """The formal list and relatives who may not both stand."""

    def related(self, election: Election, township: User) -> Pair:
        first, second = election.candidacies.order_by("pk")[:2]
        married(first.resident, second.resident, township)
        return the_pair(election)

    def test_plan_a_publishes_both_for_one_gives_way_before_office(
        self, reviewed: Election, clerk: User, township: User
    ) -> None:
        self.related(reviewed, township)
        assert publish_candidates(by=clerk, election=fresh(reviewed), now=REVIEWED)

    def test_plan_c_publishes_both_only_with_the_townships_approval(
        self, reviewed: Election, cycle: Cycle, clerk: User, township: User
    ) -> None:
        under_plan(cycle, "city-town-2020")
        pair = self.related(reviewed, township)
        with pytest.raises(Refusals) as refused:
            publish_candidates(by=clerk, election=fresh(reviewed), now=REVIEWED)
        assert codes(refused) == ["relatives_barred"]
        decision(township, pair, pair.second.resident)
        with pytest.raises(Refusals):
            publish_candidates(by=clerk, election=fresh(reviewed), now=REVIEWED)
        decision(township, pair, None)
        assert publish_candidates(by=clerk, election=fresh(reviewed), now=REVIEWED)


class TestPage:
    """The page of relatives, and the decision on it."""

    def test_it_draws_the_pairs_and_tells_them_in_words(
        self, two: tuple[Candidacy, Candidacy], township: User, client_of: Callable[[User], Client]
    ) -> None:
        page = client_of(township).get(reverse("candidates:relatives", args=[VILLAGE]))
        text = page.content.decode()
        assert page.status_code == 200
        assert text.count('class="k-node k-self"') == 2
        assert "A-KIN-01" in text
        assert all(candidacy.name in text for candidacy in two)

    def test_the_township_decides_on_the_page_and_the_clerk_may_not(
        self,
        two: tuple[Candidacy, Candidacy],
        election: Election,
        township: User,
        clerk: User,
        client_of: Callable[[User], Client],
    ) -> None:
        pair = the_pair(election)
        first, second = pair.first.resident.pk, pair.second.resident.pk
        address = reverse("candidates:decide_kin", args=[VILLAGE, first, second])
        sent = {"yields": first, "document": "纪要3号", "decided_on": "2020-12-28", "reason": "研究"}
        assert client_of(clerk).post(address, sent).status_code == 404
        assert client_of(township).post(address, sent | {"yields": ""}).status_code == 409
        assert client_of(township).post(address, sent).status_code == 302
        assert KinDecision.objects.get().yields_id == first
        text = client_of(clerk).get(reverse("candidates:relatives", args=[VILLAGE])).content.decode()
        assert "纪要3号" in text

    def test_a_village_without_relatives_says_what_is_compared(
        self, election: Election, township: User, client_of: Callable[[User], Client]
    ) -> None:
        page = client_of(township).get(reverse("candidates:relatives", args=[VILLAGE]))
        assert page.status_code == 200

    def test_the_queries_do_not_grow_with_the_people(
        self, election: Election, people: list[Resident], township: User
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                board_of_relatives(election)
            return len(queries)

        married(people[0], people[1], township)
        for resident in people[:2]:
            put_up(election, resident, "committee", "member")
        few = asked()
        married(people[2], people[3], township)
        for resident in people[2:]:
            put_up(election, resident, "committee", "member")
        assert asked() == few


def test_only_the_township_decides(two: tuple[Candidacy, Candidacy], election: Election, clerk: User) -> None:
    with pytest.raises(NotThere):
        decision(clerk, the_pair(election), two[0].resident)


def test_two_who_are_not_related_are_not_decided_on(
    two: tuple[Candidacy, Candidacy], people: list[Resident], election: Election, township: User
) -> None:
    with pytest.raises(Refusals) as refused:
        decide_kin(
            by=township,
            election=election,
            first=people[0].pk,
            second=people[3].pk,
            yields=None,
            document="纪要3号",
            decided_on=date(2021, 12, 28),
            reason="研究",
            now=REVIEWED,
        )
    assert codes(refused) == [refusals.NotRelated.code, "date_in_the_future"]
