from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class Entrusted:
    """One proxy on paper: who entrusts whom. `place` is which of its holder's it is."""

    number: int
    principal: str
    principal_group: str
    principal_card: int
    holder: str
    holder_group: str
    holder_card: int
    relation: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyNotice(ElectionSheet):
    """The list of principals and holders as it hangs: no reasons, no numbers of identity."""

    proxies: tuple[Entrusted, ...]
    most: int | None

    @property
    def title(self) -> str:
        return "委托投票名单公告"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyCertificates(ElectionSheet):
    """The certificates of all proxies in force, two on a page; each says that the principal's wish binds."""

    proxies: tuple[Entrusted, ...]
    most: int | None
    day: date
    card: str
    per_page: ClassVar[int] = 2

    @property
    def title(self) -> str:
        return "委托投票证"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}委"

    @property
    def pages(self) -> Iterator[tuple[Entrusted, ...]]:
        for at in range(0, len(self.proxies), self.per_page):
            yield self.proxies[at : at + self.per_page]
