"""The vote of the Party members' assembly: ballot, count, tie, further round, result (A-CNT-01 to A-CNT-11)."""

from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.assembly_refusals import AgendaOutOfOrder
from candidates.models import AgendaRecord, Candidacy, SeatPlan
from candidates.party_vote_refusals import (
    AttendanceNeeded,
    BallotsCounted,
    DirectNotAllowed,
    FormalListMissing,
    MembersNotElected,
    NobodyPresent,
    NotScrutineer,
)
from candidates.queries.assembly import agenda_of
from candidates.queries.assembly_points import Points, points_of
from candidates.queries.introduction import list_posted_on
from candidates.queries.party_vote import party_vote_of
from candidates.queries.team import View, held_of
from candidates.refusals import TooFewCandidates
from candidates.services.agenda import take_back_item
from candidates.services.agenda_checks import Attended
from candidates.services.party_result import confirm_party_vote
from candidates.services.party_vote import open_party_round
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.rulebook import load_rulebook
from elections.services.step import Signer, record_step
from tests.candidates.assembly import DAY, YES, Assembly
from tests.candidates.party import Path
from tests.candidates.party_fixtures import c, changed, codes, officers, under
from tests.candidates.party_votes import VOTES, PartyVoteWalk, a, bare, elected_in_c, ready_in_plan_c
from tests.cast import at
from tests.voting.ballots import rule_confirmed
from villages.models import Resident
from villages.names.strokes import surname_key
from voting.enums import ContestState, Round
from voting.models import Contest
from voting.queries.after import unsealed_in
from voting.queries.result import elected_of, vote_of
from voting.refusals.count import ContestExists
from voting.refusals.result import RoundPending
from voting.rounds import FIRST_MEETING, PARTY
from voting.tally import tally

__all__ = ["a", "bare", "c", "officers", "under"]
NEXT_DAY = at(2021, 1, 6)


def refused(walk: Assembly, item: str, **held: Any) -> list[str]:
    with pytest.raises(Refusals) as error:
        walk.hold(item, **held)
    return [each.code for each in error.value.refusals]


def names(walk: PartyVoteWalk) -> list[str]:
    return [each.name for each in elected_of(walk.election, PARTY)]


# The ballot


