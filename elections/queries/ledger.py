from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import offices_with
from elections import chain
from elections.models import LedgerEntry, LedgerHead


@dataclass(frozen=True)
class Break:
    """A place where a chain does not prove itself: which entry, and what is wrong with it."""

    chain: str
    seq: int
    fault: str


def entries_for(user: User) -> QuerySet[LedgerEntry]:
    """The acts at the places the user's offices cover, newest first."""
    scopes = [office.scope for office in offices_with(user, "ledger.view")]
    covered = Q(pk__in=[])
    for scope in scopes:
        covered |= Q(chain__startswith=scope)
    return LedgerEntry.objects.filter(covered).order_by("-written_at", "-pk")


def breaks_in(scope: str = "") -> Iterator[Break]:
    """Every break of the chains of the places below an official code, each entry recomputed."""
    ordered = (
        LedgerEntry.objects.filter(chain__startswith=scope).order_by("chain", "seq").iterator(chunk_size=2000)
    )
    heads = {head.chain: head for head in LedgerHead.objects.filter(chain__startswith=scope)}
    for place, chained in groupby(ordered, key=lambda entry: entry.chain):
        yield from _breaks_of(place, chained, heads.pop(place, None))
    for place, head in heads.items():
        if head.seq:
            yield Break(place, head.seq, "all entries are missing")


def _breaks_of(place: str, chained: Iterator[LedgerEntry], head: LedgerHead | None) -> Iterator[Break]:
    previous, expected = chain.START, 1
    for entry in chained:
        if entry.seq != expected:
            yield Break(place, entry.seq, f"follows #{expected - 1}, entries are missing between")
        if entry.previous != previous:
            yield Break(place, entry.seq, "does not continue the entry before it")
        yield from (Break(place, entry.seq, fault) for fault in _faults_of(entry))
        previous, expected = entry.hash, entry.seq + 1
    if head is None or (head.seq, head.hash) != (expected - 1, previous):
        yield Break(place, expected - 1, "is not the recorded end of the chain")


def _faults_of(entry: LedgerEntry) -> Iterator[str]:
    if chain.digest(entry.data) != entry.digest:
        yield "its data do not match their digest"
    if chain.entry_hash(_hashed(entry)) != entry.hash:
        yield "its fields do not match its hash"


def _hashed(entry: LedgerEntry) -> dict[str, Any]:
    fields = {name: getattr(entry, name) for name in (*chain.FIELDS, "digest", "previous")}
    return fields | {"cycle": entry.cycle_id, "user": entry.user_id}
