"""The wall calendar from the records of an election."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import groupby

from django.utils.timezone import make_aware

from documents.papers import Occasion
from elections.enums import State
from elections.models import Election
from elections.queries.progress import Progress, StepProgress, progress_of_one
from elections.states import last_day
from overview.chart_print import style_of
from overview.papers.wall import WallCalendar, WallPhase, WallRow, offices_of
from overview.queries.columns import By, Column, begins_on, columns_of
from overview.queries.gantt import Size, gantt_of
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion

ON_THE_WALL = Size(width=1000, row=20, bar=11)


def dated_elections(village_code: str) -> Iterator[Occasion]:
    """The running elections that have a day: without one there are no dates to hang."""
    for election in elections_at(village_code):
        if election.election_day is not None:
            yield occasion(election, election)


def wall_calendar(election: Election, day: date) -> WallCalendar:
    """The calendar as it stands on `day`. Raises PaperNotReady without an election day."""
    heading = heading_of(election)
    now = make_aware(datetime.combine(day, time()))
    progress = progress_of_one(election, now)
    return WallCalendar(
        heading=heading,
        plan=election.cycle.rules.title.zh,
        phases=tuple(_phases(progress, offices_of(heading))),
        chart=gantt_of(progress, now, By.GROUP, size=ON_THE_WALL, with_today=False),
        chart_style=style_of("gantt.css", "wall-chart.css"),
    )


def _phases(progress: Progress, offices: Mapping[str, str]) -> Iterator[WallPhase]:
    rules = progress.election.cycle.rules
    titles = {phase.key: phase.title.zh for phase in rules.phases}
    rows = (
        (column.group.phase, _row(column, progress.steps[column.key], offices))
        for column in columns_of(rules, By.STEP)
        if progress.steps[column.key].standing.state != State.NA
    )
    for phase, some in groupby(enumerate(rows, start=1), key=lambda each: each[1][0]):
        yield WallPhase(titles[phase], tuple(_numbered(number, row) for number, (_phase, row) in some))


def _row(column: Column, step: StepProgress, offices: Mapping[str, str]) -> WallRow:
    last = last_day(step.window.closes) if step.window.closes else None
    first = begins_on(column, [step])
    return WallRow(
        number=column.number,
        title=step.rule.title.zh,
        who="、".join(offices.get(role, role) for role in step.rule.who),
        first=min(first, last) if first and last else first,
        last=last,
        legal=step.window.locks is not None and step.rule.strength == "hard",
    )


def _numbered(number: int, row: WallRow) -> WallRow:
    """The row with its number among those that this village has."""
    return WallRow(number, row.title, row.who, row.first, row.last, row.legal)
