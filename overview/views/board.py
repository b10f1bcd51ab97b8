import csv
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.said import Said
from accounts.templatetags.interface import day, state_words
from elections.enums import State
from elections.queries.progress import progress_of_one
from overview.forms.board import BoardFilter
from overview.queries.board import MANY_PLACES, Board, Cell, Row, board_of, cell_of, townships_of
from overview.queries.sight import election_in_sight
from overview.step_pages import page_of
from villages.templatetags.names import person, place

LEGEND = (State.DONE, State.OPEN, State.SOON, State.LATE, State.WAIT, State.BACK, State.OFF)
BYTE_ORDER_MARK = "\ufeff"


@allowed("board.view", scope=None)
def board(request: HttpRequest) -> HttpResponse:
    """Villages × groups of steps: where does which village hang?"""
    found, form, rows = _chosen(request)
    if found is None:
        return render(request, "overview/board/none.html")
    folded = len(rows) > MANY_PLACES
    roles = _roles(request)
    context = {
        "board": found,
        "rows": [] if folded else rows,
        "townships": townships_of(rows) if folded else [],
        "filter": form,
        "chosen": form.cleaned_data,
        "legend": [state.value for state in LEGEND],
        "filters": [(s.value, found.villages(s)) for s in (State.LATE, State.SOON, State.BACK)],
        "mine": found.waiting_for(roles),
    }
    return render(request, "overview/board/board.html", context)


@allowed("board.view")
def cell(request: HttpRequest, village_code: str, group: int) -> HttpResponse:
    """The card of one cell: what is missing, who answers, where it is done."""
    asked: Any = request
    election = election_in_sight(asked.user, asked.cycle, village_code)
    if election is None:
        raise Http404
    now = election.cycle.now(asked.now)
    try:
        found, steps = cell_of(progress_of_one(election, now), group, localtime(now).date())
    except KeyError as error:
        raise Http404 from error
    rows = [(step, page_of(step, asked.user)) for step in steps if step.standing.state != State.NA]
    return render(request, "overview/board/card.html", {"cell": found, "steps": rows, "election": election})


@allowed("board.view", scope=None)
def sheet(request: HttpRequest) -> HttpResponse:
    """The board as a file for spreadsheets, with the rows that the filters leave."""
    found, _form, rows = _chosen(request)
    if found is None:
        raise Http404
    asked: Any = request
    moment: datetime = localtime(asked.now)
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="progress-{moment:%Y%m%d-%H%M}.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [
            _("Code"),
            _("Village or community"),
            _("Linked cadre"),
            _("Election day"),
            *_heads(found),
            _("Done"),
        ]
    )
    for row in rows:
        writer.writerow([_plain(value) for value in _line(row)])
    return response


def _chosen(request: HttpRequest) -> tuple[Board | None, BoardFilter, list[Row]]:
    asked: Any = request
    found = board_of(asked.user, asked.cycle, asked.now)
    form = BoardFilter(found, request.GET)
    return found, form, form.rows(found, _roles(request)) if found else []


def _roles(request: HttpRequest) -> set[str]:
    user: Any = request.user
    return {office.role for office in user.held}


def _heads(found: Board) -> list[str]:
    return [str(Said(column.group.title)) for column in found.columns]


def _line(row: Row) -> list[str]:
    election = row.election
    first = [election.village_id, place(election.village.name), person(election.village.linked_cadre)]
    last = f"{row.done}/{len(row.cells)}"
    return [*first, str(election.election_day or ""), *(_told(cell) for cell in row.cells), last]


def _told(cell: Cell) -> str:
    words = state_words(cell.state.value, cell.number)
    return f"{words} {day(cell.planned)}" if cell.planned else words


def _plain(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
