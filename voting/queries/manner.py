"""How the voters of a round took their ballots: in the assembly, at a station, from a mobile box, by proxy (A-VOTE-06)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from voting.enums import BoxKind, Manner
from voting.models import Box, Contest, TurnoutReport
from voting.queries.ballot import BoxFigures, register_figures

TENTHS = 1000


@dataclass(frozen=True, slots=True)
class MannerShare:
    """Ballots taken in one manner, and their part of all in tenths of a percent, rounded down."""

    label: Any
    ballots: int
    tenths: int

    @property
    def percent(self) -> str:
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True)
class Manners:
    """The shares of a round. `by_register`: every box has a register, so that ballots taken by proxy are known of all."""

    shares: tuple[MannerShare, ...]
    by_register: bool


def manners_of(contest: Contest) -> Manners:
    """The ballots of a round by manner: as the register of each box has them, else as its account, its count or its latest
    report says, which know nothing of proxies. Two queries of a round that comes with its boxes.
    """
    told = {box.pk: box for box in _boxes_told(contest)}
    figures = register_figures(contest)
    taken: dict[Any, int] = {}
    for here in figures:
        for label, ballots in _taken(here, told[here.box.pk]):
            taken[label] = taken.get(label, 0) + ballots
    whole = sum(taken.values())
    shares = [MannerShare(label, n, TENTHS * n // whole) for label, n in taken.items() if n]
    return Manners(tuple(shares), all(here.all for here in figures))


def _boxes_told(contest: Contest) -> QuerySet[Box, Any]:
    """The boxes of a round with what their accounts and latest reports say of the ballots handed out."""
    reports = TurnoutReport.objects.filter(box=OuterRef("pk")).order_by("-at").values("issued")
    return Box.objects.filter(contest=contest).annotate(
        accounted=F("record__issued"), reported=Subquery(reports[:1])
    )


def _taken(here: BoxFigures, told: Any) -> list[tuple[Any, int]]:
    kind = BoxKind(here.box.kind).label
    if here.all:
        return [(kind, here.in_person + here.mobile), (Manner.PROXY.label, here.proxy)]
    known = (told.accounted, (told.agreed or {}).get("issued"), told.reported, 0)
    return [(kind, next(n for n in known if n is not None))]
