import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from elections.models import Election
from tests.cast import VILLAGE, at
from tests.voting.ballots import COUNTED, NOTHING, agree, announced, counted, sheet
from voting.models import Contest, WriteInReview
from voting.queries.explained import Explained, explain
from voting.queries.result import vote_of

VOTES = f"/villages/{VILLAGE}/votes/"
RESULT = f"{VOTES}1/"
Clients = Callable[[User], Client]
FULL = {"m1": 70, "m2": 65, "m3": 58, "m4": 30}


@pytest.fixture(autouse=True)
def evening(cycle: Any, on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(at(2021, 1, 20, 17))


def told(contest: Contest) -> Explained:
    vote = vote_of(contest.election)
    assert vote is not None
    return explain(vote, vote.rounds[-1])


def test_before_the_count_is_complete_no_figure_is_shown(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients
) -> None:
    agree(open_contest.boxes.get(number=1), clerk, teller, sheet(chair={"c1": 83}))
    text = client_of(clerk).get(RESULT).content.decode().split("<main")[1]
    shown = re.sub(r'value="\w{64}"', "", text)  # the token of a form holds any two digits now and then
    assert "83" not in shown
    assert 'class="eq"' not in shown


def test_the_double_majority_stands_as_arithmetic_with_its_clauses(
    open_contest: Contest, clerk: User, teller: User
) -> None:
    balance, quorum, threshold = told(counted(open_contest, clerk, teller, sheet(), NOTHING)).equations
    assert (balance.have, balance.sign, balance.whole, balance.passed) == (108, "≤", 110, True)
    assert (quorum.product, quorum.sign, quorum.share, quorum.need) == (216, ">", 120, 61)
    assert (threshold.have, threshold.times, threshold.whole, threshold.need) == (None, 2, 108, 55)
    assert [e.grounds for e in (balance, quorum, threshold)] == [("A-CNT-01",), ("A-CNT-12",), ("A-CNT-13",)]


def test_a_void_vote_shows_the_line_that_failed(open_contest: Contest, clerk: User, teller: User) -> None:
    none = sheet(0, 0, 0, chair={}, member={})
    few = sheet(60, 60, 0, chair={"c1": 50}, member={})
    result = told(counted(open_contest, clerk, teller, few, none, accepted=["nothing_returned"]))
    quorum = result.equations[1]
    assert (result.valid, quorum.product, quorum.sign, quorum.share) == (False, 120, "≤", 120)


def test_every_row_says_what_came_of_it(open_contest: Contest, clerk: User, teller: User) -> None:
    data = sheet(member={"m1": 70, "m2": 65, "m3": 40, "m4": 30, "w:周涛": 35, "w:刘备": 1})
    result = told(counted(open_contest, clerk, teller, data, NOTHING))
    chair, member = result.posts
    assert [(row.name, row.votes, row.mark, row.over) for row in chair.rows] == [
        ("陈立新", 65, "elected", 10),
        ("周海燕", 30, "below", -25),
    ]
    assert [(row.name, row.mark, row.written_in) for row in member.rows] == [
        ("李桂香", "elected", False),
        ("彭建军", "elected", False),
        ("唐小明", "runoff", False),
        ("周涛", "runoff", True),
        ("罗志勇", "below", False),
    ]
    assert [(each.name, each.votes[0][1]) for each in result.written_in] == [("周涛", 35), ("刘备", 1)]


def test_the_votes_of_a_post_add_up_to_its_papers(open_contest: Contest, clerk: User, teller: User) -> None:
    chair, member = told(
        counted(open_contest, clerk, teller, sheet(chair={"c1": 60, "c2": 30, "w:周涛": 2}), NOTHING)
    ).posts
    assert (chair.marks, chair.abstained, chair.valid) == (97, 9, 106)
    assert sum(chair.printed) + chair.written_in + chair.abstained == chair.valid
    assert (member.marks, member.most) == (211, 318)


def test_someone_seated_in_a_higher_post_is_told_so_below(
    open_contest: Contest, clerk: User, teller: User
) -> None:
    data = sheet(member={"m1": 70, "m2": 65, "m3": 62, "w:陈立新": 60})
    member = told(counted(open_contest, clerk, teller, data, NOTHING)).posts[1]
    assert [row.mark for row in member.rows] == ["elected", "elected", "elected", "below"]
    assert "陈立新" not in [row.name for row in member.rows]


def test_the_result_page_shows_stamps_bars_and_one_button(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING, scrutineers="肖国华")
    text = client_of(clerk).get(RESULT).content.decode()
    assert (text.count('class="stamp"'), text.count("确认后当选")) == (0, 3)
    assert text.count('class="tb"') == 6
    assert 'x1="54.5"' in text
    assert text.count("btn-primary") == 1
    assert f'href="{RESULT}further/"' in text
    assert "肖国华" in text


def test_the_township_is_not_offered_the_runoff(
    open_contest: Contest, clerk: User, teller: User, township: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    assert f"{RESULT}further/" not in client_of(township).get(RESULT).content.decode()


def test_a_clerk_opens_the_runoff_on_a_day(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    client = client_of(clerk)
    assert client.post(f"{RESULT}further/", {"day": "2021-01-19"}).status_code == 409
    assert client.post(f"{RESULT}further/", {"day": "2021-01-24"}).url == f"{VOTES}2/places/"
    assert client.get(f"{VOTES}2/places/").status_code == 200
    assert f'href="{VOTES}2/"' in client.get(RESULT).content.decode()
    assert 'class="panel empty"' in client.get(f"{RESULT}further/").content.decode()


LOOKED = {"conduct": "on", "process": "on", "reason": "未发现问题", "decision": "白镇党〔2021〕2号"}
SIGNED = {"chair": "王建国", "scrutineer": "成桂英", "day": "2021-01-20", "at": "16:30", "place": "村部"}


def test_the_village_announces_and_the_township_confirms_after_both_looks(
    open_contest: Contest, clerk: User, teller: User, township: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)
    client, village = client_of(township), client_of(clerk)
    url, announce = f"{VOTES}confirm/", f"{VOTES}announce/"
    assert f'action="{url}"' not in client.get(RESULT).content.decode()
    assert f'action="{announce}"' in village.get(RESULT).content.decode()
    faulty = village.post(announce, SIGNED | {"chair": ""})
    assert (faulty.status_code, list(faulty.context["announce"].errors)) == (409, ["chair"])
    assert village.post(announce, SIGNED).url == RESULT
    page = client.get(RESULT).content.decode()
    assert f'action="{url}"' in page and f'href="{VOTES}counting-rule/"' in page
    refused = client.post(url, {"conduct": "on"})
    assert refused.status_code == 409
    assert list(refused.context["confirm"].errors) == ["process", "reason", "decision"]
    unconfirmed = client.post(url, LOOKED).context["confirm"]
    assert [e.code for e in unconfirmed.errors.as_data()["__all__"]] == ["counting_unconfirmed"]
    rule = f"{VOTES}counting-rule/"
    assert f'action="{rule}confirm/"' in client.get(rule).content.decode()
    assert f'action="{rule}confirm/"' not in village.get(rule).content.decode()
    assert village.post(f"{rule}confirm/", {"decision": "1号"}).status_code == 404
    assert client.post(f"{rule}confirm/", {"decision": ""}).status_code == 409
    assert client.post(f"{rule}confirm/", {"decision": "白镇换〔2021〕1号"}).url == rule
    assert client.post(url, LOOKED).url == RESULT
    open_contest.refresh_from_db()
    assert open_contest.state == "confirmed"
    assert village.post(url, LOOKED).status_code == 404
    assert f'href="{rule}"' not in client.get(RESULT).content.decode()


def test_a_further_round_is_decided_on_the_page_only_for_seats_left_empty(
    open_contest: Contest, clerk: User, teller: User, township: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    url = f"{VOTES}further-decision/"
    refused = client_of(township).post(url, {"reason": "缺员", "decision": "白镇党〔2021〕5号"})
    assert [e.code for e in refused.context["further"].errors.as_data()["__all__"]] == ["no_further_round"]
    assert client_of(clerk).post(url, {}).status_code == 404


def test_a_write_in_is_reviewed_on_the_page_before_the_confirmation_is_offered(
    open_contest: Contest, clerk: User, teller: User, township: User, client_of: Clients
) -> None:
    data = sheet(member={"m1": 70, "m2": 65, "w:周涛": 60})
    counted(open_contest, clerk, teller, data, NOTHING)
    announced(open_contest.election, clerk, at(2021, 1, 20, 16))
    client = client_of(township)
    before = client.get(RESULT).content.decode()
    assert f'action="{VOTES}write-in/"' in before
    assert f'action="{VOTES}confirm/"' not in before
    verdict = {"post": "member", "name": "周涛", "passed": "yes"}
    refused = client.post(f"{VOTES}write-in/", verdict | {"reason": ""})
    assert (refused.status_code, list(refused.context["review"].errors)) == (409, ["reason"])
    assert client.post(f"{VOTES}write-in/", verdict | {"reason": "联审通过"}).url == RESULT
    assert WriteInReview.objects.get().passed is True
    assert f'action="{VOTES}confirm/"' in client.get(RESULT).content.decode()


def test_confirming_too_early_tells_why_on_the_page(
    open_contest: Contest, clerk: User, teller: User, township: User, client_of: Clients
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    answer = client_of(township).post(f"{VOTES}confirm/", LOOKED)
    assert answer.status_code == 409
    assert [e.code for e in answer.context["confirm"].errors.as_data()["__all__"]] == ["round_pending"]


def test_the_result_page_takes_a_fixed_number_of_queries(
    open_contest: Contest,
    clerk: User,
    teller: User,
    client_of: Clients,
    django_assert_max_num_queries: Any,
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    client = client_of(clerk)
    with django_assert_max_num_queries(35):
        client.get(RESULT)


@pytest.mark.parametrize(
    "path", ["", "1/", "1/places/", "1/further/", "1/boxes/1/enter/", "1/boxes/1/settle/"]
)
def test_no_page_of_the_vote_mixes_languages(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients, path: str, election: Election
) -> None:
    first, second = open_contest.boxes.all()
    agree(first, clerk, teller, sheet(), COUNTED)
    client = client_of(clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = client.get(VOTES + path).content.decode().split("<main")[1].split("</main")[0]
    outside = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", text, flags=re.S)
    visible = re.sub(r"<[^>]*>", "", outside)
    assert re.findall(r"[\u4e00-\u9fff]+", visible) == []
