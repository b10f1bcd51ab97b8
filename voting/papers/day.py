from dataclasses import dataclass
from datetime import date, time

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class VotingPlace:
    """One ballot box and where it stands."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingNotice(ElectionSheet):
    """How, when and where votes are cast (A-VOTE-03); with `proxy_limit` of the rulebook, if it allows proxies."""

    day: date
    opens: time
    closes: time
    places: tuple[VotingPlace, ...]
    proxy_limit: int | None
    certificate: str

    @property
    def title(self) -> str:
        return "投票方式、时间和地点公告"

    @property
    def kinds(self) -> set[str]:
        return {place.kind for place in self.places}

    @property
    def manner(self) -> str:
        ways = {"venue": "召开选举大会集中投票", "station": "设立投票站投票"}
        return "和".join(way for kind, way in ways.items() if kind in self.kinds)

    @property
    def mobile(self) -> bool:
        return "mobile" in self.kinds

    @property
    def counting_place(self) -> str:
        """Where the boxes are opened: the assembly, or the first place there is."""
        venues = [place for place in self.places if place.kind == "venue"]
        first = (venues or list(self.places))[0]
        return first.address or first.name
