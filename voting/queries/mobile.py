"""The mobile box, read: who asked, who is confirmed, and the routes."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from elections.models import Election
from voting.enums import MobileState
from voting.models import MobileRoute, MobileVoter
from voting.queries.electors import voters_by_index


@dataclass(frozen=True, slots=True)
class MobileRow:
    """A request with whether the voter still stands on the roll in force."""

    voter: MobileVoter
    on_roll: bool


@dataclass(frozen=True, slots=True)
class MobileCounts:
    requested: int
    confirmed: int
    refused: int
    unrouted: int

    @property
    def listed(self) -> int:
        return self.requested + self.confirmed


def mobile_voters(election: Election, words: str = "", state: str = "") -> QuerySet[MobileVoter]:
    """The requests in a state ("" for those not refused) whose name or number matches, by group and number."""
    found = election.mobile_voters.select_related("route", "requested_by", "decided_by")
    found = found.filter(state=state) if state else found.exclude(state=MobileState.REFUSED)
    typed = "".join(words.split())
    if not typed:
        return found
    return found.filter(number=int(typed[:9])) if typed.isdecimal() else found.filter(name__contains=typed)


def mobile_voter_of(election: Election, pk: int) -> MobileVoter | None:
    found = election.mobile_voters.select_related("route").filter(pk=pk).first()
    if found is not None:
        found.election = election
    return found


def told_mobile(election: Election, voters: list[MobileVoter]) -> list[MobileRow]:
    """Requests with how their voters stand on the roll in force: one query, however many."""
    there = voters_by_index(election, [bytes(voter.voter_index) for voter in voters])
    return [MobileRow(voter, bytes(voter.voter_index) in there) for voter in voters]


def mobile_counts(election: Election) -> MobileCounts:
    """How many requests stand where, in one query."""
    rows: Counter[tuple[str, int | None]] = Counter(
        election.mobile_voters.order_by().values_list("state", "route")
    )
    by_state: Counter[str] = Counter()
    for (state, _route), n in rows.items():
        by_state[state] += n
    return MobileCounts(
        requested=by_state[MobileState.REQUESTED],
        confirmed=by_state[MobileState.CONFIRMED],
        refused=by_state[MobileState.REFUSED],
        unrouted=rows[MobileState.CONFIRMED, None],
    )


def routes_of(election: Election) -> list[MobileRoute]:
    """The routes with those who carry each box and the confirmed voters that it visits."""
    confirmed = MobileVoter.objects.filter(state=MobileState.CONFIRMED)
    routes = election.mobile_routes.prefetch_related(Prefetch("voters", confirmed), "carriers")
    return list(routes.order_by("number"))


def route_of(election: Election, number: int) -> MobileRoute | None:
    return election.mobile_routes.filter(number=number).first()


def confirmed_mobile(election: Election) -> QuerySet[MobileVoter]:
    """Those the box is taken to, by group and number."""
    return election.mobile_voters.filter(state=MobileState.CONFIRMED).select_related("route")
