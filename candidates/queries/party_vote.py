"""The vote of the Party organisation, read: the members' round by round, the first meeting's, and who holds which post."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from candidates.models import SeatPlan
from candidates.party_vote_rules import POSTS
from candidates.queries.seats import seats_of
from elections.models import Election
from elections.steps import once
from villages.enums import Body, Post
from voting.models import Contest
from voting.queries.contest import counted
from voting.queries.result import Elected, Vote, all_votes_of, elected_in, vote_of
from voting.rounds import FIRST_MEETING, PARTY, Seat


@dataclass(frozen=True, slots=True)
class PartyVote:
    """Both votes of the Party organisation. `posts` are those that the first meeting fills, with their seats."""

    members: Vote | None
    first_meeting: Vote | None
    posts: Mapping[str, int]

    @property
    def settled(self) -> bool:
        """Whether nothing of it is open: members elected, posts filled, both confirmed."""
        return self.is_confirmed(PARTY) and (not self.posts or self.is_confirmed(FIRST_MEETING))

    def of(self, body: str) -> Vote | None:
        return {PARTY: self.members, FIRST_MEETING: self.first_meeting}.get(body)

    def is_confirmed(self, body: str) -> bool:
        vote = self.of(body)
        return vote is not None and vote.confirmed

    @property
    def elected(self) -> list[Elected]:
        """The members elected, whatever post they hold besides; nobody before the vote is confirmed."""
        return elected_in(self.members) if self.members and self.members.confirmed else []

    @property
    def holders(self) -> list[Elected]:
        """Secretary and deputies, once their vote is confirmed."""
        own = [each for each in self.elected if each.post in POSTS]
        meeting = self.first_meeting
        return [*own, *(elected_in(meeting) if meeting and meeting.confirmed else ())]

    @property
    def issued(self) -> int | None:
        """The ballots of the round that elected members first, by its count; None while no valid round is counted."""
        rounds = self.members.rounds if self.members else ()
        totals = [
            held.outcome.data["totals"]["issued"]
            for held in rounds
            if counted(held) and held.outcome.data["status"] == "valid"
        ]
        return totals[0] if totals else None


def party_vote_of(election: Election) -> PartyVote:
    """The vote of an election's Party organisation, as far as it was held here."""
    members = vote_of(election, PARTY)
    return PartyVote(members, vote_of(election, FIRST_MEETING), posts_left(election, members))


def posts_left(election: Election, members: Vote | None) -> dict[str, int]:
    """Secretary and deputies as far as the assembly does not elect them itself, with their seats."""
    own = members.standing.seats if members else {}
    return {
        plan.post: plan.seats
        for plan in seats_of(election, Body.PARTY)
        if plan.post in POSTS and plan.seats and plan.post not in own
    }


def seated_in(members: Vote, first_meeting: Vote | None) -> dict[str, set[str]]:
    """The posts of everybody elected, by key; whoever is secretary or deputy is told by that post alone."""
    seats: list[Seat] = list(members.standing.elected) if members.confirmed else []
    found = {seat.person: {seat.post} for seat in seats}
    if first_meeting is not None and first_meeting.confirmed:
        found |= {seat.person: {seat.post} for seat in first_meeting.standing.elected}
    return found


def posts_elected(election: Election) -> dict[str, str] | None:
    """Those elected to the Party organisation by their keys, each with the highest post; None where it did not vote here."""
    members = vote_of(election, PARTY)
    if members is None:
        return None
    order = list(Post)
    return {
        key: min(posts, key=lambda post: order.index(Post(post)))
        for key, posts in seated_in(members, vote_of(election, FIRST_MEETING)).items()
    }


def seats_by(election: Election, key: str) -> list[tuple[Contest, str]]:
    """The confirmed rounds by which somebody holds a seat of the Party organisation, with its post; the highest first."""
    return [
        (vote.round(seat.number), seat.post)
        for vote in (vote_of(election, FIRST_MEETING), vote_of(election, PARTY))
        if vote is not None and vote.confirmed
        for seat in vote.standing.elected
        if seat.person == key
    ]


@dataclass(frozen=True, slots=True)
class Settled:
    """A vote of a Party organisation of which nothing is open: when it was confirmed, how many members it elected."""

    at: datetime
    elected: int


def settled_in(elections: Collection[Election]) -> dict[int, Settled]:
    """The votes held here of which nothing is open, of many elections; two queries, one where there is none."""
    votes = once(all_votes_of, elections)
    members = {pk: vote for (pk, body), vote in votes.items() if body == PARTY and vote.confirmed}
    if not members:
        return {}
    wanted: dict[int, set[str]] = {}
    plans = SeatPlan.objects.filter(election__in=list(members), post__in=POSTS, seats__gt=0)
    for pk, post in plans.values_list("election_id", "post"):
        wanted.setdefault(pk, set()).add(post)
    found: dict[int, Settled] = {}
    for pk, vote in members.items():
        meeting = votes.get((pk, FIRST_MEETING))
        left = wanted.get(pk, set()) - set(vote.standing.seats)
        if not left or (meeting is not None and meeting.confirmed):
            last = (vote if not left or meeting is None else meeting).last.confirmed_at
            assert last is not None
            found[pk] = Settled(last, len(vote.standing.elected))
    return found
