from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from accounts.access import allowed
from elections.enums import State
from elections.queries.progress import progress_of_one
from overview.drawn import Pen
from overview.forms.board import BoardFilter
from overview.queries.board import Board, Row, board_of, cell_of
from overview.queries.columns import By
from overview.queries.folding import EVERY, folds_of
from overview.queries.sight import election_in_sight
from overview.step_pages import page_of

LEGEND = (State.DONE, State.OPEN, State.SOON, State.LATE, State.WAIT, State.BACK, State.OFF, State.NA)
FILTERS = (State.LATE, State.SOON, State.BACK)


@dataclass(frozen=True)
class Chosen:
    """The board that a request asks for, the filters with what they say, and the rows that they leave."""

    board: Board
    form: BoardFilter
    rows: list[Row]
    roles: set[str]

    @property
    def dates(self) -> bool:
        return bool(self.form.cleaned_data.get("dates"))

    @property
    def opened(self) -> str:
        return str(self.form.cleaned_data.get("open") or "")


def chosen(request: HttpRequest) -> Chosen | None:
    """The board with the rows that the filters of the address leave; None where there is nothing in sight."""
    asked: Any = request
    board = board_of(asked.user, asked.cycle, asked.now, BoardFilter.by_of(asked.GET))
    if board is None:
        return None
    form = BoardFilter(board, asked.GET)
    roles = {office.role for office in asked.user.held}
    return Chosen(board, form, form.rows(board, roles), roles)


@allowed("board.view", scope=None)
def board(request: HttpRequest) -> HttpResponse:
    """Villages × groups of steps, or × steps: where does which village hang?"""
    found = chosen(request)
    if found is None:
        return render(request, "overview/board/none.html")
    folds = folds_of(found.board, found.rows, found.opened)
    context = {
        "board": found.board,
        "by_step": found.board.by == By.STEP,
        "rows": found.rows,
        "folds": Pen(found.board, dates=found.dates).folds(folds),
        "folded": bool(folds[0].key),
        "every": EVERY,
        "filter": found.form,
        "chosen": found.form.cleaned_data,
        "legend": [state.value for state in LEGEND],
        "filters": [(state.value, found.board.villages(state)) for state in FILTERS],
        "mine": found.board.waiting_for(found.roles),
    }
    return render(request, "overview/board/board.html", context)


@allowed("board.view")
def cell(request: HttpRequest, village_code: str, column: str) -> HttpResponse:
    """The card of one cell, a group's or a step's: what is missing, who answers, where it is done."""
    asked: Any = request
    election = election_in_sight(asked.user, asked.cycle, village_code)
    if election is None:
        raise Http404
    now = election.cycle.now(asked.now)
    try:
        found, steps = cell_of(progress_of_one(election, now), column, localtime(now).date())
    except KeyError as error:
        raise Http404 from error
    rows = [(step, page_of(step, asked.user)) for step in steps if step.standing.state != State.NA]
    return render(request, "overview/board/card.html", {"cell": found, "steps": rows, "election": election})
