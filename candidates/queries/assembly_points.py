"""What the plan wants of the assembly before all, told in figures: attendance, order, voting, seats (A-ASM-19)."""

from collections.abc import Mapping
from dataclasses import dataclass

from candidates.models import AgendaRecord
from candidates.queries.assembly import AgendaShown
from candidates.queries.party_vote import PartyVote
from candidates.queries.seats import seats_of
from candidates.structure.sums import Share
from elections.models import Election
from villages.enums import Body
from voting.queries.contest import counted


@dataclass(frozen=True, slots=True)
class Points:
    """`order` are the clauses' codes of the rulebook. `seats` is None until the vote on the members is confirmed."""

    order: tuple[str, ...]
    clause: str
    attendance: Share | None
    items: Share
    papers: Mapping[str, int] | None
    seats: Share | None

    @property
    def unfilled(self) -> int:
        """How many seats stayed empty by the confirmed vote."""
        return self.seats.whole - self.seats.part if self.seats else 0


def points_of(election: Election, agenda: AgendaShown, vote: PartyVote) -> Points | None:
    """The points of an assembly as it stands; None where the plan names none."""
    rule = election.cycle.rules.assembly.points
    if not rule.stated:
        return None
    return Points(
        order=rule.value,
        clause=rule.clause,
        attendance=_attendance(agenda.count),
        items=Share(agenda.done, len(agenda.items)),
        papers=_papers(vote),
        seats=_seats(election, vote),
    )


def _attendance(count: AgendaRecord | None) -> Share | None:
    return Share(count.voting, count.expected or 0) if count else None


def _papers(vote: PartyVote) -> Mapping[str, int] | None:
    """What the last counted round says of its papers: issued, returned."""
    rounds = [held for held in (vote.members.rounds if vote.members else ()) if counted(held)]
    return rounds[-1].outcome.data["totals"] if rounds else None


def _seats(election: Election, vote: PartyVote) -> Share | None:
    if not (vote.members and vote.members.confirmed):
        return None
    return Share(len(vote.elected), sum(plan.seats for plan in seats_of(election, Body.PARTY)))
