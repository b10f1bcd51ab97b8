"""Whoever gives way to a relative leaves the seat: empty in the result, filled by a further round (SC-31, AMB-16)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.enums import TermEnd
from candidates.models import Candidacy, ElectedTerm, KinDecision
from candidates.refusals import RelativesUndecided
from candidates.services.terms import enter_terms
from documents.models import Paper
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.services.step import Signer, record_step
from tests.candidates.conftest import married, people
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.candidates.test_kin_scenarios import decision, pairs_of, under_plan
from tests.candidates.test_relatives_elected import EVENING, couple, decide, stands
from tests.cast import VILLAGE, at
from tests.voting.ballots import add_roll, agree, made_final, prepared, publish, run_jobs
from tests.voting.ballots import counted as counted_round
from villages.models import Resident
from voting.models import Contest, Invalidity
from voting.papers.of_after import certificate_withdrawn
from voting.papers.of_result import certificates_for, result_report
from voting.queries.after import invalidities_of
from voting.queries.result import vote_of
from voting.refusals.count import RoundFollowed
from voting.relatives import elected_relatives
from voting.rounds import COMMITTEE, PARTY
from voting.services.contest import ChoiceDraft, PositionDraft
from voting.services.count import reopen_box
from voting.services.invalidity import InvalidityDraft, declare_invalid
from voting.services.runoff import open_runoff

__all__ = ["a", "bare", "couple", "people"]

RUNOFF_DAY = date(2021, 1, 24)


@pytest.fixture
def third(election: Election, people: list[Resident]) -> Candidacy:
    return stands(election, people[3], "member", place=2)


@pytest.fixture
def contest(couple: list[Candidacy], third: Candidacy, clerk: User, steps_before: None) -> Contest:
    """He stands for chair, she and a third for the one member's seat."""
    husband, wife = couple
    positions = (
        PositionDraft("chair", 1, 1, (choice(husband),)),
        PositionDraft("member", 2, 1, (choice(wife), choice(third))),
    )
    add_roll(husband.election)
    return publish(prepared(husband.election, clerk, positions), clerk)


def choice(one: Candidacy) -> ChoiceDraft:
    return ChoiceDraft(f"c{one.pk}", one.name, one.sex)


def sheets(
    couple: list[Candidacy], third: Candidacy, wife: int = 60, other: int = 40
) -> list[dict[str, Any]]:
    husband, her = couple

    def of(chair: int, hers: int, others: int, papers: int) -> dict[str, Any]:
        positions = {
            "chair": {"invalid": 0, "votes": {f"c{husband.pk}": chair}},
            "member": {"invalid": 0, "votes": {f"c{her.pk}": hers, f"c{third.pk}": others}},
        }
        return {"issued": papers, "returned": papers, "spoilt": 0, "positions": positions}

    return [of(80, wife, other, 100), of(4, 4, 4, 10)]


@pytest.fixture
def elected(
    contest: Contest, couple: list[Candidacy], third: Candidacy, clerk: User, teller: User
) -> Contest:
    return counted_round(contest, clerk, teller, *sheets(couple, third))


def seated(election: Election, body: str = COMMITTEE) -> set[str]:
    vote = vote_of(election, body)
    assert vote is not None
    return {vote.name(seat.person) for seat in vote.standing.elected}


def test_sc_31_plan_a_the_seat_of_who_gives_way_is_empty_and_a_runoff_fills_it(
    elected: Contest,
    couple: list[Candidacy],
    third: Candidacy,
    election: Election,
    township: User,
    clerk: User,
) -> None:
    husband, wife = couple
    assert seated(election) == {husband.name, wife.name}
    decide(election, township, yields=wife, other=husband)
    vote = vote_of(election)
    assert (seated(election), vote.standing.vacant) == ({husband.name}, 1)
    ((due,),) = [vote.standing.due.posts]
    assert (due.post, due.seats, [who for who, _votes in due.people]) == ("member", 1, [f"c{third.pk}"])
    made = open_runoff(by=clerk, contest=elected, day=RUNOFF_DAY, now=EVENING)
    assert [line.choice.name for line in made.positions.get().lines.all()] == [third.name]
    told = LedgerEntry.objects.get(act=Act.KIN_DECIDED).data
    assert (told["vacated"], told["returned"]) == ([{"post": "member", "name": wife.name}], [])
    assert list(invalidities_of([election])) == []  # her election is not invalid: she gives way


