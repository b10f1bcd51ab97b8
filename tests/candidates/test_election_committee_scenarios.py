"""The election committee by the scenarios of the specification, under every plan that has rules of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.body_refusals import NoPresider
from candidates.enums import LeavingCause
from candidates.models import Candidacy, ElectionCommittee
from candidates.queries.election_committee import roster_of
from candidates.refusals import OwnCandidacy
from candidates.services.election_committee import elect_more_members, propose_committee
from candidates.services.election_committee_chair import choose_chair
from candidates.services.election_committee_seat import (
    announce_committee,
    file_committee,
    leave_committee,
    receive_committee,
    withdraw_candidates,
)
from candidates.services.publication import publish_candidates
from elections.enums import Act, State, Step
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.steps import refuse_act
from tests.candidates.bodies import HELD, IN_C, NOW, announced, choose, elected, form, lines, opened, ready
from tests.candidates.conftest import verdict
from tests.cast import COMMUNITY, TOWNSHIP, at, body_on_record, under_changed_rules
from villages.enums import Body
from villages.models import Division, Group, Household, Resident, Village

REPRESENTED = at(2020, 12, 13)
PUBLISHING = at(2021, 1, 10)


def codes(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    error = refused.value
    return [each.code for each in error.refusals] if isinstance(error, Refusals) else [error.code]


@pytest.fixture
def place(election: Election, township: User, people: list[Resident]) -> Election:
    """Plan A: audited, its representatives on file."""
    body_on_record(ready(township, election), "representatives", HELD, REPRESENTED)
    return election


@pytest.fixture
def in_c(township: User, township_place: Division, village: Village, people: list[Resident]) -> Election:
    """Plan C: the Party election is over."""
    cycle = opened(township, township_place, "city-town-2020")
    found = cycle.elections.select_related("cycle__township", "village").get(village=village)
    return ready(township, found)


@pytest.fixture
def quarter(in_c: Election, community: Village, township: User, officer: Callable[..., User]) -> Election:
    """A community under plan C, with ten residents and a clerk."""
    officer(Role.VILLAGE_CLERK, COMMUNITY, "quarter-clerk")
    in_c.cycle.elections.get_or_create(village=community)
    found = in_c.cycle.elections.select_related("cycle__township", "village").get(village=community)
    return ready(township, found)


class TestSc43Size:
    @pytest.mark.parametrize(("size", "asked"), [(7, False), (8, True), (12, True), (4, True)])
    def test_sc_43_a_another_number_wants_a_reason(
        self, place: Election, clerk: User, people: list[Resident], size: int, asked: bool
    ) -> None:
        if asked:
            with pytest.raises(Refusals) as refused:
                form(clerk, place, elected(people[:size], size))
            assert set(codes(refused)) == {"reason_needed"}
        form(clerk, place, elected(people[:size], size, reason="人选难定"))

    def test_sc_43_c_eight_are_allowed_and_ten_refused(
        self, in_c: Election, clerk: User, people: list[Resident]
    ) -> None:
        form(clerk, in_c, elected(people[:8], 8, held_on=IN_C.date()), IN_C)
        with pytest.raises(Refusals) as refused:
            form(clerk, in_c, elected(people[:10], 10, held_on=IN_C.date(), reason="人多"), IN_C)
        assert codes(refused) == ["committee_size_outside"]
        assert refused.value.refusals[0].clause == "C-COM-04"


@pytest.fixture
def seven_men(people: list[Resident]) -> list[Resident]:
    """people[:6] are women, people[6:] men; for these seven the last of the women is a man."""
    Resident.objects.filter(pk=people[5].pk).update(sex="M")
    return list(Resident.objects.filter(pk__in=[each.pk for each in people[5:12]]).order_by("pk"))


class TestSc44Woman:
    def test_sc_44_a_seven_men_are_not_filed(
        self, place: Election, clerk: User, seven_men: list[Resident]
    ) -> None:
        form(clerk, place, elected(seven_men, 7))
        choose(clerk, place)
        with pytest.raises(Refusals) as refused:
            file_committee(by=clerk, election=place, now=NOW)
        assert [(each.code, each.clause) for each in refused.value.refusals] == [
            ("committee_without_woman", "A-COM-03")
        ]

    def test_sc_44_a_with_one_woman_among_the_seven_they_are_filed(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        form(clerk, place, elected(people[5:12], 7))
        choose(clerk, place)
        assert file_committee(by=clerk, election=place, now=NOW).filed_at == NOW

    def test_sc_44_c_has_no_such_rule(self, in_c: Election, clerk: User, seven_men: list[Resident]) -> None:
        form(clerk, in_c, elected(seven_men, 7, held_on=IN_C.date()), IN_C)
        members = list(in_c.committee.members.order_by("place"))
        choose_chair(
            by=clerk,
            election=in_c,
            held_on=IN_C.date(),
            votes={members[0].pk: 4},
            chair=members[0].pk,
            deputies=[],
            now=IN_C,
        )
        assert file_committee(by=clerk, election=in_c, now=IN_C).filed_at == IN_C


@pytest.fixture
def sitting(place: Election, clerk: User, township: User, people: list[Resident]) -> Election:
    """Plan A: five sit (three women), three stand behind them; chair and deputy chosen, filed, announced."""
    chosen = [people[6], people[0], people[7], people[1], people[2], people[8], people[3], people[9]]
    form(clerk, place, elected(chosen, 5))
    choose(clerk, place)
    announced(clerk, township, place)
    return place


def stands(election: Election, person: Resident, post: str = "member", state: str = "nominated") -> Candidacy:
    return Candidacy.objects.create(
        election=election,
        body=Body.COMMITTEE,
        post=post,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        resident=person,
        votes=10,
        state=state,
        changed_at=NOW,
    )


def serving(election: Election) -> list[str]:
    roster = roster_of(election)
    assert roster is not None
    return [one.name for one in roster.serving]


class TestSc45MemberNominated:
    def test_sc_45_a_a_member_stays_and_recuses_until_the_list(
        self, sitting: Election, people: list[Resident]
    ) -> None:
        stands(sitting, people[0])
        roster = roster_of(sitting)
        assert roster is not None
        assert [one.name for one in roster.recusing] == [people[0].name]
        assert roster.leaving == []

    def test_sc_45_a_nobody_reviews_the_own_candidacy_but_others(
        self, candidacy: Candidacy, officer: Callable[..., User]
    ) -> None:
        own = officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "own")
        other = Candidacy.objects.filter(election=candidacy.election).exclude(pk=candidacy.pk).last()
        assert other is not None
        own.name = candidacy.name
        own.save()
        with pytest.raises(OwnCandidacy):
            verdict(own, candidacy)
        assert verdict(own, other).state == "township_passed"

    def test_sc_45_a_the_list_waits_until_the_member_has_left_and_the_next_moves_up(
        self, reviewed: Election, clerk: User, township: User, people: list[Resident]
    ) -> None:
        """Every nominee is one of `people`: the reserve who stands too is passed over."""
        ElectionCommittee.objects.filter(election=reviewed).delete()
        reviewed = Election.objects.select_related("cycle__township", "village").get(pk=reviewed.pk)
        candidates = {one.resident_id for one in reviewed.candidacies.all()}
        others = list(
            Resident.objects.filter(village=reviewed.village).exclude(pk__in=candidates).order_by("pk")[:6]
        )
        Resident.objects.filter(pk=others[0].pk).update(sex="F")
        member = reviewed.candidacies.filter(post="member").first()
        reserve = reviewed.candidacies.filter(post="member").last()
        chosen = [others[0], member.resident, *others[1:4], reserve.resident, others[4]]
        form(clerk, reviewed, elected(chosen, 5))
        choose(clerk, reviewed, deputies=(2,))
        announced(clerk, township, reviewed)
        with pytest.raises(Refusals) as refused:
            publish_candidates(by=clerk, election=reviewed, now=PUBLISHING)
        assert codes(refused) == ["member_must_leave"]
        assert refused.value.refusals[0].clause == "A-COM-08"
        withdraw_candidates(by=clerk, election=reviewed, now=PUBLISHING)
        assert member.name not in serving(reviewed)
        assert others[4].name in serving(reviewed)
        assert reserve.name not in serving(reviewed)
        entry = LedgerEntry.objects.get(act=Act.COMMITTEE_LEFT)
        assert entry.data["moved_up"] == [others[4].name]
        assert publish_candidates(by=clerk, election=reviewed, now=PUBLISHING)

    def test_sc_45_c_by_the_law_a_member_leaves_when_nominated(
        self, in_c: Election, clerk: User, people: list[Resident]
    ) -> None:
        form(clerk, in_c, elected(people[:7], 5, held_on=IN_C.date()), IN_C)
        stands(in_c, people[0])
        roster = roster_of(in_c)
        assert roster is not None
        assert [(each.member.name, each.clause) for each in roster.leaving] == [(people[0].name, "VCOL-12.3")]

    def test_relatives_of_candidates_leave_where_the_rulebook_says_so(
        self, sitting: Election, people: list[Resident]
    ) -> None:
        """Zhejiang's regulation, article 9."""
        Resident.objects.filter(pk=people[10].pk).update(household=people[0].household, relation="妻")
        Resident.objects.filter(pk=people[0].pk).update(relation="户主", sex="M")
        Resident.objects.filter(pk=people[10].pk).update(sex="F")
        stands(sitting, people[10], state="county_passed")
        roster = roster_of(sitting)
        assert roster is not None
        assert roster.leaving == []

        def zhejiang(data: dict[str, Any]) -> None:
            data["election_committee"]["relatives_leave"] = {"value": ["spouse"], "clause": "ZJ-9.2"}

        under_changed_rules(sitting.cycle, zhejiang)
        roster = roster_of(Election.objects.get(pk=sitting.pk))
        assert roster is not None
        assert [(each.cause, each.clause) for each in roster.leaving] == [(LeavingCause.RELATIVE, "ZJ-9.2")]


