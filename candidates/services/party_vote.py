"""The assembly's vote on the members of the Party organisation: made from the formal list, held on by further rounds."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from candidates import party_vote_refusals as refusals
from candidates.models import Candidacy
from candidates.party_vote_rules import number_fault, vote_rules
from candidates.queries.assembly import agenda_of, expected_at
from candidates.queries.party_path import formal_party, party_seats
from candidates.refusals import TooFewCandidates
from candidates.services.agenda import its_turn
from candidates.services.agenda_checks import Attended, refuse_attendance, refuse_early, refuse_other_day
from elections.models import Election
from elections.services.gate import gate
from villages.enums import Post
from voting.enums import BoxKind, Round
from voting.models import Contest, box
from voting.rounds import PARTY
from voting.services.box import BoxDraft, replace_boxes
from voting.services.contest import ChoiceDraft, Meeting, PositionDraft, prepare_contest
from voting.services.runoff import open_runoff

BOX = BoxDraft(BoxKind.VENUE, box.ASSEMBLY)


def prepare_party_vote(
    *, by: User, election: Election, now: datetime, direct: bool = False, approval: str = ""
) -> Contest:
    """Prepare the members' ballot when its turn in the agenda has come: its electors are those expected, by the latest
    count of those present (A-ASM-12, A-ASM-13, C-ASM-08).

    On the ballot are the formal candidates, in their order. `direct`: the assembly elects the secretary itself
    (B-ASM-01). `approval` is the paper by which the upper Party organisation lets so few stand, where a cancelled
    candidacy left no more candidates than seats (A-ASM-03).

    Raises what the gate raises, AgendaOutOfOrder, AssemblyOver, AssemblyNotToday, AssemblyTooEarly, FormalListMissing,
    DirectNotAllowed, TooFewCandidates, CandidatesForPost, ContestExists.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = gate(election.cycle.rules.assembly_step, election, now).election
        agenda = agenda_of(election)
        item = its_turn(
            agenda, next(item.key for item in election.cycle.rules.assembly_agenda if item.ballots)
        )
        refuse_other_day(election, now)
        refuse_early(election, now)
        day = localtime(now).date()
        contest = prepare_contest(
            by=by,
            office=office,
            election=election,
            round=Round.FIRST,
            positions=_positions(election, direct, approval.strip(), item.item.clause),
            day=day,
            now=now,
            step=election.cycle.rules.assembly_step,
            body=PARTY,
            meeting=Meeting(expected_at(election, day).number, agenda.count.voting if agenda.count else 0),
            consent=approval.strip(),
        )
        replace_boxes(contest, [BOX])
    return contest


def _positions(election: Election, direct: bool, approval: str, clause: str) -> list[PositionDraft]:
    """The posts that the assembly fills.

    Raises FormalListMissing, DirectNotAllowed, TooFewCandidates, CandidatesForPost.
    """
    rules, people, seats = (
        vote_rules(election.cycle.rules),
        list(formal_party(election)),
        party_seats(election),
    )
    if not people or not seats:
        raise refusals.FormalListMissing(
            _("The assembly’s formal candidates are not on record; record them first."), clause=clause
        )
    if direct and not rules.direct:
        raise refusals.DirectNotAllowed(
            _("The assembly elects the members; they elect secretary and deputies."), clause=rules.mode_clause
        )
    if not (direct or rules.directly):
        _refuse_no_choice(len(people), seats, approval, clause)
        return [_position(Post.PARTY_MEMBER, 1, seats, people)]
    first = [person for person in people if person.post == Post.SECRETARY]
    others = [person for person in people if person.post != Post.SECRETARY]
    fault = number_fault(rules, Post.SECRETARY, have=len(first), seats=1)
    if fault is not None:
        raise fault
    _refuse_no_choice(len(others), seats - 1, approval, clause)
    return [_position(Post.SECRETARY, 1, 1, first), _position(Post.PARTY_MEMBER, 2, seats - 1, others)]


def _refuse_no_choice(have: int, seats: int, approval: str, clause: str) -> None:
    """Members are elected from more candidates than seats (A-ASM-03), whoever left the list since it was decided,
    unless a paper allows it.

    Raises TooFewCandidates.
    """
    if have <= seats and not approval:
        raise TooFewCandidates(
            _(
                "%(have)s candidates for %(seats)s seats: the members are elected from more candidates than seats."
            ),
            {"have": have, "seats": seats},
            clause=clause,
            data={"have": have, "need": seats + 1},
        )


def _position(post: str, rank: int, seats: int, people: Sequence[Candidacy]) -> PositionDraft:
    choices = tuple(ChoiceDraft(key=f"c{person.pk}", name=person.name, sex=person.sex) for person in people)
    return PositionDraft(post=post, rank=rank, seats=seats, choices=choices)


def open_party_round(
    *, by: User, contest: Contest, now: datetime, attended: Attended | None = None
) -> Contest:
    """Open the round that must follow in a meeting: a re-vote, a further election, a void round anew (A-CNT-01, A-CNT-09,
    A-CNT-10). `contest` is the last round.

    In the same meeting those present are as counted, unless `attended` counts them again; another assembly counts
    its own, and needs its quorum. Raises AttendanceNeeded, Refusals with NoQuorum, PresentOverExpected, and what
    open_runoff raises.
    """
    require(by, "runoff.open", contest.election.village_id)
    with transaction.atomic():
        election = gate(contest.election.cycle.rules.assembly_step, contest.election, now).election
        day = localtime(now).date()
        return open_runoff(
            by=by, contest=contest, day=day, now=now, meeting=_meeting(election, contest, attended, now)
        )


def _meeting(election: Election, contest: Contest, attended: Attended | None, now: datetime) -> Meeting:
    day = localtime(now).date()
    if attended is None:
        if contest.day != day:
            raise refusals.AttendanceNeeded(
                _("Another meeting counts those present again."),
                clause=election.cycle.rules.count.party_committee.quorum.clause or None,
                field="present",
            )
        return Meeting(contest.electors, contest.present or 0)
    if contest.body != PARTY:
        refuse_present(attended.voting, contest.electors)
        return Meeting(contest.electors, attended.voting)
    expected = expected_at(election, day)
    refuse_attendance(election, expected, attended)
    return Meeting(expected.number, attended.voting)


def refuse_present(present: int, members: int) -> None:
    """Raises NobodyPresent."""
    if not 0 < present <= members:
        raise refusals.NobodyPresent(
            _("Of %(members)s members, how many are present?"), {"members": members}, field="present"
        )