def test_the_ballot_is_made_from_the_formal_list_when_its_turn_has_come(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot(present=40)
    contest = a.prepare()
    (position,) = contest.positions.all()
    assert (contest.body, contest.round, contest.electors, contest.present) == (PARTY, "first", 46, 40)
    assert (position.post, position.seats) == ("party_member", 5)
    assert [line.choice.key for line in position.lines.all()] == [f"c{each.pk}" for each in a.people]
    assert contest.rule["quorum"] == {"of": "electors", "measure": "present", "at_least": "4/5"}
    assert LedgerEntry.objects.get(act=Act.CONTEST_PREPARED).data["present"] == 40
    with pytest.raises(ContestExists):
        a.prepare()


def test_what_follows_the_committees_vote_does_not_follow_the_partys(a: PartyVoteWalk) -> None:
    a.members_elected()
    assert unsealed_in([a.election]) == []
    assert list_posted_on(a.election) is None


def test_the_ballot_waits_for_the_items_before_it(a: PartyVoteWalk) -> None:
    a.hold_all(until="resumption")
    with pytest.raises(AgendaOutOfOrder):
        a.prepare()


def test_without_a_formal_list_there_is_no_ballot(bare: PartyVoteWalk, people: list[Resident]) -> None:
    bare.ready(people[0], posts=()).up_to_the_ballot()
    with pytest.raises(FormalListMissing):
        bare.prepare()


def test_an_item_before_the_ballot_is_taken_back_with_it_until_the_count(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    a.prepare()
    take_back_item(by=a.clerk, election=a.election, reason="漏数一人", now=DAY)
    assert not Contest.objects.filter(body=PARTY).exists()
    a.up_to_the_ballot(present=45)
    a.count(a.prepare(), {"party_member": VOTES}, 45)
    with pytest.raises(BallotsCounted):
        take_back_item(by=a.clerk, election=a.election, reason="漏数一人", now=DAY)


def test_another_office_prepares_no_ballot(a: PartyVoteWalk, township: User) -> None:
    a.up_to_the_ballot()
    a.clerk = township
    with pytest.raises(NotThere):
        a.prepare()


def test_the_assembly_elects_the_secretary_itself_only_where_the_plan_lets_it(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    with pytest.raises(DirectNotAllowed):
        a.prepare(direct=True)
    changed(a, nomination__secretary_election_mode="by_assembly")
    contest = a.prepare()
    assert [(p.post, p.seats, p.lines.count()) for p in contest.positions.all()] == [
        ("secretary", 1, 1),
        ("party_member", 4, 5),
    ]
    a.count(contest, {"secretary": [40], "party_member": [38, 35, 33, 30, 20]}, 46)
    a.confirm()
    assert party_vote_of(a.election).posts == {"party_deputy": 1}
    assert not party_vote_of(a.election).settled


def test_a_direct_vote_keeps_more_candidates_than_seats(a: PartyVoteWalk) -> None:
    changed(a, nomination__secretary_election_mode="by_assembly")
    a.up_to_the_ballot()
    Candidacy.objects.filter(pk=a.people[5].pk).update(state="withdrawn", place=None)
    with pytest.raises(TooFewCandidates):
        a.prepare()


# The count


def test_sc_79_of_seven_above_half_the_first_five_are_elected(
    bare: PartyVoteWalk, people: list[Resident]
) -> None:
    walk = bare.ready(people[0], posts=("secretary", "party_deputy", *["party_member"] * 5))
    walk.up_to_the_ballot()
    contest = walk.count(walk.prepare(), {"party_member": [40, 38, 35, 33, 30, 28, 26]}, 46)
    outcome = contest.outcome.data["positions"][0]
    assert outcome["threshold"] == {"of": 46, "need": 24}
    assert outcome["elected"] == [f"c{each.pk}" for each in walk.people[:5]]
    assert outcome["next"] == "none"
    walk.confirm()
    assert names(walk) == [each.name for each in walk.people[:5]]


def test_sc_81_a_tie_that_is_not_at_the_cut_needs_no_new_vote(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 35, 35, 33, 30, 20]}, 46)
    assert contest.outcome.data["positions"][0]["next"] == "none"
    a.confirm()
    assert len(names(a)) == 5


def test_a_tie_at_the_cut_is_voted_on_again_among_those_level(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 38, 35, 33, 30, 30]}, 46)
    with pytest.raises(RoundPending) as error:
        a.confirm()
    assert error.value.clause == "A-CNT-09"
    again = open_party_round(by=a.clerk, contest=contest, now=DAY)
    assert (again.round, again.number, again.electors, again.present) == (Round.REVOTE, 2, 46, 46)
    a.count(again, {"party_member": [20, 25]}, 46)
    a.confirm()
    assert a.people[5].name in names(a)
    assert a.people[4].name not in names(a)


def test_seats_left_are_voted_on_in_another_assembly_that_counts_those_present(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 38, 35, 33, 10, 20]}, 46)
    with pytest.raises(AttendanceNeeded):
        open_party_round(by=a.clerk, contest=contest, now=NEXT_DAY)
    with pytest.raises(Refusals) as error:
        open_party_round(by=a.clerk, contest=contest, now=NEXT_DAY, attended=Attended(36))
    assert codes(error) == ["no_quorum"]
    further = open_party_round(by=a.clerk, contest=contest, now=NEXT_DAY, attended=Attended(38, 1))
    assert (further.round, further.present, further.day) == (Round.RUNOFF, 37, NEXT_DAY.date())
    ballot = [line.choice.name for line in further.positions.get().lines.all()]
    assert ballot == sorted(ballot, key=surname_key) == [a.people[4].name, a.people[5].name]  # A-ASM-14
    a.count(further, {"party_member": [30, 5]}, 37, now=NEXT_DAY)
    a.confirm(now=NEXT_DAY)
    elected = [each.name for each in elected_of(a.election, PARTY)]
    assert elected == sorted(elected, key=surname_key) == [person.name for person in a.people[:5]]  # A-CNT-11
    Election.objects.filter(pk=a.election.pk).update(party_day=DAY.date())
    assert a.hold("election", now=NEXT_DAY, box_checked_by="胡监票").issued == 46


