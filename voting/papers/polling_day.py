from dataclasses import dataclass
from datetime import date, datetime

from voting.papers.heading import ElectionSheet
from voting.papers.staff import DutyLine


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Something a place needs, and who saw it; "" where nobody did."""

    check: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRecord(ElectionSheet):
    """That a box was shown empty and sealed before voting (DOC-110): the place as it was seen, seal, witnesses."""

    round: str
    day: date
    box: str
    address: str
    seen: tuple[SeenLine, ...]
    shown_at: datetime
    seal: str
    shown_by: str
    witnesses: str
    received: int
    signs: tuple[DutyLine, ...]

    @property
    def title(self) -> str:
        return f"{self.round}票箱查验启用记录（{self.box}）"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """The ballot papers of one place."""

    box: str
    received: int
    issued: int
    replaced: int
    left: int
    destroyed_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAccount(ElectionSheet):
    """The ballot papers of a round, place by place (DOC-111): received = issued + replaced + left."""

    round: str
    day: date
    lines: tuple[AccountLine, ...]
    signs: tuple[DutyLine, ...]

    @property
    def title(self) -> str:
        return f"{self.round}选票清点核销表"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"

    def total(self, name: str) -> int:
        return sum(int(getattr(line, name)) for line in self.lines)

    @property
    def totals(self) -> tuple[int, int, int, int]:
        return self.total("received"), self.total("issued"), self.total("replaced"), self.total("left")
