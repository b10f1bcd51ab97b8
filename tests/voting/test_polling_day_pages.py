"""The pages and papers of polling day, as clerk, teller and the offices above see them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election
from tests.cast import VILLAGE, at
from tests.programs import Program, problem
from tests.voting.ballots import COUNTED, publish
from tests.voting.test_polling_day import EARLY, FITS, reported, shown
from tests.voting.test_polling_day import SHOWN as SHOWN_BOX
from tests.voting.test_proxy_pages import text_of
from tests.voting.test_voting_papers import issued, said
from voting.models import Box, Contest, TurnoutReport
from voting.services.polling_day import Account, account_for_papers, show_box

ClientOf = Callable[[User], Client]
DAY, BOX = f"/villages/{VILLAGE}/votes/1/day/", f"/villages/{VILLAGE}/votes/1/boxes/1/day/"
SHOWN = {
    "shown_at": "07:40",
    "seal": "F001",
    "shown_by": "王晓梅",
    "witnesses": "刘建明",
    "received": "1,120",
}


@pytest.fixture
def unshown(contest: Contest, clerk: User) -> Box:
    return publish(contest, clerk, shown=False).boxes.get(number=1)


@pytest.fixture
def morning(on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(EARLY)


def test_a_day_from_the_place_to_the_papers(
    unshown: Box, teller: User, client_of: ClientOf, on_the_day: Callable[[datetime], None]
) -> None:
    on_the_day(EARLY)
    browser = client_of(teller)
    told = text_of(browser.get(BOX))
    assert "还没有当众查验" in told and "A-VOTE-07" in told and "方案没有写明" in told
    early = browser.post(f"{BOX}shown/", SHOWN)
    assert early.status_code == 409 and "秘密写票处" in text_of(early) and "F001" in early.content.decode()
    assert browser.post(f"{BOX}place/", {"secret_booth": "王晓梅"}).status_code == 302
    assert browser.post(f"{BOX}shown/", SHOWN | {"received": "120"}).status_code == 302
    on_the_day(at(2021, 1, 20, 9, 5))
    assert browser.post(f"{BOX}turnout/", {"at": "09:00", "issued": "40"}).status_code == 302
    told = text_of(browser.get(DAY))
    assert "距61还差21张" in told and "截至09:00" in told and "不是结果" in told
    on_the_day(COUNTED)
    wrong = browser.post(f"{BOX}papers/", {"issued": "100", "replaced": "3", "left": "16"})
    assert wrong.status_code == 409 and "少1张" in text_of(wrong)
    form = {"issued": "100", "replaced": "3", "left": "17", "destroyed_by": "王晓梅"}
    assert browser.post(f"{BOX}papers/", form).status_code == 302
    assert "核对相符" in text_of(browser.get(BOX))
    entry = browser.get(f"/villages/{VILLAGE}/votes/1/boxes/1/enter/").content.decode()
    assert 'name="issued" value="100"' in entry


def test_today_of_the_clerk_shows_boxes_and_checklist(
    unshown: Box, clerk: User, client_of: ClientOf, morning: None
) -> None:
    told = text_of(client_of(clerk).get("/"))
    assert "今天投票" in told and "2个票箱中已查验加封0个" in told and "投票点查看清单：6项已看0项" in told


def test_the_township_sees_all_villages_of_the_day_and_the_numbers_move(
    box: Box,
    teller: User,
    township: User,
    client_of: ClientOf,
    on_the_day: Callable[[datetime], None],
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    on_the_day(at(2021, 1, 20, 9, 30))
    browser = client_of(township)
    assert "还没有" in text_of(browser.get("/polling-day/"))
    reported(teller, box, 40, 9)
    assert 'hx-get="/polling-day/" hx-trigger="every 30s"' in browser.get("/polling-day/").content.decode()
    rows = browser.get("/polling-day/", headers={"HX-Request": "true"})
    told = text_of(rows)
    assert "<html" not in rows.content.decode() and "棠兴村" in told and "距61还差21张" in told
    assert "09:00" in told and "当选" not in told
    with django_assert_max_num_queries(24):
        browser.get("/polling-day/")
    (told_day,) = Program(township).get("polling-day/").json()
    assert (told_day["village"], told_day["issued"], told_day["mark"], told_day["to_go"]) == (
        VILLAGE,
        40,
        61,
        21,
    )
    assert Program(teller).get("polling-day/").status_code == 404


def test_a_day_without_a_vote_says_so(
    election: Election, cycle: Cycle, township: User, client_of: ClientOf
) -> None:
    assert "今天没有村投票" in text_of(client_of(township).get("/polling-day/"))


def test_who_only_looks_has_no_forms(box: Box, township: User, client_of: ClientOf, morning: None) -> None:
    page = client_of(township).get(BOX).content.decode()
    assert 'method="post" action="/villages' not in page and "F1" in page
    assert client_of(township).post(f"{BOX}shown/", SHOWN).status_code == 404


def test_the_opening_record_and_the_account_are_printed(
    unshown: Box,
    election: Election,
    clerk: User,
    teller: User,
    on_the_day: Callable[[datetime], None],
    tmp_path: Path,
) -> None:
    on_the_day(COUNTED)
    with pytest.raises(PaperNotReady):
        issued(clerk, "opening_record", unshown, election)
    shown(teller, unshown)
    told = said(clerk, "opening_record", unshown, election, tmp_path)
    assert "票箱查验启用记录（中心会场）" in told and "F001" in told and "秘密写票处" in told
    with pytest.raises(PaperNotReady):
        issued(clerk, "papers_account", unshown.contest, election)
    account_for_papers(by=teller, box=unshown, account=FITS, now=COUNTED)
    mobile = unshown.contest.boxes.get(number=2)
    show_box(by=teller, box=mobile, shown=replace(SHOWN_BOX, seal="F002", received=10), now=EARLY)
    account_for_papers(by=teller, box=mobile, account=Account(8, 0, 2, "王晓梅"), now=COUNTED)
    told = said(clerk, "papers_account", unshown.contest, election, tmp_path)
    assert "选票清点核销表" in told and "130" in told and "108" in told


def test_a_program_does_the_same(unshown: Box, teller: User, on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(EARLY)
    program, here = Program(teller), f"villages/{VILLAGE}/votes/1/boxes/1/"
    opening = {
        "shown_at": EARLY.isoformat(),
        "seal": "F001",
        "shown_by": "王晓梅",
        "witnesses": "刘建明",
        "received": 120,
    }
    refused = program.post(f"{here}shown/", opening)
    assert [each["code"] for each in problem(refused)["problems"]] == ["place_not_ready"]
    seen = program.post(f"{here}place/", {"seen": [{"check_code": "secret_booth", "person": "王晓梅"}]})
    assert seen.json()["seen"]["secret_booth"] == "王晓梅"
    assert program.post(f"{here}shown/", opening).json()["record"]["received"] == 120
    on_the_day(at(2021, 1, 20, 9, 30))
    program.post(f"{here}turnout/", {"at": at(2021, 1, 20, 9).isoformat(), "issued": 40})
    day = program.get(f"villages/{VILLAGE}/votes/1/day/").json()
    assert (day["mark"], day["issued"]) == (61, 40) and TurnoutReport.objects.count() == 1
    on_the_day(COUNTED)
    account = {"issued": 100, "replaced": 3, "left": 17, "destroyed_by": "王晓梅"}
    assert program.post(f"{here}account/", account).json()["record"]["left"] == 17
