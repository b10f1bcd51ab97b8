"""The chair and the deputies, whom the members of the election committee choose from among them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from candidates.counted import Line, Place, counted
from candidates.enums import MemberRole, VoteAbout
from candidates.models import ElectionCommittee
from candidates.queries.election_committee import Roster
from candidates.services.election_committee import formed
from candidates.services.election_committee_checks import chair_faults
from candidates.services.nomination_checks import day_faults
from candidates.tallied import CHAIR_TITLE, committee_asked
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.recorded import RecordedVote
from voting.services.recorded import keep_votes


def choose_chair(
    *,
    by: User,
    election: Election,
    held_on: date,
    votes: Mapping[int, int],
    chair: int,
    deputies: Collection[int],
    now: datetime,
    category: str = "",
    reason: str = "",
) -> ElectionCommittee:
    """Record whom the members chose as chair and deputies (A-COM-04, A-COM-05); keys are those of the members.

    Raises what the gate raises, CommitteeNotFormed, and at once all of DateInTheFuture, ChairMissing,
    ChairVotesFaulty, ReasonNeeded.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        roster = formed(election)
        faults = [
            *day_faults(held_on, now),
            *chair_faults(roster.rules, roster, votes, chair, deputies, category, reason),
        ]
        if faults:
            raise Refusals(faults)
        committee = roster.committee
        _give_roles(roster, votes, chair, deputies)
        committee.chosen_on, committee.chair_category = held_on, category
        committee.chair_reason = reason.strip()
        if committee.filed_at is not None:
            committee.changed_at = now
        committee.save()
        names = {one.pk: one.name for one in roster.serving}
        data = {
            "held_on": held_on.isoformat(),
            "chair": names[chair],
            "deputies": [names[pk] for pk in deputies],
            "votes": {names[pk]: number for pk, number in votes.items() if pk in names},
            "category": category,
            "reason": reason.strip(),
            **keep_votes(election=election, votes=_vote_held(roster, votes, chair, held_on, reason), now=now),
        }
        act, step = Act.COMMITTEE_CHAIR, Step.ELECTION_COMMITTEE
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return committee


def _vote_held(
    roster: Roster, votes: Mapping[int, int], chair: int, held_on: date, reason: str
) -> list[RecordedVote]:
    """The choice of the chair as a vote; none where the members agreed without one."""
    people = [Line(one.pk, one.name, votes[one.pk]) for one in roster.serving if votes.get(one.pk)]
    if not people:
        return []
    rules = roster.committee.election.cycle.rules
    found = counted(committee_asked(rules), [Place("chair", CHAIR_TITLE, 1, people)])
    decided = {"chair": [chair]}
    return [found.recorded(VoteAbout.COMMITTEE_CHAIR, held_on, decided=decided, decision=reason)]


def _give_roles(roster: Roster, votes: Mapping[int, int], chair: int, deputies: Collection[int]) -> None:
    """The old chair first, so that there are never two."""
    for member in sorted(roster.serving, key=lambda one: one.pk == chair):
        member.chair_votes = votes.get(member.pk, 0)
        member.role = MemberRole.DEPUTY if member.pk in deputies else MemberRole.MEMBER
        if member.pk == chair:
            member.role = MemberRole.CHAIR
        member.save(update_fields=["chair_votes", "role"])
