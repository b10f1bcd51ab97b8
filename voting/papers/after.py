from dataclasses import dataclass
from datetime import date, datetime

from voting.papers.heading import ElectionSheet
from voting.papers.staff import DutyLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingRecord(ElectionSheet):
    """The ballots of a round under seal: packets, seals, who holds them, where, until when."""

    round: str
    day: date
    sealed_at: datetime
    packets: int
    seals: str
    sealed_by: str
    holder: str
    place: str
    keep_until: date | None
    signs: tuple[DutyLine, ...]

    @property
    def title(self) -> str:
        return f"{self.round}选票封存记录"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidityNotice(ElectionSheet):
    """That a result, or one person's election, is declared invalid (DOC-117): ground, decision, what follows."""

    name: str
    post: str
    day: date
    ground: str
    decision: str
    declared_on: date
    anew: bool

    @property
    def title(self) -> str:
        return "当选无效公告" if self.name else "选举无效公告"
