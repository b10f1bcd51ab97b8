"""The board of 153 villages and 50 steps against a bare loop that writes as many cells, in the same run."""

from time import process_time

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import User
from overview.drawn import Pen
from overview.queries.board import Board, board_of
from overview.queries.columns import By
from overview.queries.folding import EVERY, folds_of
from tests.bench.in_turns import best_of
from tests.cast import at
from tests.overview.county import VILLAGES, county_of, more_time

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

NOW = at(2020, 12, 29, 14, 52)
STEPS, ROUNDS = 50, 5
# Drawn and written in at most two bare loops; read, judged, drawn and written in at most five.
WRITTEN, WHOLE = 2, 5
BARE = Template(
    "{% for row in rows %}<tr>{% for cell in row %}"
    '<td><a class="cell {{ cell.0 }}" href="{{ cell.1 }}" aria-label="{{ cell.2 }}">{{ cell.3 }}</a></td>'
    "{% endfor %}</tr>{% endfor %}"
)


def bare_loop() -> str:
    """As many cells as the board has, each with a class, a link, a label and a number, written by a bare template."""
    rows = [
        [
            ("late", f"/villages/{village}/", f"第{village}村，第{step}步，逾9天", str(step))
            for step in range(STEPS)
        ]
        for village in range(VILLAGES)
    ]
    return BARE.render(Context({"rows": rows}))


def written(board: Board) -> str:
    folds = Pen(board).folds(folds_of(board, board.rows, EVERY))
    context = {"board": board, "folds": folds, "by_step": True, "rows": board.rows}
    return render_to_string("overview/board/matrix.html", context, RequestFactory().get("/board/"))


def test_the_board_is_read_and_written_within_a_few_bare_loops(township: User) -> None:
    cycle = county_of(township, townships=1)[0]
    more_time(township, list(cycle.elections.all()))

    def read() -> Board:
        found = board_of(township, cycle, NOW, By.STEP)
        assert found is not None
        return found

    board = read()
    floor, reading, writing = best_of(ROUNDS, bare_loop, read, lambda: written(board), clock=process_time)
    print(f"\nfloor {floor:.3f} s, read {reading / floor:.1f}, written {writing / floor:.1f}")
    assert len(board.rows) * len(board.columns) == VILLAGES * STEPS
    assert writing / floor <= WRITTEN
    assert (reading + writing) / floor <= WHOLE
