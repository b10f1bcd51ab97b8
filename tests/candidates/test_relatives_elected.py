"""Relatives who are elected: told with the result, kept from certificates and office until one gives way (A-KIN-01, AMB-16)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.models import Candidacy, KinDecision
from candidates.refusals import RelativesUndecided
from candidates.services.kin import decide_kin
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election
from elections.rulebook import load_rulebook
from elections.services.step import Signer, record_step
from tests.candidates.conftest import REVIEWED, married, people
from tests.cast import VILLAGE, at, under_changed_rules
from tests.voting.ballots import add_roll, counted, made_final, prepared, publish
from villages.models import Cadre, Resident
from voting.models import Contest, Outcome
from voting.papers.of_result import certificate, certificates_for
from voting.relatives import compared_by_hand, elected_relatives
from voting.services.contest import ChoiceDraft, PositionDraft

__all__ = ["people"]

EVENING, HANDOVER = at(2021, 1, 20, 17), at(2021, 1, 25)


def stands(election: Election, resident: Resident, post: str, place: int = 1) -> Candidacy:
    return Candidacy.objects.create(
        election=election, post=post, name=resident.name, sex=resident.sex, resident=resident, votes=9,
        birth_date=resident.birth_date, education=resident.education, changed_at=REVIEWED, state="formal", place=place,
    )  # fmt: skip


@pytest.fixture
def couple(election: Election, people: list[Resident], township: User) -> list[Candidacy]:
    """Husband and wife stand, he for chair, she for a member's seat."""
    married(people[0], people[6], township)
    return [stands(election, people[6], "chair"), stands(election, people[0], "member")]


@pytest.fixture
def elected(
    couple: list[Candidacy], election: Election, clerk: User, teller: User, steps_before: None
) -> Contest:
    """Both are elected; nobody else stands."""
    return held(couple, clerk, teller, votes(couple, 70, 100))


def held(people: list[Candidacy], clerk: User, teller: User, venue: dict[str, Any]) -> Contest:
    """A vote in which each of these stands alone for a post, with this sheet of the assembly's box."""
    positions = tuple(
        PositionDraft(each.post, rank, 1, (ChoiceDraft(f"c{each.pk}", each.name, each.sex),))
        for rank, each in enumerate(people, start=1)
    )
    add_roll(people[0].election)
    contest = publish(prepared(people[0].election, clerk, positions), clerk)
    return counted(contest, clerk, teller, venue, votes(people, 4, 10))


def votes(couple: list[Candidacy], each: int, papers: int) -> dict[str, Any]:
    positions = {one.post: {"invalid": 0, "votes": {f"c{one.pk}": each}} for one in couple}
    return {"issued": papers, "returned": papers, "spoilt": 0, "positions": positions}


def decide(election: Election, township: User, yields: Candidacy, other: Candidacy) -> KinDecision:
    return decide_kin(
        by=township, election=election, first=yields.resident_id, second=other.resident_id,
        yields=yields.resident_id, document="镇党委〔2021〕3号", decided_on=date(2021, 1, 20), reason="本人提出",
        now=EVENING,
    )  # fmt: skip


def hand_over(election: Election, clerk: User) -> None:
    record_step(
        by=clerk, election=election, step="handover", held_on=HANDOVER.date(), people="新老班子", note="已办",
        signers=[Signer("周志强", "镇党委书记")], now=HANDOVER,
    )  # fmt: skip


def test_the_tally_is_told_who_is_related_and_tells_the_pair(
    elected: Contest, couple: list[Candidacy]
) -> None:
    outcome = Outcome.objects.get()
    pair = {f"c{one.pk}" for one in couple}
    assert [set(each) for each in outcome.count["kin"]] == [pair]
    ((told,),) = [outcome.data["kin_conflicts"]]
    assert (set(told["pair"]), told["removed"]) == (pair, None)


def test_where_the_plan_asks_nothing_of_relatives_the_tally_is_told_none(
    couple: list[Candidacy], cycle: Cycle, request: pytest.FixtureRequest
) -> None:
    under_changed_rules(cycle, lambda data: data.pop("kin"))
    request.getfixturevalue("elected")
    assert Outcome.objects.get().count["kin"] == []


def test_neither_gets_a_certificate_before_it_is_decided_and_then_one_does(
    elected: Contest, couple: list[Candidacy], election: Election, township: User
) -> None:
    made_final(election, township, EVENING)
    subjects = certificates_for(election)
    assert len(subjects) == 2
    for subject in subjects:
        with pytest.raises(PaperNotReady, match="亲属") as refused:
            certificate(subject, EVENING.date())
        assert refused.value.clause == "A-KIN-01"
    husband, wife = couple
    decide(election, township, yields=wife, other=husband)
    (left,) = certificates_for(election)
    assert certificate(left, EVENING.date()).name == husband.name