def test_sc_83_more_returned_than_issued_voids_the_vote_which_is_held_anew(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    votes = {"party_member": [40, 38, 35, 33, 30, 20]}
    void = a.count(a.prepare(), votes, 41, issued=40, accepted=["more_returned_than_issued"])
    assert void.outcome.data["status"] == "invalid"
    with pytest.raises(RoundPending) as error:
        a.confirm()
    assert (error.value.data["anew"], error.value.clause) == (True, "A-CNT-01")
    anew = open_party_round(by=a.clerk, contest=void, now=DAY)
    assert [line.choice.key for line in anew.positions.get().lines.all()] == [f"c{p.pk}" for p in a.people]
    assert a.count(anew, votes, 40).outcome.data["status"] == "valid"


@pytest.mark.parametrize("returned", [39, 40])
def test_sc_83_fewer_or_as_many_returned_as_issued_leave_the_vote_valid(
    a: PartyVoteWalk, returned: int
) -> None:
    a.up_to_the_ballot()
    votes = {"party_member": [38, 36, 35, 33, 30, 20]}
    outcome = a.count(a.prepare(), votes, returned, issued=40).outcome.data
    balance = next(check for check in outcome["checks"] if check["code"] == "balance")
    assert (outcome["status"], balance["have"], balance["need"]) == ("valid", returned, 40)


def test_no_more_ballots_on_a_sheet_than_people_present(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot(present=40)
    with pytest.raises(Refusals) as error:
        a.count(a.prepare(), {"party_member": VOTES}, 41)
    assert codes(error)[0] == "issued_over_present"
    assert error.value.refusals[0].clause == "A-ASM-17"


# Papers, with the plan's own rule


def paper_count(plan: str, seats: int, ballots: list[dict[str, Any]]) -> dict[str, Any]:
    """The outcome of papers in one box under the counting rule of a plan; ten are expected and present."""
    ids = [f"c{n}" for n in range(1, 8)]
    return tally(
        {
            "contest": {"id": "1", "body": PARTY, "round": "first"},
            "rule": load_rulebook(plan).tally_rule(PARTY, "first"),
            "electors": 10,
            "present": 10,
            "positions": [{"id": "party_member", "seats": seats, "candidates": ids}],
            "candidates": {each: {"name": each} for each in ids},
            "boxes": [{"id": "1", "issued": 10, "returned": 10, "ballots": ballots}],
        }
    )


def marks(n: int, *choices: int) -> dict[str, Any]:
    return {"n": n, "marks": {"party_member": [f"c{each}" for each in choices]}}


def votes_in(outcome: dict[str, Any]) -> dict[str, int]:
    return {line["id"]: line["for"] for line in outcome["positions"][0]["votes"] if line["for"]}


@pytest.mark.parametrize("plan", ["county-town-2020", "city-town-2020", "district-town-2020"])
def test_sc_84_more_approvals_than_seats_void_the_paper_fewer_do_not(plan: str) -> None:
    outcome = paper_count(plan, 5, [marks(4, 1, 2, 3, 4, 5, 6), marks(6, 1, 2, 3, 4)])
    assert outcome["totals"]["spoilt"] == 4
    assert outcome["positions"][0]["valid"] == 6
    assert votes_in(outcome) == {"c1": 6, "c2": 6, "c3": 6, "c4": 6}


def test_sc_85_what_can_be_read_counts_a_paper_without_any_mark_to_read_does_not() -> None:
    """AMB-36, reading 1: marks that cannot be read are not typed; four marks of which one is so are three."""
    blank, unreadable = {"n": 1, "marks": {}}, {"n": 1, "spoilt": True}
    outcome = paper_count(
        "county-town-2020", 3, [marks(1, 1, 2), marks(1, 1, 2, 3), blank, unreadable, marks(6, 1)]
    )
    assert votes_in(outcome) == {"c1": 8, "c2": 2, "c3": 1}
    assert outcome["totals"]["spoilt"] == 1
    assert outcome["positions"][0]["valid"] == 9


# The agenda and the step


def test_the_election_is_put_on_record_when_its_vote_is_confirmed_with_the_figures_counted(
    a: PartyVoteWalk,
) -> None:
    a.up_to_the_ballot()
    assert "party_vote_open" in refused(a, "election", issued=46, box_checked_by="胡监票")
    a.count(a.prepare(), {"party_member": VOTES}, 44, issued=45)
    assert refused(a, "election", box_checked_by="胡监票") == ["party_vote_open"]
    a.confirm()
    assert a.hold("election", issued=3, box_checked_by="胡监票").issued == 45


def test_party_assembly_full_in_plan_a(a: PartyVoteWalk, township: User) -> None:
    a.members_elected()
    a.hold("election", box_checked_by="胡监票")
    for item in ("result_reported", "elected_announced"):
        a.hold(item)
    a.hold("work_report_adopted", votes={"work_report": YES})
    assert refused(a, "secretary_speaks") == ["party_vote_open"]
    a.posts_filled()
    a.hold("secretary_speaks")
    assert not progress_of_one(a.election, DAY).steps["party_election"].evidence.happened
    a.hold("closing")
    shown = progress_of_one(a.election, DAY).steps["party_election"].evidence
    assert (shown.happened, shown.done_at) == ({"assembly_held": DAY.date()}, None)
    assert (shown.waiting_for, shown.waiting_since) == ("township_office", DAY)
    record_step(
        by=a.township, election=a.election, step="party_election", held_on=DAY.date(), people="镇党委", note="批复同意",
        signers=[Signer("王晓梅", "书记")], parts=["approved"], document="镇党委〔2021〕5号", now=DAY,
    )  # fmt: skip
    assert progress_of_one(a.election, DAY).steps["party_election"].evidence.done_at == DAY
    team = held_of([a.election], View.ELECTED)[a.election.pk]
    assert sorted(posts for held in team.values() for posts in held) == [
        "party_deputy", "party_member", "party_member", "party_member", "secretary",
    ]  # fmt: skip


def test_party_assembly_full_in_plan_c(c: Path, clerk: User, teller: User, township: User) -> None:
    walk = elected_in_c(c, clerk, township, teller)
    assert refused(walk, "first_meeting") == ["party_vote_open"]
    walk.posts_filled()
    walk.hold_rest()
    shown = progress_of_one(c.election, DAY).steps["party_election"].evidence
    assert shown.happened == {"assembly_held": DAY.date()}
    assert len(AgendaRecord.objects.filter(election=c.election)) == 15


def test_in_plan_c_scrutineers_and_tellers_are_adopted_by_name_and_one_of_them_reports(
    c: Path, clerk: User, teller: User, township: User
) -> None:
    """C-ASM-08 (7): the lists that are voted on name people, who are no candidates; one of them reports (C-CNT-01)."""
    walk = ready_in_plan_c(c, clerk, township, teller)
    walk.hold_rest(until="resumption")
    votes = {"assembly_method": YES, "duty_lists": YES}
    assert refused(walk, "resumption", votes=votes) == ["names_missing", "names_missing"]
    standing = {"scrutineers": ["胡监票"], "tellers": ["何计票", walk.people[0].name]}
    with pytest.raises(Refusals) as error:
        walk.hold("resumption", votes=votes, names=standing)
    (refusal,) = error.value.refusals
    assert (refusal.code, refusal.clause, refusal.field) == ("candidate_on_duty", "C-ASM-08", "names-tellers")
    walk.hold_rest(until="election")
    walk.count(walk.prepare(), {"party_member": VOTES}, 46)
    rule_confirmed(c.election.cycle, clerk)
    reported = {"by": clerk, "election": c.election, "body": PARTY, "now": DAY}
    with pytest.raises(NotScrutineer):
        confirm_party_vote(reported_by="党员40", **reported)
    assert confirm_party_vote(reported_by="胡监票", **reported)[-1].state == ContestState.CONFIRMED


def test_party_assembly_without_quorum_has_no_ballot(a: PartyVoteWalk) -> None:
    assert "no_quorum" in refused(a, "count", present=36)
    with pytest.raises(AgendaOutOfOrder):
        a.prepare()
    assert vote_of(a.election, PARTY) is None


# The first meeting


def test_the_first_meeting_elects_secretary_and_deputy_from_the_members(a: PartyVoteWalk) -> None:
    with pytest.raises(MembersNotElected):
        a.meet()
    a.members_elected()
    contest = a.meet(present=4)
    assert (contest.body, contest.electors, contest.present) == (FIRST_MEETING, 5, 4)
    assert [(p.post, p.seats, p.lines.count()) for p in contest.positions.all()] == [
        ("secretary", 1, 1),
        ("party_deputy", 1, 1),
    ]
    a.count(contest, {"secretary": [4], "party_deputy": [3]}, 4)
    a.confirm(FIRST_MEETING)
    vote = party_vote_of(a.election)
    assert [(each.post, each.name) for each in vote.holders] == [
        ("secretary", a.people[0].name),
        ("party_deputy", a.people[1].name),
    ]
    assert vote.settled


def test_more_than_half_of_the_members_elect_not_of_those_present(a: PartyVoteWalk) -> None:
    a.members_elected()
    contest = a.count(a.meet(present=4), {"secretary": [2], "party_deputy": [3]}, 4)
    outcome = contest.outcome.data["positions"][0]
    assert (outcome["threshold"], outcome["elected"]) == ({"of": 5, "need": 3}, [])
    again = open_party_round(by=a.clerk, contest=contest, now=DAY, attended=Attended(5))
    assert (again.round, again.present) == (Round.RUNOFF, 5)
    a.count(again, {"secretary": [4]}, 5)
    a.confirm(FIRST_MEETING)
    assert party_vote_of(a.election).settled


def test_nobody_meets_or_more_than_there_are(a: PartyVoteWalk) -> None:
    a.members_elected()
    for present in (0, 6):
        with pytest.raises(NobodyPresent):
            a.meet(present)


def test_who_stands_for_a_post_was_elected_and_another_needs_consent(a: PartyVoteWalk) -> None:
    """The one who stood for secretary was not elected: the township consents to another (A-ASM-13, A-ASM-14)."""
    a.up_to_the_ballot()
    a.count(a.prepare(), {"party_member": [20, 38, 35, 33, 30, 40]}, 46)
    a.confirm()
    with pytest.raises(Refusals) as error:
        a.meet()
    assert codes(error) == ["candidates_for_post"]
    keys = [f"c{each.pk}" for each in a.people]
    with pytest.raises(Refusals) as error:
        a.meet(standing={"secretary": [keys[0]], "party_deputy": [keys[1]]}, consent="镇党委批复3号")
    assert codes(error) == ["not_elected_member"]
    standing = {"secretary": [keys[5]], "party_deputy": [keys[1]]}
    with pytest.raises(Refusals) as error:
        a.meet(standing=standing)
    assert codes(error) == ["consent_unnamed"]
    contest = a.meet(standing=standing, consent="镇党委批复3号")
    told = LedgerEntry.objects.filter(act=Act.CONTEST_PREPARED).order_by("pk")
    assert [entry.data.get("consent") for entry in told][-1] == "镇党委批复3号"
    assert contest.state == ContestState.PREPARED


def test_seats_that_stayed_empty_are_told_with_the_points_of_the_assembly(a: PartyVoteWalk) -> None:
    """A-ASM-19: all seats are to be filled; what is missing is told once the vote is confirmed."""
    a.up_to_the_ballot()
    contest = a.prepare()
    assert points(a).seats is None
    a.count(contest, {"party_member": VOTES}, 46)
    told = points(a)
    assert (told.papers and told.papers["returned"], told.seats) == (46, None)
    a.confirm()
    assert (str(points(a).seats), points(a).unfilled) == ("5/5", 0)
    SeatPlan.objects.filter(election=a.election, post="party_member").update(seats=4)
    assert (str(points(a).seats), points(a).unfilled) == ("5/6", 1)


def points(walk: PartyVoteWalk) -> Points:
    told = points_of(walk.election, agenda_of(walk.election), party_vote_of(walk.election))
    assert told is not None
    return told
