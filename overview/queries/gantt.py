"""The whole journey of one village as a picture: a row for each group or step, a bar for its days.

Coordinates are in pixels and written as SVG wants them; one template draws them on the page and in print.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.timezone import localtime

from elections.enums import State
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Text
from elections.states import last_day
from overview.queries.board import Cell, cell_of
from overview.queries.columns import By, Column, begins_on, columns_of
from overview.queries.timeline import WEEK, Flag, Scale, as_px, flag_at

HEAD, FOOT = 38, 6
DAYS_WIDTH = 118
NAMES_WIDTH = {By.GROUP: 178, By.STEP: 330}
GROUP_WIDTH = 112
A_WEEK = timedelta(days=6)
MONTH_NAME = 44


@dataclass(frozen=True)
class Bar:
    """The days of a row; `legal` is where the law or the plan locks it, `done` where it was completed."""

    x: str
    y: str
    width: str
    height: str
    legal: str
    done: str


@dataclass(frozen=True)
class GanttRow:
    """A group or a step. `group` stands at the first row of its group only; `more_time` marks an extension."""

    key: str
    number: int
    title: Text
    group: Text | None
    state: State
    text_y: str
    line_y: str
    mark_y: str
    first: date | None
    last: date | None
    more_time: bool
    bar: Bar | None
    heavy: bool


@dataclass(frozen=True)
class Month:
    x: str
    text_x: str
    day: date


@dataclass(frozen=True)
class Gantt:
    """`left` is where the days begin, `days_x` where their column stands."""

    by: By
    width: int
    height: int
    bottom: str
    left: str
    title_x: str
    days_x: str
    months: list[Month]
    weeks: list[str]
    rows: list[GanttRow]
    today: Flag | None
    vote: Flag | None


@dataclass(frozen=True)
class Span:
    """A column of the board in one village, with its first and last day; None where it has none."""

    column: Column
    cell: Cell
    steps: list[StepProgress]
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Size:
    """How wide the picture is, how high a row and the bar in it; all in pixels."""

    width: int
    row: int
    bar: int


SIZES = {By.GROUP: Size(1324, 26, 14), By.STEP: Size(1324, 19, 11)}


def gantt_of(
    progress: Progress, now: datetime, by: By, *, size: Size | None = None, with_today: bool = True
) -> Gantt:
    """The picture from the first day of any step to the last; `now` decides the states, and today's line."""
    rules, today, size = progress.election.cycle.rules, localtime(now).date(), size or SIZES[by]
    spans = [_span(progress, column, today) for column in columns_of(rules, by)]
    spans = [span for span in spans if span.cell.state != State.NA]
    vote = progress.election.election_day
    left = NAMES_WIDTH[by] + DAYS_WIDTH
    scale = _scale(spans, vote, today, left, size)
    height = HEAD + size.row * len(spans) + FOOT
    return Gantt(
        by=by,
        width=size.width,
        height=height,
        bottom=as_px(height - FOOT),
        left=as_px(left),
        title_x=as_px(8 + (GROUP_WIDTH if by == By.STEP else 0)),
        days_x=as_px(NAMES_WIDTH[by] + 4),
        months=[Month(as_px(scale.x(day)), as_px(scale.x(day) + 4), day) for day in _months(scale)],
        weeks=[as_px(scale.x(day)) for day in _mondays(scale)],
        rows=list(_rows(spans, scale, by, size)),
        today=flag_at(scale, today, 96) if with_today and scale.holds(today) else None,
        vote=flag_at(scale, vote, 84) if vote else None,
    )


def _span(progress: Progress, column: Column, today: date) -> Span:
    cell, every = cell_of(progress, column.key, today)
    steps = [step for step in every if step.standing.state != State.NA]
    ends = [last_day(step.window.closes) for step in steps if step.window.closes]
    last = max(ends, default=None)
    first = begins_on(column, steps) or (last - A_WEEK if last else None)
    return Span(column, cell, steps, min(first, last) if first and last else first, last)


def _scale(spans: Sequence[Span], vote: date | None, today: date, left: float, size: Size) -> Scale:
    """From the Monday before the first day to the Sunday after the last; today's alone where no day is known."""
    days = [day for span in spans for day in (span.first, span.last) if day]
    days += [day for day in (vote,) if day] or [today]
    first, last = min(days), max(days)
    monday = first - timedelta(days=first.weekday())
    return Scale(monday, last - timedelta(days=last.weekday()) + WEEK, left, size.width)


def _rows(spans: Iterable[Span], scale: Scale, by: By, size: Size) -> Iterator[GanttRow]:
    """The rows from above, with a heavy line where a phase ends (groups) or a group ends (steps)."""
    y = HEAD
    together = groupby(spans, key=lambda s: s.column.group.phase if by == By.GROUP else s.column.group.number)
    for _key, some in together:
        held = list(some)
        for place, span in enumerate(held):
            named = by == By.STEP and place == 0
            yield _row(span, scale, size, y, named=named, heavy=place == len(held) - 1)
            y += size.row


def _row(span: Span, scale: Scale, size: Size, y: int, *, named: bool, heavy: bool) -> GanttRow:
    column, height = span.column, size.row
    return GanttRow(
        key=column.key,
        number=column.number,
        title=column.title,
        group=column.group.title if named else None,
        state=span.cell.state,
        text_y=as_px(y + height / 2 + 4.5),
        line_y=as_px(y + height),
        mark_y=as_px(y + height / 2),
        first=span.first if any(step.window.opens for step in span.steps) or column.begins else None,
        last=span.last,
        more_time=any(step.extension for step in span.steps),
        bar=_bar(span, scale, size, y),
        heavy=heavy,
    )


def _bar(span: Span, scale: Scale, size: Size, y: int) -> Bar | None:
    if span.first is None or span.last is None:
        return None
    x = scale.x(span.first)
    width = scale.x(span.last + timedelta(days=1)) - x
    locks = [last_day(s.window.locks) for s in span.steps if s.window.locks and s.rule.strength == "hard"]
    done = span.cell.done_on
    return Bar(
        x=as_px(x),
        y=as_px(y + (size.row - size.bar) / 2),
        width=as_px(max(width, 3)),
        height=str(size.bar),
        legal=as_px(scale.x(max(locks) + timedelta(days=1))) if locks else "",
        done=as_px(scale.x(done)) if done and scale.holds(done) else "",
    )


def _months(scale: Scale) -> Iterator[date]:
    """The first of each month in the picture, and its own first day where that month has room for a name."""
    day = _next_month(scale.first)
    if scale.x(day) - scale.x(scale.first) >= MONTH_NAME:
        yield scale.first
    while day < scale.last:
        yield day
        day = _next_month(day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _mondays(scale: Scale) -> Iterator[date]:
    day = scale.first
    while day < scale.last:
        yield day
        day += WEEK
