"""How the voters of a round took their ballots: in the assembly, at a station, from a mobile box, by proxy (A-VOTE-06)."""

from dataclasses import dataclass
from typing import Any

from voting.enums import BoxKind, Manner
from voting.models import Contest
from voting.queries.ballot import BoxFigures, register_figures
from voting.queries.polling_day import BoxDay, PollingDay, polling_day_of

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


def manners_of(contest: Contest, day: PollingDay | None = None) -> Manners:
    """The ballots of a round by manner: as the register of each box has them, else as its account, its count or its latest
    report says, which know nothing of proxies.
    """
    figures = {each.box.pk: each for each in register_figures(contest)}
    boxes = (day or polling_day_of(contest)).boxes
    taken: dict[Any, int] = {}
    for here in boxes:
        for label, ballots in _taken(here, figures[here.box.pk]):
            taken[label] = taken.get(label, 0) + ballots
    whole = sum(taken.values())
    shares = [MannerShare(label, n, TENTHS * n // whole) for label, n in taken.items() if n]
    return Manners(tuple(shares), all(here.register for here in boxes))


def _taken(here: BoxDay, register: BoxFigures) -> list[tuple[Any, int]]:
    kind = BoxKind(here.box.kind).label
    if here.register:
        return [(kind, register.in_person + register.mobile), (Manner.PROXY.label, register.proxy)]
    accounted = here.record.issued if here.record else None
    known = [accounted, (here.box.agreed or {}).get("issued"), here.issued]
    return [(kind, next(n for n in known if n is not None))]
