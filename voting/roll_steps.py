"""What shows that registration and the publication of the roll are done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.queries.fixed import Among, FixedQuery
from elections.enums import Act, Step
from elections.models import Election, LedgerEntry, Postponement
from elections.steps import Evidence, evidence, once
from voting.enums import RollState
from voting.models import Roll, RollEntry, RollUpload
from voting.queries.appeal import Raised, raised_in
from voting.queries.entrusted import entrusted_in, visited_in
from voting.queries.registration import TO_ASK

# What of the registration the ledger tells.
DRAWN_UP = (Act.ROLL_DRAWN_UP,)
OF_VOTERS = (*DRAWN_UP, Act.VOTER_REGISTERED, Act.VOTER_CHANGED, Act.VOTER_REFUSED, Act.VOTER_STRUCK)


@dataclass(frozen=True)
class Listed:
    """When the first list was taken over and the first roll published; how many the published roll holds; when the
    roll was last worked on, drawn up from the register, and how many are still to be asked; what objections were
    raised, what was entrusted, and who is to be visited with the mobile box.
    """

    taken: datetime | None
    published: datetime | None
    counted: dict[str, int] | None
    drawn: datetime | None
    worked: datetime | None
    to_ask: int | None
    raised: Sequence[Mapping[str, Any]]
    entrusted: Sequence[Mapping[str, Any]]
    visited: Sequence[Mapping[str, Any]]

    @property
    def objections(self) -> list[Raised]:
        return [Raised.read(each) for each in self.raised]

    @property
    def registered(self) -> datetime | None:
        """When the registration was complete: with the sheet, or when the last person was heard."""
        if self.drawn and not self.taken and not self.published:
            return None if self.to_ask else self.worked
        return self.taken or self.published

    @property
    def waiting(self) -> Any:
        return format_lazy(_("{n} people are still to be asked"), n=f"{self.to_ask or 0:,}")

    @property
    def remark(self) -> Any:
        if self.counted is None:
            return ""
        numbers = {name: f"{n:,}" for name, n in self.counted.items()}
        return format_lazy(_("{voters} voters, {others} not registered"), **numbers)


@evidence(Step.REGISTRATION)
def registration(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done with the first list taken over, or when everybody on the list drawn up from the register was heard; at
    the latest with the first roll published.
    """
    return {
        pk: Evidence(done_at=listed.registered, remark="" if listed.registered else listed.waiting)
        for pk, listed in once(listed_of, elections).items()
        if listed.registered or listed.to_ask
    }


@evidence(Step.ROLL_PUBLICATION)
def roll_publication(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done with the first publication; later versions correct it and do not move the date."""
    return {
        pk: Evidence(done_at=listed.published, remark=listed.remark)
        for pk, listed in once(listed_of, elections).items()
        if listed.published
    }


def listed_of(elections: Collection[Election]) -> dict[int, Listed]:
    """What there is of the rolls of these elections, in one query."""
    return {pk: Listed(*told) for pk, *told in _rows([election.pk for election in elections])}


def _told(elections: Any) -> QuerySet[Election, Any]:
    uploads = RollUpload.objects.filter(election=OuterRef("pk"), committed_at__isnull=False)
    return (
        Election.objects.filter(Among("pk", elections))
        .order_by()
        .values_list(
            "pk",
            Subquery(uploads.order_by("committed_at").values("committed_at")[:1]),
            Subquery(_publications().order_by("published_at").values("published_at")[:1]),
            Subquery(_entries()),
            Subquery(_acts(DRAWN_UP)),
            Subquery(_acts(OF_VOTERS)),
            Subquery(_to_ask()),
            raised_in(OuterRef("pk")),
            entrusted_in(OuterRef("pk")),
            visited_in(OuterRef("pk")),
        )
    )


_rows = FixedQuery(_told)


def _acts(acts: Sequence[Act]) -> QuerySet[LedgerEntry, Any]:
    """When such an act was entered last."""
    of_the_place = LedgerEntry.objects.filter(chain=OuterRef("village_id"), cycle=OuterRef("cycle_id"))
    return of_the_place.filter(act__in=acts).order_by("-seq").values("at")[:1]


def _to_ask() -> QuerySet[RollEntry, Any]:
    """How many on the draft live elsewhere and were not heard."""
    waiting = RollEntry.objects.filter(
        TO_ASK, roll__election=OuterRef("pk"), roll__state=RollState.DRAFT
    ).order_by()
    return waiting.values("roll").annotate(n=Count("pk")).values("n")


def _publications() -> QuerySet[Roll]:
    """The rolls published; after a postponement that asks for a new one, those from then on (A-ROLL-22)."""
    renewed = Postponement.objects.filter(election=OuterRef("election"), renews_roll=True)
    rolls = Roll.objects.filter(election=OuterRef("pk"), published_at__isnull=False).annotate(
        renewed=Subquery(renewed.order_by("-made_at").values("made_at")[:1])
    )
    return rolls.filter(Q(renewed=None) | Q(published_at__gte=F("renewed")))


def _entries() -> QuerySet[RollEntry, Any]:
    """How many are on the published roll, and how many are listed with it as not registered."""
    counted = JSONObject(
        voters=Count("pk", filter=Q(not_registered="")), others=Count("pk", filter=~Q(not_registered=""))
    )
    entries = RollEntry.objects.filter(roll__election=OuterRef("pk"), roll__state=RollState.PUBLISHED)
    return entries.order_by().values("roll").annotate(counted=counted).values("counted")
