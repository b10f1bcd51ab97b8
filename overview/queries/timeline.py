"""The strip of time of one village: a lane for each phase, a bar for each group of steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from accounts.said import Said
from elections.enums import State
from elections.queries.progress import Progress
from elections.rulebook import Group, Rulebook, Text
from elections.states import last_day
from overview.queries.board import Cell, cell_of

HEAD, ROW, BAR = 22, 21, 14
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Bar:
    """A group from its first day through its last, in pixels; `label` only where it has room."""

    x: str
    y: str
    width: str
    text_x: str
    text_y: str
    state: State
    title: Text
    label: bool
    first: date
    last: date


@dataclass(frozen=True)
class Lane:
    title: Text
    text_y: str
    line_y: str
    bars: list[Bar]


@dataclass(frozen=True)
class Tick:
    x: str
    text_x: str
    day: date


@dataclass(frozen=True)
class Flag:
    """A line through all lanes with a flag on top."""

    x: str
    flag_x: str
    text_x: str
    width: str
    day: date


@dataclass(frozen=True)
class Timeline:
    width: int
    height: int
    bottom: str
    ticks: list[Tick]
    lanes: list[Lane]
    today: Flag
    vote: Flag | None


@dataclass(frozen=True)
class Scale:
    """Days to pixels."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        return self.left + (self.width - self.left) * (day - self.first).days / (
            (self.last - self.first).days or 1
        )

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def timeline_of(
    progress: Progress, now: datetime, *, width: int, left: int, weeks: tuple[int, int]
) -> Timeline:
    """The strip from some weeks before to some weeks after now (or the election day), `width` pixels wide."""
    rules, today = progress.election.cycle.rules, localtime(now).date()
    vote = progress.election.election_day
    centre = today - timedelta(days=today.weekday())
    ends = max(centre, vote or centre)
    scale = Scale(centre - weeks[0] * WEEK, ends + weeks[1] * WEEK, left, width)
    spans = [span for group in rules.groups if (span := _span(rules, progress, group, today))]
    lanes, height = _lanes(rules, spans, scale)
    return Timeline(
        width=width,
        height=height,
        bottom=as_px(height),
        ticks=[Tick(as_px(scale.x(d)), as_px(scale.x(d) + 3), d) for d in _mondays(scale)],
        lanes=lanes,
        today=flag_at(scale, today, 96 if width > 600 else 38),
        vote=flag_at(scale, vote, 84 if width > 600 else 62) if vote and scale.holds(vote) else None,
    )


@dataclass(frozen=True)
class Span:
    group: Group
    cell: Cell
    first: date
    last: date


def _span(rules: Rulebook, progress: Progress, group: Group, today: date) -> Span | None:
    cell, steps = cell_of(progress, group.number, today)
    tasks = [rules.task(number) for number in group.tasks]
    closes = [last_day(s.window.closes) for s in steps if s.window.closes]
    opens = [localtime(s.window.opens).date() for s in steps if s.window.opens]
    last = max(closes or [t.end for t in tasks if t.end], default=None)
    if last is None:
        return None
    first = min(opens or [t.start for t in tasks if t.start], default=last - timedelta(days=6))
    return Span(group, cell, min(first, last), last)


def _lanes(rules: Rulebook, spans: Sequence[Span], scale: Scale) -> tuple[list[Lane], int]:
    lanes, y = [], HEAD
    for phase in rules.phases:
        rows = _packed([s for s in spans if s.group.phase == phase.key and s.last >= scale.first])
        bars = [_bar(span, scale, y + n * ROW) for n, row in enumerate(rows) for span in row]
        lanes.append(Lane(phase.short, as_px(y + 16), as_px(y + max(len(rows), 1) * ROW), bars))
        y += max(len(rows), 1) * ROW
    return lanes, y


def _packed(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans in as few rows as need be, so that none covers another."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: s.first):
        row = next((row for row in rows if row[-1].last < span.first), None)
        if row is None:
            rows.append([span])
        else:
            row.append(span)
    return rows


def _bar(span: Span, scale: Scale, y: int) -> Bar:
    x = max(scale.x(span.first), scale.left) + 1
    width = max(scale.x(span.last + timedelta(days=1)) - x - 1, 6)
    return Bar(
        x=as_px(x),
        y=as_px(y + 4),
        width=as_px(width),
        text_x=as_px(x + 5),
        text_y=as_px(y + 4 + BAR - 3),
        state=span.cell.state,
        title=span.group.title,
        label=width > _text_width(str(Said(span.group.title))) + 8,
        first=span.first,
        last=span.last,
    )


def _text_width(text: str) -> int:
    """About how many pixels a label takes: a Han character 13, a Latin one 7."""
    return sum(13 if letter >= "\u2e80" else 7 for letter in text)


def _mondays(scale: Scale) -> Iterator[date]:
    day = scale.first
    while day < scale.last:
        yield day
        day += WEEK


def flag_at(scale: Scale, day: date, width: int) -> Flag:
    """The flag of a day, kept within the picture."""
    x = scale.x(day)
    inside = min(max(x - width / 2, 0), scale.width - width)
    return Flag(as_px(x), as_px(inside), as_px(inside + width / 2), str(width), day)


def as_px(number: float) -> str:
    """A length for SVG, never written with a comma."""
    return f"{number:.1f}"