def test_sc_31_plan_a_a_result_that_is_final_goes_on_after_the_decision(
    elected: Contest, couple: list[Candidacy], election: Election, township: User, clerk: User, client: Client
) -> None:
    husband, wife = couple
    made_final(election, township, EVENING)
    decide(election, township, yields=wife, other=husband)
    vote = vote_of(election)
    assert vote.reopened and [post.post for post in vote.standing.due.posts] == ["member"]
    assert [each.person.name for each in certificates_for(election)] == [husband.name]
    enter_terms(by=clerk, election=election, body="committee", now=at(2021, 1, 25))
    assert [row.term.resident_id for row in ElectedTerm.objects.all()] == [husband.resident_id]
    client.force_login(township, backend="accounts.backends.OfficerBackend")
    shown = client.get(reverse("voting:result", args=[VILLAGE, COMMITTEE, 1])).content.decode()
    assert f"{wife.name}回避" in shown and "当选后回避" in shown and "当选无效" not in shown
    assert open_runoff(by=clerk, contest=elected, day=RUNOFF_DAY, now=EVENING).number == 2


def test_sc_31_plan_a_the_report_form_tells_it_and_a_certificate_is_withdrawn(
    elected: Contest, couple: list[Candidacy], third: Candidacy, election: Election, township: User
) -> None:
    """Nobody else has a vote, so that no round is due and the report goes out with an empty seat."""
    husband, wife = couple
    made_final(election, township, EVENING)
    subject = next(each for each in certificates_for(election) if each.person.name == wife.name)
    decide(election, township, yields=wife, other=husband)
    paper = _issued(subject.person.post, wife.name, election)
    assert "回避" in str(certificate_withdrawn(paper))
    elected.outcome.data["positions"][1]["votes"][1]["for"] = 0
    elected.outcome.save(update_fields=["data"])
    lines = [line for post in result_report(election, EVENING.date()).rounds[0].posts for line in post.lines]
    assert [(line.name, line.elected, line.void, line.gave_way) for line in lines] == [
        (husband.name, True, False, False),
        (wife.name, False, False, True),
        (third.name, False, False, False),
    ]


def _issued(post: str, name: str, election: Election) -> Any:
    return Paper(
        subject=f"elections.election:{election.pk}:{post}",
        title=f"当选证书（{name}）",
        issued_at=EVENING,
        place_code=VILLAGE,
    )


def test_sc_31_plan_a_a_decision_made_before_the_vote_empties_the_seat_with_the_count(
    contest: Contest,
    couple: list[Candidacy],
    third: Candidacy,
    election: Election,
    township: User,
    clerk: User,
    teller: User,
) -> None:
    husband, wife = couple
    decide(election, township, yields=husband, other=wife)
    counted_round(contest, clerk, teller, *sheets(couple, third))
    assert seated(election) == {wife.name}
    told = LedgerEntry.objects.get(act=Act.COUNT_TALLIED).data
    assert told["gave_way"] == [{"post": "chair", "name": husband.name}]


def test_who_need_not_give_way_after_the_other_lost_in_the_recount_holds_the_seat(
    elected: Contest,
    couple: list[Candidacy],
    third: Candidacy,
    election: Election,
    township: User,
    clerk: User,
    teller: User,
) -> None:
    husband, wife = couple
    decide(election, township, yields=husband, other=wife)
    assert seated(election) == {wife.name}
    box = elected.boxes.first()
    reopen_box(by=clerk, box=box, reason="票数有误", now=EVENING)
    assert not Invalidity.objects.exists()
    agree(box, clerk, teller, sheets(couple, third, wife=30, other=70)[0], EVENING)
    run_jobs(EVENING)
    assert seated(election) == {husband.name, third.name}


def test_where_the_others_election_is_declared_invalid_nobody_has_to_give_way(
    elected: Contest, couple: list[Candidacy], election: Election, township: User
) -> None:
    husband, wife = couple
    made_final(election, township, EVENING)
    decide(election, township, yields=husband, other=wife)
    draft = InvalidityDraft(
        scope="person", ground="bribery", reason="查实", decision="6号", post="member", person=f"c{wife.pk}"
    )
    elected.refresh_from_db()
    declare_invalid(by=township, contest=elected, draft=draft, now=EVENING)
    assert seated(election) == {husband.name}


