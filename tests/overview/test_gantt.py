"""The chart of a village's journey: every group, every step, one picture on the page and in print."""

import subprocess
from io import BytesIO

import pikepdf
import pytest

from accounts.models import User
from elections.enums import State
from elections.models import Cycle
from elections.queries.progress import progress_of_one
from overview.chart_print import picture_of
from overview.queries.columns import By
from overview.queries.gantt import Gantt, gantt_of
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.overview.conftest import election_of, with_day

NOW = at(2020, 12, 29, 14, 52)
URL = f"/villages/{VILLAGE}/gantt/"


def chart(cycle: Cycle, by: By) -> Gantt:
    return gantt_of(progress_of_one(election_of(cycle, VILLAGE), NOW), NOW, by)


def test_every_group_and_every_step_that_applies_has_a_row(town: Cycle) -> None:
    assert len(chart(town, By.GROUP).rows) == 14
    steps = progress_of_one(election_of(town, VILLAGE), NOW).steps.values()
    assert len(chart(town, By.STEP).rows) == sum(s.standing.state != State.NA for s in steps)


@pytest.mark.parametrize("by", list(By))
def test_bars_lie_within_the_picture_and_rows_below_each_other(town: Cycle, by: By) -> None:
    found = chart(town, by)
    bars = [row.bar for row in found.rows if row.bar]
    assert len(bars) == len(found.rows)
    for bar in bars:
        assert float(found.left) <= float(bar.x)
        assert float(bar.x) + float(bar.width) <= found.width
        assert 0 < float(bar.y) < found.height
    heights = [float(row.line_y) for row in found.rows]
    assert heights == sorted(heights)


def test_today_stands_before_the_vote_and_both_are_flagged(town: Cycle) -> None:
    found = chart(town, By.STEP)
    assert found.today is not None
    assert found.vote is not None
    assert float(found.left) < float(found.today.x) < float(found.vote.x) < found.width


def test_a_bar_ends_with_its_last_day(town: Cycle) -> None:
    rows = {row.key: row for row in chart(town, By.STEP).rows}
    registration, party = rows["registration"], rows["party_election"]
    assert (registration.last, party.last) == (at(2020, 12, 20).date(), at(2021, 1, 10).date())
    ends = [float(row.bar.x) + float(row.bar.width) for row in (registration, party) if row.bar]
    assert ends == sorted(ends)


def test_what_the_law_locks_is_marked_and_what_is_done_is_ticked(town: Cycle) -> None:
    rows = {row.key: row for row in chart(town, By.STEP).rows}
    assert rows["roll_publication"].bar.legal
    assert not rows["publicity"].bar.legal
    assert rows["audit"].bar.done
    assert not rows["registration"].bar.done


def test_without_an_election_day_the_plans_days_are_drawn_all_the_same(town: Cycle, clerk: User) -> None:
    with_day(election_of(town, VILLAGE), None)
    found = chart(town, By.STEP)
    assert found.vote is None
    assert any(row.bar for row in found.rows)
    assert any(row.bar is None for row in found.rows)


def test_page_and_print_draw_the_same_picture(town: Cycle, clerk: User, client_of) -> None:
    page = client_of(clerk).get(URL + "?by=step").content.decode()
    drawn = picture_of(chart(town, By.STEP)).decode()
    of_page = page[page.index('<svg xmlns="http://www.w3.org/2000/svg" class="chart') :].split("</svg>")[0]
    style, rest = drawn.split("</style>")
    assert style.count("<style>") == 1
    assert rest.strip().removesuffix("</svg>").split() == of_page[of_page.index(">") + 1 :].split()


@pytest.mark.parametrize(("query", "title"), [("", "选民登记"), ("?by=step", "村（居）委会换届纪律承诺")])
def test_the_print_is_one_sheet_of_a3(town: Cycle, clerk: User, client_of, query: str, title: str) -> None:
    answer = client_of(clerk).get(f"/villages/{VILLAGE}/gantt.pdf{query}")
    told = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    with pikepdf.Pdf.open(BytesIO(answer.content)) as document:
        assert [int(page.mediabox[2]) for page in document.pages] == [1190]
    text = told.stdout.decode()
    for words in ("白果镇 棠兴村 日程图", "投票 1月20日", "今天 12月29日", title):
        assert words in text


def test_another_village_has_no_chart_here(town: Cycle, clerk: User, client_of) -> None:
    client = client_of(clerk)
    for path in ("gantt/", "gantt.pdf"):
        assert client.get(f"/villages/{SECOND_VILLAGE}/{path}").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lengths_are_never_written_with_a_comma(town: Cycle, clerk: User, client_of, language: str) -> None:
    client = client_of(clerk)
    client.cookies["django_language"] = language
    assert 'viewBox="0 0 1324 ' in client.get(URL).content.decode()