def unpresided_acts(election: Election) -> list[str]:
    """The steps whose acts are refused because nobody presides over the committee."""
    found = []
    for rule in election.cycle.rules.steps:
        try:
            refuse_act(election, rule)
        except NoPresider as refusal:
            assert refusal.clause == "A-COM-06"
            found.append(rule.key)
    return found


class TestSc46ChairNominated:
    def test_sc_46_a_a_deputy_who_is_no_candidate_presides(
        self, sitting: Election, people: list[Resident]
    ) -> None:
        roster = roster_of(sitting)
        assert roster is not None and roster.presider is not None
        assert roster.presider.name == people[6].name
        stands(sitting, people[6], "chair")
        roster = roster_of(sitting)
        assert roster is not None and roster.presider is not None
        assert (roster.chair_stands, roster.presider.name) == (True, people[0].name)

    def test_sc_46_a_nominated_for_another_post_the_chair_presides_on(
        self, sitting: Election, people: list[Resident]
    ) -> None:
        stands(sitting, people[6], "member")
        roster = roster_of(sitting)
        assert roster is not None and roster.presider is not None
        assert roster.presider.name == people[6].name

    def test_sc_46_a_without_a_free_deputy_nothing_is_announced_until_there_is_one(
        self, sitting: Election, clerk: User, people: list[Resident]
    ) -> None:
        stands(sitting, people[6], "chair")
        stands(sitting, people[0], "deputy")
        roster = roster_of(sitting)
        assert roster is not None
        assert roster.presider is None
        member = roster.serving[3]
        leave_committee(by=clerk, member=member, cause=LeavingCause.OTHER, reason="外出", now=NOW)
        with pytest.raises(Refusals) as refused:
            announce_committee(by=clerk, election=sitting, now=NOW)
        assert codes(refused) == ["no_presider"]
        choose(clerk, sitting, chair=0, deputies=(1, 2))
        announce_committee(by=clerk, election=sitting, now=NOW)

    def test_sc_46_a_without_a_free_deputy_the_committee_does_nothing_more(
        self, sitting: Election, clerk: User, people: list[Resident]
    ) -> None:
        """What others do, and the choice of another deputy, goes on; what the committee does waits for it."""
        acts = [step.key for step in sitting.cycle.rules.steps if step.presided]
        assert {"registration", "roll_publication", "appeals", "proxies", "nomination"} < set(acts)
        assert unpresided_acts(sitting) == []
        stands(sitting, people[6], "chair")
        assert unpresided_acts(sitting) == []
        stands(sitting, people[0], "deputy")
        assert unpresided_acts(sitting) == acts
        choose(clerk, sitting, chair=0, deputies=(1, 2))
        assert unpresided_acts(sitting) == []


