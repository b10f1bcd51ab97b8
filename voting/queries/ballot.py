"""The register of ballots handed out, read: who has taken one, who may, and how many went out at each box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from elections.models import Election
from voting.enums import Manner, MobileState
from voting.models import Box, BoxRecord, Contest, IssuedBallot, Proxy, RollEntry
from voting.places import places_of
from voting.proxy_rules import proxy_rules
from voting.queries.electors import find_voters, voters_by_index
from voting.queries.proxy import numbered_of_holder, usable_proxies
from voting.queries.roll import published_roll

OUT = Q(taken_back_at=None)


def ballots_of(contest: Contest) -> QuerySet[IssuedBallot]:
    """Every entry of the register of a round, the latest first, those taken back among them."""
    return contest.issued_ballots.select_related("box", "proxy", "issued_by").order_by("-issued_at", "-pk")


def ballot_of(contest: Contest, pk: int) -> IssuedBallot | None:
    found = ballots_of(contest).filter(pk=pk).first()
    if found is not None:
        found.contest = contest
    return found


def ballot_taken(contest: Contest, voter: bytes) -> IssuedBallot | None:
    """The ballot that was handed out for a voter (blind index) in this round and not taken back."""
    return ballots_of(contest).filter(OUT, voter_index=voter).first()


@dataclass(frozen=True, slots=True)
class Entrusted:
    """A proxy at the desk: whose ballot its holder may take, which of the holder's it is, and whether it is taken."""

    proxy: Proxy
    principal: RollEntry
    place: int
    ballot: IssuedBallot | None


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A voter as the desk sees it. `given` is the voter's own proxy, `holds` those of others; `boxes` is where to vote."""

    entry: RollEntry
    ballot: IssuedBallot | None
    given: Proxy | None
    mobile: bool
    boxes: tuple[Box, ...]
    holds: tuple[Entrusted, ...] = field(default=())

    def votes_at(self, box: Box) -> bool:
        return any(each.pk == box.pk for each in self.boxes)


def at_desk(contest: Contest, words: str) -> list[AtDesk]:
    """The voters found by number, name or pinyin, with all that the desk must know; a fixed number of queries."""
    election = contest.election
    roll = published_roll(election)
    found = find_voters(roll, words) if roll is not None else []
    return told_at_desk(contest, found) if found else []


def told_at_desk(contest: Contest, entries: Sequence[RollEntry]) -> list[AtDesk]:
    """These voters as the desk sees them."""
    election = contest.election
    proxies = usable_proxies(election, proxy_rules(election))
    asked = {bytes(entry.id_index) for entry in entries}
    ours = [p for p in proxies if {bytes(p.holder_index), bytes(p.principal_index)} & asked]
    principals = voters_by_index(election, [bytes(proxy.principal_index) for proxy in ours])
    taken = _taken(contest, [*asked, *principals])
    mobile = _on_mobile_list(election, asked)
    boxes, places = list(contest.boxes.all()), numbered_of_holder(proxies)
    given = {bytes(proxy.principal_index): proxy for proxy in ours}

    def holds(holder: bytes) -> tuple[Entrusted, ...]:
        return tuple(
            Entrusted(proxy, principals[one], places[proxy.pk], taken.get(one))
            for proxy in ours
            if bytes(proxy.holder_index) == holder and (one := bytes(proxy.principal_index)) in principals
        )

    return [
        AtDesk(
            entry,
            taken.get(index),
            given.get(index),
            index in mobile,
            tuple(places_of(boxes, entry.group)),
            holds(index),
        )
        for entry in entries
        if (index := bytes(entry.id_index))
    ]


def _taken(contest: Contest, indexes: Sequence[bytes]) -> Mapping[bytes, IssuedBallot]:
    return {
        bytes(ballot.voter_index): ballot
        for ballot in ballots_of(contest).filter(OUT, voter_index__in=indexes)
    }


def _on_mobile_list(election: Election, indexes: set[bytes]) -> set[bytes]:
    confirmed = election.mobile_voters.filter(state=MobileState.CONFIRMED, voter_index__in=indexes)
    return {bytes(index) for index in confirmed.values_list("voter_index", flat=True)}


@dataclass(frozen=True, slots=True)
class BoxFigures:
    """How many ballots went out at a box, by manner."""

    box: Box
    in_person: int
    proxy: int
    mobile: int

    @property
    def all(self) -> int:
        return self.in_person + self.proxy + self.mobile


def register_figures(contest: Contest) -> list[BoxFigures]:
    """The ballots handed out at each box of a round, without those taken back; two queries."""
    rows = (
        contest.issued_ballots.filter(OUT).order_by().values_list("box_id", "manner").annotate(n=Count("pk"))
    )
    counted = {(box, manner): n for box, manner, n in rows}
    return [
        BoxFigures(box, *(counted.get((box.pk, manner), 0) for manner in Manner.values))
        for box in contest.boxes.all()
    ]


def handed_out(box: Box) -> int | None:
    """How many ballots the register says went out at a box; None where no register was kept there."""
    found = box.issued_ballots.aggregate(kept=Count("pk"), out=Count("pk", filter=OUT))
    return found["out"] if found["kept"] else None


def accounted(box: Box) -> int | None:
    """How many ballots went out at a box by the closed account of its papers; None while that is open."""
    return BoxRecord.objects.filter(box=box).values_list("issued", flat=True).first()
