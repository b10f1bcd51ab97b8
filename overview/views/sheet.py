"""The board to take away: a file for spreadsheets, and a print in A3."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.said import Said
from overview.board_print import print_board
from overview.drawn import Pen
from overview.queries.board import Board, Row
from overview.views.board import LEGEND, chosen
from villages.templatetags.names import person, place

BYTE_ORDER_MARK = "\ufeff"


@allowed("board.view", scope=None)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The board as a file for spreadsheets, with the rows that the filters leave."""
    found = chosen(request)
    if found is None:
        raise Http404
    asked: Any = request
    pen = Pen(found.board)
    return as_csv("progress", asked.now, _heads(found.board), (_line(pen, row) for row in found.rows))


@allowed("board.view", scope=None)
@require_GET
def board_print(request: HttpRequest) -> HttpResponse:
    """The board in A3, with the rows that the filters leave."""
    found = chosen(request)
    if found is None:
        raise Http404
    asked: Any = request
    pdf = print_board(found.board, found.rows, asked.cycle, asked.user, asked.now, LEGEND)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="progress-{localtime(asked.now):%Y%m%d-%H%M}.pdf"'
    return response


def as_csv(name: str, moment: datetime, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A file that spreadsheets open as it is; no cell of it is taken for a formula."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{localtime(moment):%Y%m%d-%H%M}.csv"'
    writer = csv.writer(response)
    writer.writerow(heads)
    writer.writerows([_plain(value) for value in line] for line in lines)
    return response


def _heads(board: Board) -> list[str]:
    first = [_("Code"), _("Village or community"), _("Linked cadre"), _("Election day")]
    return [*first, *(str(Said(head.column.title)) for head in board.columns), _("Done")]


def _line(pen: Pen, row: Row) -> list[str]:
    election = row.election
    first = [election.village_id, place(election.village.name), person(election.village.linked_cadre)]
    words = (pen.words(cell) for cell in row.cells)
    return [*first, str(election.election_day or ""), *words, f"{row.done}/{len(row.cells)}"]


def _plain(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
