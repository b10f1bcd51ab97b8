from dataclasses import dataclass
from datetime import date

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Those who do one duty at one place."""

    duty: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffPlacePart:
    """One place with its duties; the whole vote comes first."""

    name: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNotice(ElectionSheet):
    """Who serves on polling day and at the count (A-CNT-04, ZJ-22.1), as it hangs."""

    day: date
    places: tuple[StaffPlacePart, ...]

    @property
    def title(self) -> str:
        return "选举工作人员名单公告"
