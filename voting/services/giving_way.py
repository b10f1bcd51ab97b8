"""Somebody elected gives way to a relative: the seat falls vacant, and what follows follows (A-KIN-01, AMB-16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from elections.models import Election
from voting.count_sheet import called
from voting.enums import InvalidGround, InvalidScope
from voting.falls import follow_fall
from voting.models import Invalidity
from voting.queries.giving_way import seat_followed
from voting.queries.result import vote_of
from voting.refusals.count import RoundFollowed
from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY


@dataclass(frozen=True, slots=True)
class GivesWay:
    """The decision by which somebody gives way, by its document, and the clause that asks for it."""

    clause: str
    decision: str
    reason: str


@dataclass(slots=True)
class Settled:
    """What a decision came to, for the ledger: seats that fell vacant, seats that are held again, terms ended."""

    vacated: list[dict[str, str]] = field(default_factory=list)
    returned: list[dict[str, str]] = field(default_factory=list)
    terms_ended: list[str] = field(default_factory=list)


@part_of_an_act
def settle_seats(
    *, by: User, election: Election, giving: Mapping[str, GivesWay], now: datetime, decides: bool
) -> Settled:
    """Leave empty exactly the seats of those who give way now, by their keys; who need not any more holds the seat again.

    A seat for which a further round was opened stays empty; where somebody decides so, RoundFollowed is raised. The
    caller holds the place and the election.
    """
    settled = Settled()
    rows = Invalidity.objects.filter(contest__election=election, ground=InvalidGround.RELATIVE)
    for row in rows.select_related("contest").order_by("pk"):
        if row.person in giving:
            continue
        if not seat_followed(row):
            settled.returned.append({"post": row.post, "name": row.name})
            row.delete()
        elif decides:
            raise RoundFollowed(
                _("A further round was opened for the seat that %(name)s gave up; that decision stays."),
                {"name": called(row.name)},
                clause=row.clause or None,
            )
    # The Party's members first: who leaves its committee keeps no post of its meeting.
    for body in (PARTY, FIRST_MEETING, COMMITTEE):
        _vacate(by, election, body, giving, now, settled)
    return settled


def _vacate(
    by: User, election: Election, body: str, giving: Mapping[str, GivesWay], now: datetime, settled: Settled
) -> None:
    vote = vote_of(election, body)
    for seat in vote.standing.elected if vote is not None else ():
        if vote is None or seat.person not in giving:
            continue
        ground = giving[seat.person]
        made = Invalidity.objects.create(
            contest=vote.round(seat.number),
            scope=InvalidScope.PERSON,
            post=seat.post,
            person=seat.person,
            name=vote.name(seat.person),
            ground=InvalidGround.RELATIVE,
            clause=ground.clause,
            reason=ground.reason,
            decision=ground.decision,
            declared_by=by,
            declared_at=now,
        )
        settled.vacated.append({"post": made.post, "name": made.name})
        settled.terms_ended += follow_fall(made, by, now)