def test_office_is_not_handed_over_before_it_is_decided(
    elected: Contest, couple: list[Candidacy], election: Election, township: User, clerk: User
) -> None:
    made_final(election, township, EVENING)
    with pytest.raises(RelativesUndecided) as refused:
        hand_over(election, clerk)
    assert refused.value.clause == "A-KIN-01"
    husband, wife = couple
    decide(election, township, yields=husband, other=wife)
    hand_over(election, clerk)


def test_the_result_tells_them_and_who_gives_way(
    elected: Contest, couple: list[Candidacy], election: Election, township: User, client: Client
) -> None:
    client.force_login(township, backend="accounts.backends.OfficerBackend")
    address = reverse("voting:result", args=[VILLAGE, elected.body, 1])
    told = client.get(address).content.decode()
    assert "当选人中的亲属" in told and "均不发当选证书" in told
    assert reverse("candidates:relatives", args=[VILLAGE]) in told
    husband, wife = couple
    decide(election, township, yields=wife, other=husband)
    assert f"{wife.name}回避" in client.get(address).content.decode()


def test_of_two_relatives_of_whom_one_lost_nothing_is_told(
    couple: list[Candidacy], clerk: User, teller: User, steps_before: None
) -> None:
    lost = votes(couple, 70, 100)
    lost["positions"]["member"]["votes"] = {f"c{couple[1].pk}": 20}
    contest = held(couple, clerk, teller, lost)
    assert Outcome.objects.get().data["kin_conflicts"] == []
    assert elected_relatives(contest.election) == []


@pytest.mark.parametrize(("plan", "told"), [("county-town-2020", True), ("city-town-2020", False)])
def test_a_relative_who_sits_in_the_supervisory_committee(
    plan: str,
    told: bool,
    election: Election,
    people: list[Resident],
    township: User,
    cycle: Cycle,
    clerk: User,
    teller: User,
    steps_before: None,
) -> None:
    """By plan A one of the two gives way (A-KIN-01); by plan C the supervisor alone, when that committee is elected."""
    kin = load_rulebook(plan).freeze()["kin"]
    under_changed_rules(cycle, lambda data: data.update(kin=kin))
    married(people[0], people[6], township)
    Cadre.objects.create(
        village=election.village,
        resident=people[0],
        body="supervisory",
        post="supervisor",
        since=date(2017, 5, 1),
    )
    chair = [stands(election, people[6], "chair")]
    held(chair, clerk, teller, votes(chair, 70, 100))
    found = elected_relatives(Election.objects.select_related("cycle").get(pk=election.pk))
    assert [pair.held_back for pair in found] == ([[f"c{chair[0].pk}"]] if told else [])


class TestWrittenIn:
    """Whoever is elected by write-in is compared by the register where one resident alone bears the name (A-KIN-01)."""

    @pytest.fixture
    def wife_written_in(
        self,
        election: Election,
        people: list[Resident],
        clerk: User,
        teller: User,
        township: User,
        steps_before: None,
    ) -> Contest:
        """He is elected chair from the list, she is written in for a member's seat."""
        married(people[0], people[6], township)
        standing = [stands(election, people[6], "chair"), stands(election, people[5], "member")]
        papers = votes(standing, 70, 100)
        papers["positions"]["member"]["votes"] = {f"c{standing[1].pk}": 10, f"w:{people[0].name}": 80}
        return held(standing, clerk, teller, papers)

    def test_a_name_that_one_resident_bears_is_compared(
        self, wife_written_in: Contest, election: Election, people: list[Resident], township: User
    ) -> None:
        (pair,) = elected_relatives(election)
        assert {pair.first, pair.second} == {people[0].name, people[6].name}
        assert f"x:{people[0].name}" in pair.held_back
        assert compared_by_hand(election) == []
        decide_kin(
            by=township, election=election, first=people[0].pk, second=people[6].pk, yields=people[0].pk,
            document="镇党委〔2021〕3号", decided_on=date(2021, 1, 20), reason="本人提出", now=EVENING,
        )  # fmt: skip
        assert elected_relatives(election)[0].gives_way == people[0].name

    def test_a_name_that_several_bear_is_looked_at_by_hand(
        self,
        wife_written_in: Contest,
        election: Election,
        people: list[Resident],
        client_of: Any,
        township: User,
    ) -> None:
        Resident.objects.filter(pk=people[9].pk).update(name=people[0].name)
        assert elected_relatives(election) == []
        assert compared_by_hand(election) == [(people[0].name, 2)]
        browser = client_of(township)
        browser.cookies["django_language"] = "en"
        assert "2 residents bear this name" in browser.get(f"/villages/{VILLAGE}/votes/1/").content.decode()

    def test_a_name_that_nobody_bears_is_too(
        self, wife_written_in: Contest, election: Election, people: list[Resident]
    ) -> None:
        Resident.objects.filter(pk=people[0].pk).update(name="无此人")
        assert compared_by_hand(election) == [(people[0].name, 0)]