class TestDecidedAnew:
    def test_the_other_leaves_the_seat_in_their_place(
        self, elected: Contest, couple: list[Candidacy], election: Election, township: User
    ) -> None:
        husband, wife = couple
        decide(election, township, yields=wife, other=husband)
        decide(election, township, yields=husband, other=wife)
        assert seated(election) == {wife.name}
        told = LedgerEntry.objects.filter(act=Act.KIN_DECIDED).order_by("-pk")[0].data
        assert (told["vacated"], told["returned"]) == (
            [{"post": "chair", "name": husband.name}],
            [{"post": "member", "name": wife.name}],
        )

    def test_not_after_a_further_round_was_opened_for_the_seat(
        self, elected: Contest, couple: list[Candidacy], election: Election, township: User, clerk: User
    ) -> None:
        husband, wife = couple
        decide(election, township, yields=wife, other=husband)
        open_runoff(by=clerk, contest=elected, day=RUNOFF_DAY, now=EVENING)
        with pytest.raises(RoundFollowed) as refused:
            decide(election, township, yields=husband, other=wife)
        assert refused.value.clause == "A-KIN-01"
        assert (KinDecision.objects.count(), seated(election)) == (1, {husband.name})


def test_who_gives_way_after_taking_office_leaves_seat_and_term_at_once(
    elected: Contest, couple: list[Candidacy], election: Election, township: User, clerk: User
) -> None:
    husband, wife = couple
    KinDecision.objects.all().delete()
    made_final(election, township, EVENING)
    decide(election, township, yields=wife, other=husband)
    decide(election, township, yields=husband, other=wife)
    enter_terms(by=clerk, election=election, body="committee", now=EVENING)
    decide(election, township, yields=wife, other=husband)
    row = ElectedTerm.objects.get()
    assert (row.term.resident_id, row.ended) == (wife.resident_id, TermEnd.YIELDED)
    assert seated(election) == {husband.name}


@pytest.mark.parametrize(
    ("plan", "clause"),
    [("county-town-2020", "A-KIN-01"), ("district-town-2020", None), ("city-town-2020", "C-KIN-01")],
)
def test_sc_31_the_partys_result_is_approved_when_it_is_decided_who_gives_way(
    a: PartyVoteWalk, plan: str, clause: str | None, client: Client
) -> None:
    """Two relatives elected to the Party organisation; plan B asks nothing of them (B-KIN-01)."""
    under_plan(a.election.cycle, plan)
    first, second = a.people[1], a.people[2]
    married(first.resident, second.resident, a.township)
    a.members_elected()
    a.posts_filled()
    a.hold_rest()
    election = Election.objects.select_related("cycle__township", "village").get(pk=a.election.pk)
    client.force_login(a.township, backend="accounts.backends.OfficerBackend")
    page = client.get(reverse("voting:result", args=[VILLAGE, PARTY, 1])).content.decode()
    assert ("党组织选举结果暂不报批" in page) == (clause is not None)
    if clause is not None:
        with pytest.raises(RelativesUndecided) as refused:
            approve(election, a.township)
        assert refused.value.clause == clause
        (pair,) = pairs_of(election)
        decision(a.township, pair, second.resident)
        (told,) = elected_relatives(election)
        assert told.gives_way == second.name
    assert (second.name in seated(election, PARTY)) == (clause is None)
    approve(election, a.township)


def test_sc_31_plan_c_the_approval_that_lets_both_stand_lets_both_take_office(a: PartyVoteWalk) -> None:
    under_plan(a.election.cycle, "city-town-2020")
    first, second = a.people[1], a.people[2]
    married(first.resident, second.resident, a.township)
    election = Election.objects.select_related("cycle__township", "village").get(pk=a.election.pk)
    (pair,) = pairs_of(election)
    decision(a.township, pair, None)
    a.members_elected()
    a.posts_filled()
    a.hold_rest()
    assert {first.name, second.name} <= seated(election, PARTY)
    approve(election, a.township)


def approve(election: Election, township: User) -> None:
    step, part = election.cycle.rules.party_appointment
    now = at(2021, 1, 8)
    record_step(
        by=township, election=election, step=step.key, held_on=now.date(), people="镇党委", note="已批",
        signers=[Signer("周志强", "镇党委书记")], parts=[part.key] if part else None, now=now,
        document="镇党委〔2021〕5号",
    )  # fmt: skip
