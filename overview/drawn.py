"""The cells of the board as strings: seven thousand of them are written faster than seven thousand are looked up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.said import Said
from accounts.templatetags.interface import axis_day, day, icon, state_words
from elections.enums import State
from elections.models import Election
from overview.queries.board import PAST, Board, Cell, Row
from overview.queries.folding import Fold, Summary
from villages.templatetags.names import person, place, place_stem

Words = str | Promise | SafeString


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """`key` is the column, `css` the state, `anchor` the step in the village's schedule, `label` the full sentence."""

    key: str
    css: str
    anchor: str
    label: str
    icon: Words
    text: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    election: Election
    name: str
    cadre: str
    cells: list[DrawnCell]
    done: str


@dataclass(frozen=True, slots=True)
class DrawnFold:
    """A fold with its summary cells; `rows` only where it is open."""

    key: str
    name: str
    places: int
    open: bool
    counts: list[tuple[str, int]]
    cells: list[DrawnCell]
    done: str
    rows: list[DrawnRow]


class Pen:
    """Draws the cells of one board in the active language; what many cells share is written once."""

    def __init__(self, board: Board, *, dates: bool = False) -> None:
        self.dates = dates
        self.comma = pgettext("facts", ", ")
        self.titles = [str(Said(head.column.title)) for head in board.columns]
        self._words: dict[tuple[State, int], str] = {}

    @cached_property
    def icons(self) -> dict[State, SafeString]:
        return {state: icon(f"s-{state.value}") for state in State}

    def folds(self, folds: Iterable[Fold]) -> Iterator[DrawnFold]:
        """The folds one by one, so that a page can be written while the next is drawn."""
        for fold in folds:
            yield DrawnFold(
                key=fold.key,
                name=place(fold.name) if fold.key.isdecimal() else person(fold.name),
                places=len(fold.rows),
                open=fold.open,
                counts=[(state.value, number) for state, number in fold.counts] if fold.key else [],
                cells=[self._summary(n, cell) for n, cell in enumerate(fold.cells)],
                done=f"{fold.done}/{fold.all}",
                rows=[self.row(row) for row in fold.rows] if fold.open else [],
            )

    def row(self, row: Row) -> DrawnRow:
        village = row.election.village
        full = place(village.name)
        return DrawnRow(
            election=row.election,
            name=place_stem(village.name),
            cadre=str(person(village.linked_cadre)),
            cells=[self._cell(full, n, cell) for n, cell in enumerate(row.cells)],
            done=f"{row.done}/{len(row.cells)}",
        )

    def words(self, cell: Cell) -> str:
        """The state of a cell in words: 逾9天, 未开启 1月20日."""
        told = self._state(cell.state, cell.number)
        if cell.planned:
            told = f"{told} {day(cell.planned)}"
        marks = [_("extended")] * cell.extended + [_("forced")] * cell.forced
        return self.comma.join([told, *marks])

    def _cell(self, name: str, column: int, cell: Cell) -> DrawnCell:
        icon, text = self._inside(cell)
        return DrawnCell(
            key=cell.column.key,
            css=cell.state.value + " x" * cell.extended + " f" * cell.forced,
            anchor=cell.step.step if cell.step else "",
            label=self.comma.join((name, self.titles[column], self.words(cell))),
            icon=icon,
            text=text,
        )

    def _inside(self, cell: Cell) -> tuple[Words, str]:
        if cell.state == State.OFF:
            return "", axis_day(cell.planned) or "—"
        if cell.done_on and self.dates:
            return "", axis_day(cell.done_on)
        number = str(cell.number) if cell.shows_number else ""
        return self.icons[cell.state], number + (
            pgettext("extended, in a cell", "+") if cell.extended else ""
        )

    def _summary(self, column: int, cell: Summary) -> DrawnCell:
        told = self._state(cell.state, None)
        label = _("%(state)s in %(n)s of %(all)s villages") % {
            "state": told,
            "n": cell.villages,
            "all": cell.of,
        }
        off = cell.state == State.OFF
        return DrawnCell(
            key="",
            css=cell.state.value,
            anchor="",
            label=self.comma.join((self.titles[column], label)),
            icon="" if off else self.icons[cell.state],
            text=(axis_day(cell.planned) or "—") if off else self._villages(cell),
        )

    def _villages(self, cell: Summary) -> str:
        """How many villages stand so; a tick for all of them needs no number."""
        if cell.state in PAST and cell.villages == cell.of:
            return ""
        return pgettext("villages, in a cell", "%(n)s vil.") % {"n": cell.villages}

    def _state(self, state: State, number: int | None) -> str:
        key = (state, -1 if number is None else number)
        if key not in self._words:
            self._words[key] = state_words(state.value, number)
        return self._words[key]
