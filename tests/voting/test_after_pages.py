"""Ballots under seal and results declared invalid, on the pages, on paper, in public and through the API."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from documents.refusals import PaperNotReady
from elections.models import Election
from tests.cast import VILLAGE, at
from tests.programs import Program
from tests.voting.ballots import NOTHING, counted, made_final, sheet
from tests.voting.test_invalidity import LATER, declared
from tests.voting.test_proxy_pages import text_of
from tests.voting.test_result import EVENING, FULL
from tests.voting.test_sealing import seal
from tests.voting.test_voting_papers import issued, said
from voting.models import Contest, Invalidity, Sealing
from voting.papers.of_result import certificates_for

ClientOf = Callable[[User], Client]
ROUND = f"/villages/{VILLAGE}/votes/1/"
SEALED = {
    "day": "2021-01-20",
    "at": "16:00",
    "packets": "2",
    "seals": "F101、F102",
    "sealed_by": "王晓梅、刘建明",
    "holder": "镇换届办 谭国安",
    "place": "镇政府档案室",
}
FOUND = {"reason": "投票前发放礼品", "decision": "白镇党〔2021〕3号"}


@pytest.fixture
def confirmed(
    open_contest: Contest,
    clerk: User,
    teller: User,
    township: User,
    election: Election,
    on_the_day: Callable[[datetime], None],
) -> Contest:
    """A first round that fills every seat, confirmed in the evening."""
    held = counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)
    made_final(election, township, EVENING)
    held.refresh_from_db()
    on_the_day(LATER)
    return held


def test_the_clerk_seals_and_today_reminds_of_it(
    confirmed: Contest, clerk: User, client_of: ClientOf
) -> None:
    browser = client_of(clerk)
    assert "选票还没有封存" in text_of(browser.get("/"))
    refused = browser.post(f"{ROUND}sealing/record/", SEALED | {"at": "11:00", "packets": "0"})
    assert refused.status_code == 409 and "填写封存了多少包" in text_of(refused)
    assert browser.post(f"{ROUND}sealing/record/", SEALED).status_code == 302
    told = text_of(browser.get(f"{ROUND}sealing/"))
    assert "已封存2包" in told and "镇政府档案室" in told and "方案没有写明" in told
    assert "选票还没有封存" not in text_of(browser.get("/"))


def test_the_township_declares_and_everybody_sees_it(
    confirmed: Contest, township: User, clerk: User, client_of: ClientOf
) -> None:
    browser, clerks = client_of(township), client_of(clerk)
    told = text_of(browser.get(f"{ROUND}invalid/"))
    assert "李桂香" in told and "A-NEG-11" in told
    refused = browser.post(f"{ROUND}invalid/declare/", FOUND | {"who": "whole", "ground": "negative_list"})
    assert refused.status_code == 409 and "没有规定这种无效情形" in text_of(refused)
    form = FOUND | {"who": "member:m1", "ground": "improper_competition"}
    assert clerks.post(f"{ROUND}invalid/declare/", form).status_code == 404
    assert browser.post(f"{ROUND}invalid/declare/", form).status_code == 302
    told = text_of(clerks.get(ROUND))
    assert "当选，已宣布无效" in told and "白镇党〔2021〕3号" in told and "另行选举" in told
    public = text_of(Client().get(f"/public/{VILLAGE}/"))
    assert "宣布无效" in public and "李桂香" in public and "不正当竞争" in public
    assert "不正当竞争" in text_of(clerks.get(f"/villages/{VILLAGE}/candidates/team/"))
    assert "invalid/declare/" not in clerks.get(f"{ROUND}invalid/").content.decode()


def test_a_result_that_stands_says_nothing_of_it(
    confirmed: Contest, clerk: User, client_of: ClientOf
) -> None:
    """The control."""
    assert "已宣布无效" not in text_of(client_of(clerk).get(ROUND))
    assert "宣布无效" not in text_of(Client().get(f"/public/{VILLAGE}/"))


def test_record_and_notice_are_printed(
    confirmed: Contest, election: Election, clerk: User, township: User, tmp_path: Path
) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "sealing_record", confirmed, election)
    seal(clerk, confirmed)
    told = said(clerk, "sealing_record", confirmed, election, tmp_path)
    assert "选票封存记录" in told and "镇政府档案室" in told and "F101" in told
    found = declared(township, confirmed)
    told = said(clerk, "invalidity_notice", found, election, tmp_path)
    assert "当选无效公告" in told and "李桂香" in told and "不正当竞争" in told


def test_a_certificate_of_a_void_election_is_told_withdrawn(
    confirmed: Contest, election: Election, clerk: User, township: User
) -> None:
    by_name = {each.person.name: each for each in certificates_for(election)}
    bought = issued(clerk, "certificate", by_name["李桂香"], election)
    honest = issued(clerk, "certificate", by_name["彭建军"], election)
    declared(township, confirmed)
    browser = Client()
    assert "证书收回" in text_of(browser.get(f"/verify/{bought.code}/"))
    assert "证书收回" not in text_of(browser.get(f"/verify/{honest.code}/"))


def test_a_program_does_the_same(confirmed: Contest, clerk: User, township: User) -> None:
    here = f"villages/{VILLAGE}/votes/1/"
    sealed = {
        "sealed_at": at(2021, 1, 20, 16).isoformat(),
        "packets": 2,
        "seals": "F101",
        "sealed_by": "王晓梅",
        "holder": "谭国安",
        "place": "档案室",
    }
    assert Program(clerk).post(f"{here}sealing/", sealed).status_code == 201
    assert Sealing.objects.get().keep_until is None
    draft = FOUND | {"scope": "person", "ground": "negative_list", "post": "member", "person": "m1"}
    answer = Program(township).post(f"{here}invalidity/", draft)
    assert (answer.status_code, answer.json()["name"], answer.json()["void"]) == (201, "李桂香", True)
    assert Invalidity.objects.get().clause == "A-NEG-11"
