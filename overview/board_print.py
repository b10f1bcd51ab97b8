"""The progress board as a print in A3: a picture of a moment, without number or code."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string

from accounts.models import User
from accounts.templatetags.interface import axis_day
from documents.typeset import typeset
from elections.enums import State
from elections.models import Cycle
from overview.queries.board import Board, Cell, Row
from overview.queries.columns import By
from overview.queries.folding import EVERY, folds_of
from villages.models import Division
from villages.templatetags.names import person, place

# A table of thousands of drawings takes a minute to set, one of letters seconds.
LETTERS = {
    State.DONE: "√",
    State.OPEN: "○",
    State.SOON: "◐",
    State.LATE: "◆",
    State.WAIT: "‖",
    State.BACK: "←",
    State.OFF: "—",
    State.NA: "／",
}


@dataclass(frozen=True, slots=True)
class PrintedCell:
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line; without cells it is the heading of those below it."""

    name: str
    cadre: str
    cells: list[PrintedCell]
    done: str


def print_board(
    board: Board, rows: Sequence[Row], cycle: Cycle, by: User, now: datetime, legend: Collection[State]
) -> bytes:
    """The PDF of these rows in the active language, for the office that asks."""
    context = {
        "board": board,
        "by_step": board.by == By.STEP,
        "rows": list(_rows(board, rows)),
        "legend": [(LETTERS[state], state.value) for state in legend],
        "place": _place(by, cycle),
        "cycle": cycle,
        "now": now,
    }
    return typeset(render_to_string("overview/print/board.html", context))


def _rows(board: Board, rows: Sequence[Row]) -> Iterator[PrintedRow]:
    for fold in folds_of(board, rows, EVERY):
        if fold.key:
            name = place(fold.name) if fold.key.isdecimal() else person(fold.name)
            yield PrintedRow(name, "", [], f"{fold.done}/{fold.all}")
        yield from map(_row, fold.rows)


def _row(row: Row) -> PrintedRow:
    village = row.election.village
    return PrintedRow(
        name=place(village.name),
        cadre=str(person(village.linked_cadre)),
        cells=[PrintedCell(cell.state.value, _text(cell)) for cell in row.cells],
        done=f"{row.done}/{len(row.cells)}",
    )


def _text(cell: Cell) -> str:
    if cell.state == State.OFF and cell.planned:
        return axis_day(cell.planned)
    return LETTERS[cell.state] + (str(cell.number) if cell.shows_number else "") + "+" * cell.extended


def _place(user: User, cycle: Cycle) -> str:
    """The place whose board it is: the office's own, or the township of the cycle."""
    scope = next((o.scope for o in user.held if cycle.township_id.startswith(o.scope)), cycle.township_id)
    found = Division.objects.filter(pk=scope).first()
    return place(found.name if found else cycle.township.name)
