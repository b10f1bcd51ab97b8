"""Proxies, read: the list of a village, who holds how many, which may be used, and what is still to be done."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from elections.enums import Step
from elections.models import Election, StepRecord
from voting.enums import ProxyState
from voting.models import Proxy, RollEntry
from voting.models.proxy import ACTIVE
from voting.proxy_rules import ProxyRules
from voting.queries.electors import voters_by_index

METHOD = "proxy_method"  # the part of a record that says what the election method allows


def proxies_of(election: Election) -> QuerySet[Proxy]:
    """Every proxy of an election, by principal's number."""
    return election.proxies.select_related("form", "requested_by", "reviewed_by").order_by(
        "principal_group", "principal_number", "pk"
    )


def active_proxies(election: Election) -> QuerySet[Proxy]:
    """Those requested or approved, which count for the limit of their holder."""
    return proxies_of(election).filter(ACTIVE)


def proxy_of(election: Election, pk: int) -> Proxy | None:
    found = proxies_of(election).filter(pk=pk).first()
    if found is not None:
        found.election = election
    return found


def held_by(election: Election, holder: bytes) -> int:
    """How many active proxies a voter (blind index) holds; the own vote is none."""
    return active_proxies(election).filter(holder_index=holder).count()


def waiting_to_be_published(election: Election) -> QuerySet[Proxy]:
    return proxies_of(election).filter(state=ProxyState.APPROVED, published_at=None)


def published_proxies(election: Election) -> QuerySet[Proxy]:
    """Those that stand on the posted list, by the holder's number as the list is read."""
    return (
        proxies_of(election)
        .filter(state=ProxyState.APPROVED, published_at__isnull=False)
        .order_by("holder_group", "holder_number", "principal_number")
    )


def method_record(election: Election) -> StepRecord | None:
    """What is on record of the election method allowing proxies (AMB-29), or None."""
    kept = StepRecord.objects.filter(election=election, step=Step.PROXIES, withdrawn_at=None)
    return kept.filter(parts__contains=[METHOD]).first()


@dataclass(frozen=True, slots=True)
class ProxyRow:
    """A proxy with what a page tells of it. Principal and holder are None where they are off the roll in force."""

    proxy: Proxy
    principal: RollEntry | None
    holder: RollEntry | None
    held: int

    @property
    def off_roll(self) -> bool:
        return self.principal is None or self.holder is None


def told_proxies(election: Election, proxies: Collection[Proxy]) -> list[ProxyRow]:
    """Proxies with their people as they stand on the roll in force: two queries, however many."""
    people = {bytes(index) for proxy in proxies for index in (proxy.principal_index, proxy.holder_index)}
    voters = voters_by_index(election, people)
    held = holdings(election)
    return [
        ProxyRow(
            proxy,
            voters.get(bytes(proxy.principal_index)),
            voters.get(bytes(proxy.holder_index)),
            held.get(bytes(proxy.holder_index), 0),
        )
        for proxy in proxies
    ]


def holdings(election: Election) -> Mapping[bytes, int]:
    """How many active proxies each holder has."""
    return Counter(bytes(index) for index in active_proxies(election).values_list("holder_index", flat=True))


@dataclass(frozen=True, slots=True)
class ProxyCounts:
    """How many proxies of an election stand where; `unpublished` are approved ones."""

    requested: int
    approved: int
    unpublished: int
    refused: int
    revoked: int

    @property
    def active(self) -> int:
        return self.requested + self.approved


def counts_of(election: Election) -> ProxyCounts:
    """The figures of a village's proxies, in one query."""
    states = Counter(election.proxies.order_by().values_list("state", "published_at"))
    by_state: Counter[str] = Counter()
    for (state, _published), n in states.items():
        by_state[state] += n
    return ProxyCounts(
        requested=by_state[ProxyState.REQUESTED],
        approved=by_state[ProxyState.APPROVED],
        unpublished=states[ProxyState.APPROVED, None],
        refused=by_state[ProxyState.REFUSED],
        revoked=by_state[ProxyState.REVOKED],
    )


def proxies_found(election: Election, words: str, state: str) -> QuerySet[Proxy]:
    """The proxies in a state ("" for those in force) of which a name or number matches."""
    found = proxies_of(election)
    found = found.filter(state=state) if state else found.filter(ACTIVE)
    typed = "".join(words.split())
    if typed.isdecimal():
        return found.filter(Q(principal_number=typed[:9]) | Q(holder_number=typed[:9]) | Q(number=typed[:4]))
    if typed:
        return found.filter(Q(principal__contains=typed) | Q(holder__contains=typed))
    return found


def usable_proxies(election: Election, rules: ProxyRules) -> list[Proxy]:
    """Those by which a holder is handed a ballot: approved, published where that is wanted, both on the roll."""
    approved = proxies_of(election).filter(state=ProxyState.APPROVED)
    if rules.published_first:
        approved = approved.filter(published_at__isnull=False)
    return [row.proxy for row in told_proxies(election, list(approved)) if not row.off_roll]


def numbered_of_holder(proxies: Sequence[Proxy]) -> dict[int, int]:
    """Which of its holder's proxies each one is, by its certificate: {proxy id: 1, 2 …}."""
    counted: Counter[bytes] = Counter()
    places: dict[int, int] = {}
    for proxy in sorted(proxies, key=lambda each: each.number or 0):
        holder = bytes(proxy.holder_index)
        counted[holder] += 1
        places[proxy.pk] = counted[holder]
    return places