class TestSc48Appointment:
    def test_sc_48_c_nobody_appoints_in_a_village(
        self, in_c: Election, township: User, people: list[Resident]
    ) -> None:
        with pytest.raises(Exception) as refused:
            propose_committee(
                by=township, election=in_c, held_on=HELD, lines=lines(people[:5], [0] * 5), now=IN_C
            )
        assert codes(refused) == ["appointing_forbidden"]
        assert refused.value.clause == "C-COM-02"
        with pytest.raises(NotThere):
            form(township, in_c, elected(people[:5], 5), IN_C)

    def test_sc_48_c_in_a_community_the_township_proposes_and_the_meeting_agrees(
        self, quarter: Election, township: User, people: list[Resident]
    ) -> None:
        clerk = User.objects.get(username="quarter-clerk")
        group = Group.objects.filter(village=COMMUNITY).first()
        for person in people[:7]:
            home = Household.objects.create(village_id=COMMUNITY, group=group, number=f"q{person.pk}")
            Resident.objects.filter(pk=person.pk).update(village_id=COMMUNITY, group=group, household=home)
        meeting = {"formed_by": "residents_meeting", "held_on": IN_C.date()}
        agreed = elected(people[:5], 5, **meeting)
        with pytest.raises(Exception) as refused:
            form(clerk, quarter, agreed, IN_C)
        assert codes(refused) == ["proposal_missing"]
        propose_committee(
            by=township,
            election=quarter,
            held_on=IN_C.date(),
            lines=lines(people[:6], [0] * 6),
            now=IN_C,
        )
        with pytest.raises(Refusals) as refused_other:
            form(clerk, quarter, elected(people[2:7], 5, **meeting), IN_C)
        assert codes(refused_other) == ["not_proposed"]
        with pytest.raises(Refusals) as refused_meeting:
            form(clerk, quarter, elected(people[:5], 5, held_on=IN_C.date()), IN_C)
        assert codes(refused_meeting) == ["not_a_forming_body"]
        form(clerk, quarter, agreed, IN_C)
        roster = roster_of(quarter)
        assert roster is not None
        assert (len(roster.serving), [one.name for one in roster.proposed]) == (5, [people[5].name])

    def test_sc_48_a_nobody_appoints_either(
        self, place: Election, township: User, people: list[Resident]
    ) -> None:
        with pytest.raises(Exception) as refused:
            propose_committee(
                by=township, election=place, held_on=HELD, lines=lines(people[:5], [0] * 5), now=NOW
            )
        assert codes(refused) == ["appointing_forbidden"]


