"""Who gives way to a relative by a decision on record, as soon as both are elected: the seat falls vacant (A-KIN-01, AMB-16)."""

from datetime import datetime

from accounts.exempt import part_of_an_act
from accounts.models import User
from candidates.queries.elected import elected_pairs
from elections.models import Election
from voting.enums import InvalidGround
from voting.models import Invalidity
from voting.services.giving_way import GivesWay, Settled, settle_seats


@part_of_an_act
def settle_yielded(*, by: User, election: Election, now: datetime, decides: bool = False) -> Settled:
    """Bring the seats into line with what is decided on relatives elected. Raises what settle_seats raises."""
    giving = {
        key: GivesWay(pair.ground.rule.clause, pair.decision.document, pair.decision.reason)
        for pair, elected in elected_pairs(election)
        if pair.decision is not None and pair.decision.yields_id is not None
        for key in elected[pair.decision.yields_id]
    }
    return settle_seats(by=by, election=election, giving=giving, now=now, decides=decides)


@part_of_an_act
def settle_again(election: Election, by: User, now: datetime) -> list[dict[str, str]]:
    """The seats that fell vacant because somebody elected now gives way by a decision made before."""
    return settle_yielded(by=by, election=election, now=now).vacated


@part_of_an_act
def settle_after_fall(made: Invalidity, by: User, now: datetime) -> list[str]:
    """Where the election of the other of the two fell, nobody has to give way; no term ends by that."""
    if made.void and made.ground != InvalidGround.RELATIVE:
        settle_yielded(by=by, election=made.contest.election, now=now)
    return []
