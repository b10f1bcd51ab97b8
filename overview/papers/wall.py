"""What the wall calendar says: every step with its days, who does it, and which last days the law fixes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overview.queries.gantt import Gantt
from voting.papers.heading import ElectionSheet, Heading

WEEKDAYS = "一二三四五六日"
HEADING = 1.6  # a phase's heading takes as much room as so many rows


@dataclass(frozen=True, slots=True)
class WallRow:
    """One step. `legal`: the last day is the law's or the plan's, nothing can be done after it."""

    number: int
    title: str
    who: str
    first: date | None
    last: date | None
    legal: bool

    @property
    def days(self) -> str:
        """12月14日—20日, by a day alone 前, 1月20日; empty where the day follows from something still to come."""
        if self.last is None:
            return f"{told(self.first)}起" if self.first else ""
        if self.first is None:
            return f"{told(self.last)}前"
        if self.first == self.last:
            return told(self.last)
        same = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return f"{told(self.first)}—{f'{self.last.day}日' if same else told(self.last)}"

    @property
    def weekday(self) -> str:
        """The weekday of the last day."""
        return f"周{WEEKDAYS[self.last.weekday()]}" if self.last else ""


@dataclass(frozen=True, slots=True)
class WallPhase:
    """A phase of the plan, or what is left of it in the second column (`goes_on`)."""

    title: str
    rows: tuple[WallRow, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCalendar(ElectionSheet):
    """The journey of one village on a sheet of A3. `plan` is the rulebook's title, `chart` its picture by groups."""

    plan: str
    phases: tuple[WallPhase, ...]
    chart: Gantt
    chart_style: str

    @property
    def title(self) -> str:
        return "换届工作日程挂图"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}图"

    @property
    def weekday(self) -> str:
        return f"星期{WEEKDAYS[self.heading.election_day.weekday()]}"

    @property
    def columns(self) -> tuple[tuple[WallPhase, ...], tuple[WallPhase, ...]]:
        """The phases in two columns of about the same height; one phase may go on in the second."""
        return in_two(self.phases)


def told(day: date) -> str:
    return f"{day.month}月{day.day}日"


def in_two(phases: Sequence[WallPhase]) -> tuple[tuple[WallPhase, ...], tuple[WallPhase, ...]]:
    """Cut the phases where half of their height is reached."""
    half = sum(HEADING + len(phase.rows) for phase in phases) / 2
    left: list[WallPhase] = []
    for place, phase in enumerate(phases):
        room = half - sum(HEADING + len(each.rows) for each in left) - HEADING
        if room >= len(phase.rows):
            left.append(phase)
            continue
        cut = max(0, round(room))
        head, tail = phase.rows[:cut], phase.rows[cut:]
        if cut < 2:
            return tuple(left), tuple(phases[place:])
        right = WallPhase(phase.title, tail, goes_on=True)
        return (*left, WallPhase(phase.title, head)), (right, *phases[place + 1 :])
    return tuple(left), ()


def offices_of(heading: Heading) -> dict[str, str]:
    """What the roles of the rulebook are called in this village: 镇换届办, 村民选举委员会."""
    township = "街道" if heading.township.endswith("街道") else heading.township[-1:]
    county = heading.county[-1:] or "县"
    return {
        "county_office": f"{county}换届办",
        "county_reviewer": f"{county}级联审",
        "township_office": f"{township}换届办",
        "village_clerk": heading.committee,
        "teller": "计票人",
        "auditor": f"{county}纪委监委",
    }
