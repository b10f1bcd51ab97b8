"""Boards of many places: rows gathered by township or linked cadre, one summary row each, one open at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from elections.enums import State
from overview.queries.board import RANK, Board, Row

MANY_PLACES = 40
EVERY = "all"
NOBODY = "-"
COUNTED = (State.LATE, State.BACK, State.SOON, State.WAIT)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the villages of a fold come to in one column: the worst state and how many of them stand so."""

    state: State
    villages: int
    of: int
    planned: date | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Places that belong together. `key` is the township's code or the cadre's name, "" where nothing is folded."""

    key: str
    name: str
    rows: list[Row]
    open: bool
    cells: list[Summary]

    @property
    def counts(self) -> list[tuple[State, int]]:
        """How many villages have a cell that stands so, for the states that ask for something."""
        found = ((state, sum(row.has(state) for row in self.rows)) for state in COUNTED)
        return [(state, number) for state, number in found if number]

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)

    @property
    def all(self) -> int:
        return sum(len(row.cells) for row in self.rows)


def folds_of(board: Board, rows: Sequence[Row], opened: str) -> list[Fold]:
    """The rows as they stand on the page: as they are, or folded where they are many; `opened` is one key, or all."""
    if len(rows) <= MANY_PLACES:
        return [Fold("", "", list(rows), open=True, cells=[])]
    townships = len({row.election.village.township_id for row in rows}) > 1
    gathered: dict[str, list[Row]] = {}
    for row in rows:
        gathered.setdefault(_key(row, townships), []).append(row)
    return [_fold(key, some, townships, opened, len(board.columns)) for key, some in gathered.items()]


def _key(row: Row, townships: bool) -> str:
    village = row.election.village
    return village.township_id if townships else village.linked_cadre or NOBODY


def _fold(key: str, rows: list[Row], townships: bool, opened: str, width: int) -> Fold:
    name = rows[0].election.village.township.name if townships else key
    return Fold(key, name, rows, opened in (key, EVERY), [_summary(rows, column) for column in range(width)])


def _summary(rows: Sequence[Row], column: int) -> Summary:
    cells = [row.cells[column] for row in rows]
    worst = min((cell.state for cell in cells), key=lambda state: RANK[state])
    alike = [cell for cell in cells if cell.state == worst]
    planned = min((cell.planned for cell in alike if cell.planned), default=None)
    return Summary(worst, len(alike), len(cells), planned)
