"""The progress board: villages × the groups of steps of the rulebook, or its steps one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.timezone import localtime

from accounts.models import User
from elections.enums import State
from elections.models import Cycle, Election
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Group, Phase, Rulebook
from elections.states import last_day
from overview.queries.columns import By, Column, begins_on, column_of, columns_of
from overview.queries.sight import progress_in_sight

# The worst of a column's steps stands for it; a step that is not open yet keeps a group from being done.
PRECEDENCE = (State.LATE, State.BACK, State.SOON, State.WAIT, State.OPEN, State.OFF, State.DONE, State.NA)
RANK = {state: place for place, state in enumerate(PRECEDENCE)}
ACTIVE = frozenset({State.LATE, State.BACK, State.SOON, State.WAIT, State.OPEN})
PAST = frozenset({State.DONE, State.NA})


@dataclass(frozen=True, slots=True)
class Cell:
    """One village in one column: its state and number, the step that gives them, the planned day if not open.

    `extended` tells that the step has more time than the rulebook gives, `forced` that one was forced here.
    """

    column: Column
    state: State
    number: int
    step: StepProgress | None
    planned: date | None
    done_on: date | None
    extended: bool = False
    forced: bool = False

    @property
    def group(self) -> Group:
        return self.column.group

    @property
    def shows_number(self) -> bool:
        return self.state in ACTIVE and not (self.state == State.OPEN and self.number == 0)


@dataclass(frozen=True, slots=True)
class Row:
    election: Election
    cells: list[Cell]
    waits_for: frozenset[str]

    @property
    def done(self) -> int:
        return sum(cell.state in PAST for cell in self.cells)

    def has(self, state: State) -> bool:
        return any(cell.state == state for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: how many villages are through, whether it holds today."""

    column: Column
    done: int
    now: bool

    @property
    def group(self) -> Group:
        return self.column.group


@dataclass(frozen=True, slots=True)
class Board:
    """`phases` and `groups` are the rows of heads above the columns, each with how many columns it spans."""

    by: By
    rows: list[Row]
    columns: list[Head]
    phases: list[tuple[Phase, int]]
    groups: list[tuple[Group, int]]

    @property
    def late(self) -> int:
        return self._count(State.LATE)

    @property
    def soon(self) -> int:
        return self._count(State.SOON)

    def _count(self, state: State) -> int:
        """How many cells stand so."""
        return sum(cell.state == state for row in self.rows for cell in row.cells)

    def villages(self, state: State) -> int:
        """How many villages have a cell that stands so."""
        return sum(row.has(state) for row in self.rows)

    def waiting_for(self, roles: set[str]) -> int:
        """How many villages have a step that waits for one of the roles."""
        return sum(bool(row.waits_for & roles) for row in self.rows)


def board_of(user: User, cycle: Cycle | None, now: datetime, by: By = By.GROUP) -> Board | None:
    """The board of the villages in sight, by official code; None where there is nothing in sight."""
    found = progress_in_sight(user, cycle, now)
    if not found:
        return None
    rules = found[0].election.cycle.rules
    columns = columns_of(rules, by)
    rows = [_row(progress, _columns_of(progress, rules, columns, by), now) for progress in found]
    heads = [_head(column, [row.cells[n] for row in rows]) for n, column in enumerate(columns)]
    return Board(by, rows, heads, _phases(rules, columns), _spans(columns))


def cell_of(progress: Progress, key: str | int, today: date) -> tuple[Cell, list[StepProgress]]:
    """One cell of one village with all steps of its column: a group's number or a step's key. Raises KeyError."""
    column = column_of(progress.election.cycle.rules, str(key))
    return _cell(progress, column, today), column.of(progress)


def _columns_of(progress: Progress, rules: Rulebook, columns: list[Column], by: By) -> list[Column]:
    """The columns of the village's own edition, where townships of a county work under different ones."""
    own = progress.election.cycle.rules
    if own is rules:
        return columns
    there = {column.key: column for column in columns_of(own, by)}
    return [there.get(column.key, _without_steps(column)) for column in columns]


def _without_steps(column: Column) -> Column:
    return Column(column.key, column.number, column.title, column.window, column.group, (), None)


def _row(progress: Progress, columns: Iterable[Column], now: datetime) -> Row:
    today = localtime(progress.election.cycle.now(now)).date()
    cells = [_cell(progress, column, today) for column in columns]
    waits = {s.evidence.waiting_for for s in progress.steps.values() if s.standing.state == State.WAIT}
    return Row(progress.election, cells, frozenset(waits))


def _cell(progress: Progress, column: Column, today: date) -> Cell:
    """The worst step of the column; what may be done already but is planned for later counts as not open."""
    steps = column.of(progress)
    if not steps:
        return Cell(column, State.NA, 0, None, None, None)
    worst = steps[0] if len(steps) == 1 else min(steps, key=_urgency)
    begins = begins_on(column, steps)
    ahead = worst.standing.state == State.OPEN and begins is not None and begins > today
    state = State.OFF if ahead else worst.standing.state
    return Cell(
        column=column,
        state=state,
        number=0 if ahead else worst.standing.number,
        step=worst,
        planned=_planned(steps, begins, today) if state == State.OFF else None,
        done_on=_done_on(steps) if state == State.DONE else None,
        extended=worst.extension is not None and state in ACTIVE,
        forced=any(waiver.forced for step in steps for waiver in step.waivers),
    )


def _urgency(step: StepProgress) -> tuple[int, int]:
    """The worst first: by precedence, then the latest, longest waiting or soonest due."""
    state, number = step.standing.state, step.standing.number
    return RANK[state], number if state in (State.SOON, State.OPEN) else -number


def _planned(steps: Sequence[StepProgress], begins: date | None, today: date) -> date | None:
    """The day on which a column that is not open is planned to end; none when only an earlier step blocks it."""
    if begins is not None and begins <= today:
        return None
    ends = [last_day(s.window.closes) for s in steps if s.window.closes and s.standing.state == State.OFF]
    return max(ends, default=begins)


def _done_on(steps: Sequence[StepProgress]) -> date | None:
    return max((localtime(s.evidence.done_at).date() for s in steps if s.evidence.done_at), default=None)


def _head(column: Column, cells: Collection[Cell]) -> Head:
    done = sum(cell.state in PAST for cell in cells)
    return Head(column, done, any(cell.state in ACTIVE and cell.state != State.LATE for cell in cells))


def _phases(rules: Rulebook, columns: Iterable[Column]) -> list[tuple[Phase, int]]:
    spans = Counter(column.group.phase for column in columns)
    return [(phase, spans[phase.key]) for phase in rules.phases if spans[phase.key]]


def _spans(columns: Iterable[Column]) -> list[tuple[Group, int]]:
    together = groupby(columns, key=lambda column: column.group.number)
    return [(held[0].group, len(held)) for held in (list(some) for _number, some in together)]
