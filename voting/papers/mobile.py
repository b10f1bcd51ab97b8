from dataclasses import dataclass
from datetime import date, time

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one box: its hours, places, bearers, and the voters it visits, by name and group."""

    number: int
    sets_out: time
    returns: time
    places: str
    staff: tuple[str, ...]
    voters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MobileNotice(ElectionSheet):
    """Where the mobile box goes and whom it visits; why anybody is visited is nobody's to read."""

    day: date
    routes: tuple[Route, ...]
    unrouted: tuple[str, ...]

    @property
    def title(self) -> str:
        return "流动票箱公告"

    @property
    def count(self) -> int:
        return sum(len(route.voters) for route in self.routes) + len(self.unrouted)