class TestChair:
    def test_the_members_choose_one_of_themselves(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        form(clerk, place, elected(people[:6], 5))
        first, second, *_rest, reserve = place.committee.members.order_by("place")

        def chosen(chair: int, votes: dict[int, int], **more: Any) -> None:
            choose_chair(
                by=clerk,
                election=place,
                held_on=HELD,
                votes=votes,
                chair=chair,
                deputies=[],
                now=NOW,
                **{"category": "other_party_member", "reason": "公认", **more},
            )

        for chair, votes, code in (
            (reserve.pk, {}, "chair_missing"),
            (first.pk, {first.pk: 6}, "chair_votes_faulty"),
            (first.pk, {first.pk: 1, second.pk: 4}, "chair_votes_faulty"),
        ):
            with pytest.raises(Refusals) as refused:
                chosen(chair, votes)
            assert codes(refused) == [code]
        with pytest.raises(Refusals) as refused:
            chosen(first.pk, {first.pk: 4}, reason="")
        assert codes(refused) == ["reason_needed"]
        assert refused.value.refusals[0].clause == "A-COM-05"
        chosen(first.pk, {first.pk: 4})
        with pytest.raises(Refusals) as refused:
            chosen(first.pk, {first.pk: 4}, category="none", reason="")
        assert set(codes(refused)) == {"reason_needed"}

    def test_without_a_chair_it_is_not_filed(
        self, place: Election, clerk: User, people: list[Resident]
    ) -> None:
        form(clerk, place, elected(people[:5], 5))
        with pytest.raises(Refusals) as refused:
            file_committee(by=clerk, election=place, now=NOW)
        assert codes(refused) == ["chair_missing"]


class TestVacancies:
    def test_the_next_in_the_original_order_moves_up_and_it_is_announced_again(
        self, sitting: Election, clerk: User, people: list[Resident]
    ) -> None:
        roster = roster_of(sitting)
        assert roster is not None
        member = roster.serving[2]
        leave_committee(
            by=clerk, member=member, cause=LeavingCause.OTHER, reason="迁出", now=at(2020, 12, 20)
        )
        roster = roster_of(sitting)
        assert roster is not None
        assert people[8].name in serving(sitting)
        assert (roster.stale, roster.free) == (True, 0)
        with pytest.raises(Exception) as refused:
            leave_committee(by=clerk, member=member, cause=LeavingCause.OTHER, reason="迁出", now=NOW)
        assert codes(refused) == ["not_serving"]

    def test_amb_18_nothing_is_announced_while_too_few_sit_and_a_new_election_fills(
        self, sitting: Election, clerk: User, people: list[Resident]
    ) -> None:
        for _time in range(4):
            roster = roster_of(sitting)
            assert roster is not None
            leave_committee(
                by=clerk,
                member=roster.serving[-1],
                cause=LeavingCause.OTHER,
                reason="迁出",
                now=at(2020, 12, 20),
            )
        with pytest.raises(Refusals) as refused:
            announce_committee(by=clerk, election=sitting, now=at(2020, 12, 20))
        assert codes(refused) == ["committee_too_short"]
        more = elected([people[10]], 1, held_on=date(2020, 12, 20))
        elect_more_members(by=clerk, election=sitting, formation=more, now=at(2020, 12, 20))
        announce_committee(by=clerk, election=sitting, now=at(2020, 12, 20))
        with pytest.raises(Exception) as none_free:
            elect_more_members(by=clerk, election=sitting, formation=more, now=at(2020, 12, 20))
        assert codes(none_free) == ["no_free_place"]

    def test_absences_end_a_membership_only_where_the_plan_says_so(
        self, sitting: Election, clerk: User
    ) -> None:
        roster = roster_of(sitting)
        assert roster is not None
        given: dict[str, Any] = {"cause": LeavingCause.ABSENCES, "reason": "缺席", "now": NOW}
        with pytest.raises(Exception) as refused:
            leave_committee(by=clerk, member=roster.serving[4], absences=3, **given)
        assert codes(refused) == ["absences_not_reached"]

        def zhejiang(data: dict[str, Any]) -> None:
            data["election_committee"]["leaves_after_absences"] = {"value": 2, "clause": "ZJ-9.3"}

        under_changed_rules(sitting.cycle, zhejiang)
        with pytest.raises(Exception) as refused:
            leave_committee(by=clerk, member=roster.serving[4], absences=1, **given)
        assert refused.value.clause == "ZJ-9.3"
        leave_committee(by=clerk, member=roster.serving[4], absences=2, **given)


class TestFiling:
    def test_it_is_done_when_it_is_on_file_and_announced(
        self, place: Election, clerk: User, township: User, people: list[Resident]
    ) -> None:
        def standing() -> State:
            return progress_of_one(place, NOW).steps[Step.ELECTION_COMMITTEE].standing.state

        form(clerk, place, elected(people[:5], 5))
        choose(clerk, place)
        with pytest.raises(Exception) as refused:
            receive_committee(by=township, election=place, now=NOW)
        assert codes(refused) == ["not_filed"]
        file_committee(by=clerk, election=place, now=NOW)
        announce_committee(by=clerk, election=place, now=NOW)
        assert standing() == State.WAIT
        receive_committee(by=township, election=place, now=NOW)
        assert standing() == State.DONE
        with pytest.raises(Exception) as refused:
            form(clerk, place, elected(people[:5], 5))
        assert codes(refused) == ["filed_already"]

    def test_representatives_not_on_file_decide_nothing(
        self, election: Election, township: User, clerk: User, people: list[Resident]
    ) -> None:
        """A-REP-09; in C the outgoing ones act, and that is on record (AMB-06)."""
        ready(township, election)
        with pytest.raises(Refusals) as refused:
            form(clerk, election, elected(people[:5], 5))
        assert codes(refused) == ["representatives_not_filed"]

    def test_amb_06_in_c_the_last_terms_representatives_decide(
        self, in_c: Election, clerk: User, people: list[Resident]
    ) -> None:
        assert form(clerk, in_c, elected(people[:5], 5, held_on=IN_C.date()), IN_C).outgoing is True


def test_equal_votes_at_the_cut_are_decided(place: Election, clerk: User, people: list[Resident]) -> None:
    voted = lines(people[:6], [30, 20, 20, 20, 10, 10])
    with pytest.raises(Refusals) as refused:
        form(clerk, place, elected(people[:6], 5, lines=voted))
    assert codes(refused) == ["tie_undecided"]
    form(
        clerk,
        place,
        elected(people[:6], 5, lines=voted, decided=frozenset({people[5].pk}), decision="再次投票"),
    )
    assert people[4].name not in serving(place)
