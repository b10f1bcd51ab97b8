"""The wall calendar: a paper with number and code, on one sheet of A3, with all days and those of the law."""

import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from accounts.models import User
from documents.models import Paper
from documents.refusals import PaperNotReady
from documents.services.paper import issue_paper
from elections.models import Cycle
from overview.papers.of_journey import wall_calendar
from overview.papers.wall import WallPhase, WallRow, in_two
from tests.cast import COMMUNITY, VILLAGE, at
from tests.overview.conftest import election_of, with_day

NOW = at(2020, 12, 29)
A3_UPRIGHT = (841, 1190)


def issued(cycle: Cycle, by: User, code: str = VILLAGE) -> Paper:
    election = election_of(cycle, code)
    return issue_paper(
        by=by,
        office=by.held[0],
        kind="wall_calendar",
        subject=election,
        place_code=code,
        place_name=election.village.name,
        now=NOW,
        training=True,
    )


def text_of(paper: Paper) -> str:
    content = bytes(paper.file.content)
    return subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()


def test_it_is_numbered_in_its_own_series_and_fits_one_sheet(town: Cycle, clerk: User) -> None:
    first, second = issued(town, clerk), issued(town, clerk)
    assert [paper.full_number for paper in (first, second)] == ["棠选图〔2020〕1号", "棠选图〔2020〕2号"]
    first.refresh_from_db()
    assert first.replaced_by == second
    with pikepdf.Pdf.open(BytesIO(bytes(second.file.content))) as document:
        assert [(int(p.mediabox[2]), int(p.mediabox[3])) for p in document.pages] == [A3_UPRIGHT]


def test_it_bears_the_election_day_every_step_who_does_it_and_its_code(town: Cycle, clerk: User) -> None:
    paper = issued(town, clerk)
    text = text_of(paper)
    for words in (
        "2021年1月20日",
        "星期三",
        "公布选民名单",
        "县级联审",
        "村民选举委员会",
        paper.printed_code,
    ):
        assert words in text
    sheet = wall_calendar(election_of(town, VILLAGE), NOW.date())
    flowing = "".join(text.split())
    missing = [row.title for phase in sheet.phases for row in phase.rows if row.title not in flowing]
    assert missing == []


def test_only_what_is_locked_on_its_last_day_is_marked_as_the_laws(town: Cycle) -> None:
    sheet = wall_calendar(election_of(town, VILLAGE), NOW.date())
    legal = {row.title for phase in sheet.phases for row in phase.rows if row.legal}
    assert legal == {"公布选民名单", "公布正式候选人", "公布投票时间和地点", "投票"}


def test_a_community_is_told_its_own_committee(town: Cycle, township: User) -> None:
    sheet = wall_calendar(election_of(town, COMMUNITY), NOW.date())
    who = {row.who for phase in sheet.phases for row in phase.rows}
    assert "居民选举委员会" in who
    assert "村民选举委员会" not in who


def test_without_an_election_day_there_is_nothing_to_hang(town: Cycle, clerk: User, client_of) -> None:
    with_day(election_of(town, VILLAGE), None)
    with pytest.raises(PaperNotReady):
        wall_calendar(election_of(town, VILLAGE), NOW.date())
    assert "wall_calendar" not in client_of(clerk).get(f"/villages/{VILLAGE}/papers/").content.decode()


def test_it_is_issued_from_the_chart(town: Cycle, clerk: User, client_of) -> None:
    client, election = client_of(clerk), election_of(town, VILLAGE)
    assert "印发挂图" in client.get(f"/villages/{VILLAGE}/gantt/").content.decode()
    client.post(
        f"/villages/{VILLAGE}/papers/issue/",
        {"kind": "wall_calendar", "about": f"elections.election:{election.pk}"},
    )
    assert Paper.objects.get().title == "换届工作日程挂图"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2020, 12, 14), date(2020, 12, 20), "12月14日—20日"),
        (date(2020, 12, 30), date(2021, 1, 10), "12月30日—1月10日"),
        (None, date(2020, 12, 31), "12月31日前"),
        (date(2021, 1, 20), date(2021, 1, 20), "1月20日"),
        (date(2021, 1, 20), None, "1月20日起"),
        (None, None, ""),
    ],
)
def test_days_are_told_as_on_posters(first: date | None, last: date | None, told: str) -> None:
    assert WallRow(1, "", "", first, last, legal=False).days == told


def test_the_two_columns_hold_every_row_once_and_about_the_same() -> None:
    row = WallRow(1, "", "", None, None, legal=False)
    phases = [WallPhase(str(n), (row,) * rows) for n, rows in enumerate((5, 11, 15, 9, 5))]
    left, right = in_two(phases)
    numbers = [sum(len(phase.rows) for phase in column) for column in (left, right)]
    assert sum(numbers) == 45
    assert abs(numbers[0] - numbers[1]) <= 5
    assert [phase.goes_on for phase in right] == [True, False, False]
