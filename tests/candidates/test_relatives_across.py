"""Relatives of whom one is elected to the Party organisation and the other to the committee (SC-31; A-KIN-01, AMB-16)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refusals
from candidates.enums import TermEnd
from candidates.models import Candidacy, ElectedTerm
from candidates.queries.relatives import pairs_of
from candidates.refusals import RelativesUndecided
from candidates.services.terms import enter_terms
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election, StepRecord
from tests.candidates.conftest import married, people
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.candidates.test_kin_scenarios import decision, fresh, relatives_of, under_plan
from tests.candidates.test_relatives_elected import EVENING, decide, hand_over, held, stands, votes
from tests.candidates.test_relatives_give_way import approve, seated
from tests.cast import VILLAGE, on_record
from tests.voting.ballots import COUNTED, made_final
from villages.models import Cadre, Resident
from voting.models import Contest
from voting.papers.of_result import certificate, certificates_for
from voting.queries.result import vote_of
from voting.relatives import elected_relatives
from voting.rounds import COMMITTEE, PARTY

__all__ = ["a", "bare", "people"]

PLANS = [("county-town-2020", "A-KIN-01"), ("city-town-2020", "C-KIN-01")]


class Couple:
    """He is deputy secretary of the Party organisation, approved and in office; she is then elected to the committee."""

    def __init__(self, walk: PartyVoteWalk, plan: str, wife: Resident) -> None:
        self.walk, self.township, self.clerk = walk, walk.township, walk.clerk
        under_plan(walk.election.cycle, plan)
        self.husband = walk.people[1]
        married(self.husband.resident, wife, walk.township)
        walk.members_elected()
        walk.posts_filled()
        walk.hold_rest()
        approve(self.election, self.township)
        enter_terms(by=self.clerk, election=self.election, body="party", now=EVENING)
        self.wife = stands(self.election, wife, "chair")

    @property
    def election(self) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=self.walk.election.pk)

    def elects_her(self) -> None:
        Cycle.objects.update(clock=COUNTED)  # the tally's job has the clock of the training
        held([self.wife], self.clerk, self.walk.second, votes([self.wife], 70, 100))
        made_final(self.election, self.township, EVENING)


@pytest.fixture
def couple(
    a: PartyVoteWalk, people: list[Resident], request: pytest.FixtureRequest
) -> Callable[[str], Couple]:
    def made(plan: str) -> Couple:
        stood = {each.resident_id for each in a.people}
        wife = next(each for each in people if each.pk not in stood)
        found = Couple(a, plan, wife)
        request.getfixturevalue("steps_before")
        return found

    return made


@pytest.mark.parametrize(("plan", "clause"), PLANS)
def test_sc_31_the_pair_is_told_on_both_results_and_nothing_goes_on_before_it_is_decided(
    couple: Callable[[str], Couple], plan: str, clause: str, client_of: Callable[[User], Client]
) -> None:
    both = couple(plan)
    assert elected_relatives(both.election) == []
    both.elects_her()
    (pair,) = elected_relatives(both.election)
    assert ({pair.first, pair.second}, pair.clause) == ({both.husband.name, both.wife.name}, clause)
    assert set(pair.held_back) == {f"c{both.husband.pk}", f"c{both.wife.pk}"}
    client = client_of(both.township)
    for body in (PARTY, COMMITTEE):
        page = client.get(reverse("voting:result", args=[VILLAGE, body, 1])).content.decode()
        assert "当选人中的亲属" in page and both.husband.name in page and both.wife.name in page
        assert reverse("candidates:relatives", args=[VILLAGE]) in page
    (subject,) = certificates_for(both.election)
    with pytest.raises(PaperNotReady, match="亲属"):
        certificate(subject, EVENING.date())
    with pytest.raises(RelativesUndecided) as refused:
        hand_over(both.election, both.clerk)
    assert refused.value.clause == clause


@pytest.mark.parametrize(("plan", "clause"), PLANS)
def test_sc_31_he_gives_way_and_leaves_the_partys_seats_and_his_term(
    couple: Callable[[str], Couple], plan: str, clause: str
) -> None:
    both = couple(plan)
    both.elects_her()
    assert both.husband.name in seated(both.election, PARTY)
    decide(both.election, both.township, yields=both.husband, other=both.wife)
    assert both.husband.name not in seated(both.election, PARTY)
    assert seated(both.election) == {both.wife.name}
    assert [post.post for post in vote_of(both.election, PARTY).standing.due.posts] == ["party_member"]
    row = ElectedTerm.objects.get(term__resident=both.husband.resident_id)
    assert row.ended == TermEnd.YIELDED
    assert not Cadre.objects.filter(resident=both.husband.resident_id, body="party", until=None).exists()
    (subject,) = certificates_for(both.election)
    assert certificate(subject, EVENING.date()).name == both.wife.name
    hand_over(both.election, both.clerk)


@pytest.mark.parametrize(("plan", "clause"), PLANS)
def test_sc_31_she_gives_way_and_leaves_the_committees_seat(
    couple: Callable[[str], Couple], plan: str, clause: str
) -> None:
    both = couple(plan)
    both.elects_her()
    decide(both.election, both.township, yields=both.wife, other=both.husband)
    assert seated(both.election) == set() and certificates_for(both.election) == []
    assert both.husband.name in seated(both.election, PARTY)
    assert ElectedTerm.objects.get(term__resident=both.husband.resident_id).ended == ""
    hand_over(both.election, both.clerk)


def test_sc_31_plan_a_a_decision_made_before_the_vote_empties_the_partys_seat_with_the_committees_count(
    couple: Callable[[str], Couple],
) -> None:
    both = couple("county-town-2020")
    decide(both.election, both.township, yields=both.husband, other=both.wife)
    assert both.husband.name in seated(both.election, PARTY)  # she is not elected yet
    both.elects_her()
    assert both.husband.name not in seated(both.election, PARTY)
    assert ElectedTerm.objects.get(term__resident=both.husband.resident_id).ended == TermEnd.YIELDED


def test_sc_31_plan_b_asks_nothing(couple: Callable[[str], Couple]) -> None:
    """B-KIN-01 is silent; and a district elects no committee by this plan."""
    both = couple("district-town-2020")
    both.elects_her()
    assert elected_relatives(both.election) == []
    (subject,) = certificates_for(both.election)
    assert certificate(subject, EVENING.date()).name == both.wife.name
    hand_over(both.election, both.clerk)


class TestOffline:
    """The Party organisation elected off-line, and its outcome was typed into the register of posts."""

    @pytest.fixture
    def wife(self, election: Election, people: list[Resident], township: User) -> Candidacy:
        married(people[0], people[6], township)
        return stands(election, people[0], "chair")

    @pytest.fixture
    def sits(self, election: Election, people: list[Resident]) -> Callable[..., Cadre]:
        def typed(since: date = date(2021, 1, 5), who: int = 6, **more: object) -> Cadre:
            return Cadre.objects.create(
                village=election.village,
                resident=people[who],
                body="party",
                post="party_member",
                since=since,
                **more,
            )

        return typed

    @pytest.mark.parametrize(("plan", "clause"), PLANS)
    def test_sc_31_the_pair_is_told_and_held_back_before_it_is_decided(
        self,
        plan: str,
        clause: str,
        wife: Candidacy,
        sits: Callable[..., Cadre],
        cycle: Cycle,
        clerk: User,
        teller: User,
        township: User,
        client_of: Callable[[User], Client],
        request: pytest.FixtureRequest,
    ) -> None:
        under_plan(cycle, plan)
        husband = sits().resident
        request.getfixturevalue("steps_before")
        (pair,) = pairs_of(fresh(wife.election))
        assert ({one.resident for one in pair.people}, pair.ground.rule.clause.split()[0]) == (
            {husband, wife.resident},
            clause,
        )
        page = client_of(township).get(reverse("candidates:relatives", args=[VILLAGE])).content.decode()
        assert husband.name in page and "（现任）" in page
        assert relatives_of(wife).people == (husband.name,)
        held([wife], clerk, teller, votes([wife], 70, 100))
        made_final(wife.election, township, EVENING)
        (told,) = elected_relatives(fresh(wife.election))
        assert list(told.held_back) == [f"c{wife.pk}"]
        (subject,) = certificates_for(fresh(wife.election))
        with pytest.raises(PaperNotReady, match="亲属"):
            certificate(subject, EVENING.date())
        with pytest.raises(Refusals) as kept:
            enter_terms(by=clerk, election=fresh(wife.election), body="committee", now=EVENING)
        assert [each.code for each in kept.value.refusals] == [RelativesUndecided.code]
        with pytest.raises(RelativesUndecided):
            hand_over(fresh(wife.election), clerk)
        decision(township, pair, husband)
        assert certificate(subject, EVENING.date()).name == wife.name
        hand_over(fresh(wife.election), clerk)

    def test_the_committee_of_before_is_not_compared(
        self, wife: Candidacy, sits: Callable[..., Cadre]
    ) -> None:
        old = sits(since=date(2017, 5, 1))
        assert pairs_of(fresh(wife.election)) == []
        # The first new post tells that the outcome is in the register: who sits on was elected again.
        sits(who=7)
        assert len(pairs_of(fresh(wife.election))) == 1
        old.until = date(2021, 1, 5)
        old.save()
        assert pairs_of(fresh(wife.election)) == []

    def test_a_renewal_in_which_everybody_was_elected_again_is_noticed_by_its_approval(
        self, wife: Candidacy, sits: Callable[..., Cadre], township: User
    ) -> None:
        """No post of the register is new then; the record of the approval tells that the new committee is in office."""
        sits(since=date(2017, 5, 1))
        assert pairs_of(fresh(wife.election)) == []
        asked = wife.election.cycle.rules.party_appointment
        assert asked is not None
        on_record(township, wife.election, asked[0].key, held_on=date(2021, 1, 6), now=EVENING)
        assert len(pairs_of(fresh(wife.election))) == 1
        StepRecord.objects.update(withdrawn_at=EVENING)
        assert pairs_of(fresh(wife.election)) == []

    def test_the_approval_of_a_vote_held_here_says_nothing_of_those_who_sat_before(
        self, wife: Candidacy, sits: Callable[..., Cadre], township: User
    ) -> None:
        sits(since=date(2017, 5, 1))
        asked = wife.election.cycle.rules.party_appointment
        assert asked is not None
        on_record(township, wife.election, asked[0].key, held_on=date(2021, 1, 6), now=EVENING)
        Contest.objects.create(
            election=wife.election,
            body=PARTY,
            number=1,
            round="first",
            day=date(2021, 1, 6),
            electors=46,
            present=46,
            rule={},
            created_at=EVENING,
        )
        assert pairs_of(fresh(wife.election)) == []

    def test_the_day_the_party_votes_tells_which_posts_are_new(
        self, wife: Candidacy, sits: Callable[..., Cadre]
    ) -> None:
        sits(since=date(2020, 12, 31))
        Election.objects.filter(pk=wife.election_id).update(party_day=date(2021, 1, 2))
        assert pairs_of(fresh(wife.election)) == []
        Election.objects.filter(pk=wife.election_id).update(party_day=date(2020, 12, 31))
        assert len(pairs_of(fresh(wife.election))) == 1
