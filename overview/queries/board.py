"""The progress board: villages × the groups of steps of the rulebook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import User
from elections.calendar import group_window
from elections.enums import State
from elections.models import Cycle, Election
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Group, Phase, Rulebook, Text
from elections.states import last_day
from overview.queries.sight import progress_in_sight

# The worst of a group's steps stands for it; a step that is not open yet keeps the group from being done.
PRECEDENCE = (State.LATE, State.BACK, State.SOON, State.WAIT, State.OPEN, State.OFF, State.DONE, State.NA)
ACTIVE = frozenset({State.LATE, State.BACK, State.SOON, State.WAIT, State.OPEN})
MANY_PLACES = 40


@dataclass(frozen=True)
class Cell:
    """One village in one group: its state and number, the step that gives them, the planned day if not open."""

    election: Election
    group: Group
    state: State
    number: int
    step: StepProgress | None
    planned: date | None
    done_on: date | None

    @property
    def sign(self) -> str:
        return f"s-{self.state.value}"

    @property
    def shows_number(self) -> bool:
        return self.state in ACTIVE and not (self.state == State.OPEN and self.number == 0)


@dataclass(frozen=True)
class Row:
    election: Election
    cells: list[Cell]
    waits_for: frozenset[str]

    @property
    def done(self) -> int:
        return sum(cell.state in (State.DONE, State.NA) for cell in self.cells)

    def has(self, state: State) -> bool:
        return any(cell.state == state for cell in self.cells)


@dataclass(frozen=True)
class Column:
    """The head of a group: its window in words, how many villages are through, whether it holds today."""

    group: Group
    window: Text
    done: int
    now: bool


@dataclass(frozen=True)
class Board:
    rows: list[Row]
    columns: list[Column]
    phases: list[tuple[Phase, int]]

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


def board_of(user: User, cycle: Cycle | None, now: datetime) -> Board | None:
    """The board of the villages in sight, by official code; None where there is nothing in sight."""
    found = progress_in_sight(user, cycle, now)
    if not found:
        return None
    rules = found[0].election.cycle.rules
    rows = [_row(rules, progress, localtime(now).date()) for progress in found]
    columns = [_column(rules, group, [row.cells[n] for row in rows]) for n, group in enumerate(rules.groups)]
    spans = Counter(group.phase for group in rules.groups)
    return Board(rows, columns, [(phase, spans[phase.key]) for phase in rules.phases if spans[phase.key]])


def cell_of(progress: Progress, number: int, today: date) -> tuple[Cell, list[StepProgress]]:
    """One cell of one village with all steps of its group. Raises KeyError for a group the rulebook lacks."""
    rules = progress.election.cycle.rules
    group = rules.group(number)
    return _cell(rules, progress, group, today), _steps_in(progress, group)


def _row(rules: Rulebook, progress: Progress, today: date) -> Row:
    cells = [_cell(rules, progress, group, today) for group in rules.groups]
    waits = {s.evidence.waiting_for for s in progress.steps.values() if s.standing.state == State.WAIT}
    return Row(progress.election, cells, frozenset(waits))


def _steps_in(progress: Progress, group: Group) -> list[StepProgress]:
    return [step for step in progress.steps.values() if step.rule.group == group.number]


def _cell(rules: Rulebook, progress: Progress, group: Group, today: date) -> Cell:
    """The worst step of the group; what may be done already but is planned for later counts as not open."""
    steps = _steps_in(progress, group)
    if not steps:
        return Cell(progress.election, group, State.NA, 0, None, None, None)
    worst = min(steps, key=_urgency)
    begins = _begins(rules, group, steps)
    ahead = worst.standing.state == State.OPEN and begins is not None and begins > today
    state = State.OFF if ahead else worst.standing.state
    return Cell(
        election=progress.election,
        group=group,
        state=state,
        number=0 if ahead else worst.standing.number,
        step=worst,
        planned=_planned(steps, begins, today) if state == State.OFF else None,
        done_on=_done_on(steps) if state == State.DONE else None,
    )


def _urgency(step: StepProgress) -> tuple[int, int]:
    """The worst first: by precedence, then the latest, longest waiting or soonest due."""
    rank, number = PRECEDENCE.index(step.standing.state), step.standing.number
    return rank, number if step.standing.state in (State.SOON, State.OPEN) else -number


def _planned(steps: Sequence[StepProgress], begins: date | None, today: date) -> date | None:
    """The day on which a group that is not open is planned to end; none when only an earlier step blocks it."""
    if begins is not None and begins <= today:
        return None
    ends = [last_day(s.window.closes) for s in steps if s.window.closes and s.standing.state == State.OFF]
    return max(ends, default=begins)


def _begins(rules: Rulebook, group: Group, steps: Sequence[StepProgress]) -> date | None:
    """When the work of a group begins, by its steps' windows or else its tasks; None where neither says."""
    starts = [start for number in group.tasks if (start := rules.task(number).start)]
    opens = [localtime(s.window.opens).date() for s in steps if s.window.opens]
    return min(opens or starts, default=None)


def _done_on(steps: Sequence[StepProgress]) -> date | None:
    return max((localtime(s.evidence.done_at).date() for s in steps if s.evidence.done_at), default=None)


def _column(rules: Rulebook, group: Group, cells: Sequence[Cell]) -> Column:
    done = sum(cell.state in (State.DONE, State.NA) for cell in cells)
    now = any(cell.state in ACTIVE and cell.state != State.LATE for cell in cells)
    return Column(group, group_window(rules, group), done, now)


@dataclass(frozen=True)
class TownshipRow:
    """One township of a county's board: its villages, and how many of them have a cell that stands so."""

    code: str
    name: str
    villages: int
    counts: dict[str, int]


def townships_of(rows: Sequence[Row]) -> list[TownshipRow]:
    """The rows gathered by township."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row.election.village.township_id, []).append(row)
    return [
        TownshipRow(
            code,
            some[0].election.village.township.name,
            len(some),
            {state.value: sum(row.has(state) for row in some) for state in PRECEDENCE[:4]},
        )
        for code, some in by_code.items()
    ]
