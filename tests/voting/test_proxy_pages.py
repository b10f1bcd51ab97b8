"""The pages of proxies, the mobile box and the desk, as clerk, teller and the offices above see them."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from elections.models import Cycle, Election
from tests.cast import VILLAGE, at
from tests.voting.ballots import publish
from tests.voting.proxies import ASKED, UNDER_C, approved, entrust, entry, published, roll_c
from voting.models import Contest, IssuedBallot, MobileVoter, Proxy, Roll, RollEntry
from voting.services.mobile import confirm_mobile, request_mobile
from voting.services.proxy import approve_proxy

__all__ = ["roll_c"]

ClientOf = Callable[[User], Client]
PROXIES, MOBILE = f"/villages/{VILLAGE}/proxies/", f"/villages/{VILLAGE}/proxies/mobile/"
DESK = f"/villages/{VILLAGE}/votes/1/ballots/"


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def browser(election: Election, roll: Roll, cycle: Cycle, clerk: User, client_of: ClientOf) -> Client:
    """The clerk's, on 5 January."""
    cycle.clock = ASKED
    cycle.save()
    return client_of(clerk)


def form(election: Election, principal: int, holder: int, **more: Any) -> dict[str, Any]:
    return {
        "key": str(uuid4()),
        "principal": entry(election, principal).pk,
        "holder": entry(election, holder).pk,
        "reason": "away",
        "note": "在广东务工",
        "relation": "sibling",
        "relation_proof": "户口簿",
        "medium": "letter",
        "form_name": "1号",
    } | more


# --- proxies


def test_an_empty_list_says_what_fills_it_and_where_the_text_is_silent(browser: Client) -> None:
    told = text_of(browser.get(PROXIES))
    assert "还没有选民委托他人投票" in told and "受理委托" in told
    assert "A-PROXY-04" in told and "AMB-29" in told


def test_a_proxy_goes_its_way_through_the_pages(browser: Client, election: Election) -> None:
    scan = SimpleUploadedFile("委托书.pdf", b"%PDF-1.4 wish", "application/pdf")
    sent = browser.post(f"{PROXIES}new/", form(election, 1, 10, form=scan, form_name=""))
    made = Proxy.objects.get()
    assert sent.status_code == 302 and sent["Location"] == f"{PROXIES}{made.pk}/"
    assert "选民1 委托 选民10" in text_of(browser.get(f"{PROXIES}{made.pk}/")).replace(
        "选民1委托", "选民1 委托 "
    )
    file = browser.get(f"{PROXIES}{made.pk}/form/")
    assert (
        b"".join(file.streaming_content) == b"%PDF-1.4 wish" and "attachment" in file["Content-Disposition"]
    )
    assert browser.post(f"{PROXIES}{made.pk}/approve/").status_code == 302
    assert "其中1份待公布" in text_of(browser.get(PROXIES))
    browser.post(f"{PROXIES}publish/")
    assert "已公布" in text_of(browser.get(PROXIES))
    browser.post(f"{PROXIES}{made.pk}/revoke/", {"reason": "已返乡"})
    assert "已返乡" in text_of(browser.get(f"{PROXIES}{made.pk}/"))


def test_what_is_refused_stands_beside_its_field_and_what_was_typed_stays(
    browser: Client, election: Election
) -> None:
    answer = browser.post(f"{PROXIES}new/", form(election, 1, 10, relation="no_near_relative"))
    assert answer.status_code == 409
    told = text_of(answer)
    assert "不是委托人的近亲属" in told and "A-PROXY-03" in told
    assert "在广东务工" in answer.content.decode()
    assert f'value="{entry(election, 1).pk}" checked' in answer.content.decode()


def test_a_person_is_chosen_and_the_holders_free_places_are_told_live(
    browser: Client, election: Election, clerk: User
) -> None:
    for principal in range(1, 6):
        entrust(clerk, election, principal, 10)
    found = text_of(browser.get(f"{PROXIES}voters/", {"role": "holder", "holder_q": "10"}))
    assert "选民10" in found and "10号" in found
    pair = {"principal": entry(election, 6).pk, "holder": entry(election, 10).pk}
    told = text_of(browser.get(f"{PROXIES}pair/", pair))
    assert "已接受5/5份：没有名额" in told and "A-PROXY-04" in told
    assert "户籍登记查不到两人的关系" in told
    assert browser.get(f"{PROXIES}voters/", {"role": "mayor"}).status_code == 404


def test_a_form_sent_without_a_person_says_so(browser: Client, election: Election) -> None:
    answer = browser.post(f"{PROXIES}new/", form(election, 1, 10) | {"principal": "", "holder": "999999999"})
    assert answer.status_code == 409 and text_of(answer).count("在名单上查找并选定一人") >= 2


def test_a_page_open_since_before_a_correction_still_means_the_same_person(
    browser: Client, election: Election, roll: Roll
) -> None:
    """The number of voter 1 has gone to somebody else in the version in force."""
    sent = form(election, 1, 10)
    Roll.objects.filter(pk=roll.pk).update(state="replaced")
    second = Roll.objects.create(
        election=election, version=2, state="published", digest="1" * 64, published_at=at(2021, 1, 4)
    )
    for each in roll.entries.all():
        each.pk, each.roll = None, second
        each.number = {1: 2, 2: 1}.get(each.number, each.number)
        each.save(force_insert=True)
    browser.post(f"{PROXIES}new/", sent)
    assert (Proxy.objects.get().principal, Proxy.objects.get().principal_number) == ("选民1", 2)


def test_the_list_is_filtered_found_in_and_marks_who_left_the_roll(
    browser: Client, election: Election, clerk: User, roll: Roll
) -> None:
    approved(clerk, election, 1, 10)
    entrust(clerk, election, 2, 11)
    RollEntry.objects.filter(roll=roll, number=2).update(not_registered="死亡")
    told = text_of(browser.get(PROXIES))
    assert "选民1" in told and "已不在名单：不能使用" in told
    assert "选民2" not in text_of(browser.get(PROXIES, {"state": "approved"})).replace("选民2，", "")
    assert "没有符合的委托" in text_of(browser.get(PROXIES, {"q": "张三"}))
    assert "选民11" in text_of(browser.get(PROXIES, {"q": "11"}))


def test_the_list_asks_the_database_no_more_for_many_proxies(
    browser: Client, election: Election, clerk: User, django_assert_max_num_queries: Any
) -> None:
    published(clerk, election, *((n, 50 + n % 20) for n in range(1, 21)))
    with django_assert_max_num_queries(45):
        assert browser.get(PROXIES).status_code == 200


def test_offices_above_look_and_do_not_write(
    browser: Client, election: Election, clerk: User, township: User, teller: User, client_of: ClientOf
) -> None:
    made = entrust(clerk, election, 1, 10)
    for user in (township, teller):
        client = client_of(user)
        assert "选民1" in text_of(client.get(PROXIES))
        assert "由村（社区）经办人受理" in text_of(client.get(f"{PROXIES}{made.pk}/"))
        assert client.get(f"{PROXIES}new/").status_code == 404
        assert client.post(f"{PROXIES}{made.pk}/approve/").status_code == 404


def test_english_pages_are_in_english(browser: Client, election: Election, clerk: User) -> None:
    entrust(clerk, election, 1, 10)
    browser.cookies["django_language"] = "en"
    browser.post("/language/", {"language": "en", "next": "/"})
    told = text_of(browser.get(PROXIES, headers={"accept-language": "en"}))
    assert "to be reviewed" in told


# --- the mobile box


def test_a_request_goes_its_way_through_the_pages(browser: Client, election: Election) -> None:
    sent = {"key": str(uuid4()), "voter": entry(election, 3).pk, "reason": "body"}
    assert browser.post(f"{MOBILE}new/", sent).status_code == 302
    asked = MobileVoter.objects.get()
    route = {
        "route": "村部—第1组",
        "sets_out": "08:30",
        "returns": "11:00",
        "staff": "旷运来、成桂英，赵松柏",
    }
    assert browser.post(f"{MOBILE}routes/new/", route).status_code == 302
    assert browser.post(f"{MOBILE}{asked.pk}/confirm/", {"route": "1"}).status_code == 302
    told = text_of(browser.get(MOBILE))
    assert "流动票箱上门1人" in told and "旷运来" in told and "行动不便" in told
    few = browser.post(f"{MOBILE}routes/1/", route | {"staff": "旷运来"})
    assert few.status_code == 409 and "护送人员不少于3人" in text_of(few)
    browser.post(f"{MOBILE}{asked.pk}/refuse/", {"reason": "可到场"})
    assert "没有人申请流动票箱" in text_of(browser.get(MOBILE))


def test_under_plan_c_the_page_says_that_there_is_none_and_on_what_ground(
    roll_c: Roll, clerk: User, client_of: ClientOf
) -> None:
    told = text_of(client_of(clerk).get(MOBILE))
    assert "本方案不设流动票箱" in told and "C-VOTE-03" in told and "AMB-60" in told
    assert client_of(clerk).get(PROXIES).status_code == 200
    assert roll_c.election.cycle.clock == UNDER_C


# --- the desk


@pytest.fixture
def desk(contest: Contest, cycle: Cycle, teller: User, clerk: User, client_of: ClientOf) -> Client:
    """The teller's browser at 9:12 of the day, hours from 8 to 12, with a proxy and a voter of the mobile box."""
    election = contest.election
    publish(contest, clerk)
    before = at(2021, 1, 15)
    approve_proxy(by=clerk, proxy=entrust(clerk, election, 1, 10, before), now=before)
    asked = request_mobile(
        by=clerk, election=election, voter=entry(election, 3), reason="ill", key=uuid4(), now=before
    )
    confirm_mobile(by=clerk, voter=asked, now=before)
    cycle.clock = at(2021, 1, 20, 9, 12)
    cycle.save()
    return client_of(teller)


def hand(desk: Client, election: Election, number: int, **more: Any) -> Any:
    sent = {"key": str(uuid4()), "box": 1, "voter": entry(election, number).pk, "q": str(number)}
    return desk.post(f"{DESK}hand-out/", sent | more)


def test_a_card_number_and_two_enters_hand_a_ballot_out(desk: Client, election: Election) -> None:
    page = desk.get(DESK, {"box": 1, "q": "7"})
    assert "选民7" in text_of(page) and "未领" in text_of(page)
    assert re.search(r"<button[^>]*autofocus", page.content.decode())
    assert hand(desk, election, 7)["Location"] == f"{DESK}?box=1"
    assert "09:12已领（本人）" in text_of(desk.get(DESK, {"box": 1, "q": "7"}))


def test_a_second_ballot_is_refused_with_time_and_place(desk: Client, election: Election) -> None:
    hand(desk, election, 7)
    answer = hand(desk, election, 7)
    assert answer.status_code == 409
    assert "09:12" in text_of(answer) and "中心会场" in text_of(answer)
    assert IssuedBallot.objects.count() == 1


def test_a_holders_page_offers_what_was_entrusted_and_stays(desk: Client, election: Election) -> None:
    told = text_of(desk.get(DESK, {"box": 1, "q": "10"}))
    assert "委托证№1" in told and "选民1" in told and "凭委托证发票" in told
    given = Proxy.objects.get()
    answer = hand(desk, election, 1, proxy=given.pk, stay="1", q="10")
    assert answer["Location"] == f"{DESK}?box=1&q=10"
    assert IssuedBallot.objects.get().manner == "proxy"


def test_the_desk_warns_before_it_refuses(desk: Client, election: Election) -> None:
    assert "已登记流动票箱" in text_of(desk.get(DESK, {"box": 1, "q": "3"}))
    assert "已委托选民10" in text_of(desk.get(DESK, {"box": 1, "q": "1"}))
    assert "未确认使用流动票箱" in text_of(desk.get(DESK, {"box": 2, "q": "7"}))
    assert hand(desk, election, 3, box=2).status_code == 302


def test_a_ballot_is_taken_back_from_the_register_with_a_reason(desk: Client, election: Election) -> None:
    hand(desk, election, 7)
    made = IssuedBallot.objects.get()
    assert desk.post(f"{DESK}{made.pk}/take-back/", {"reason": " "}).status_code == 409
    assert desk.post(f"{DESK}{made.pk}/take-back/", {"reason": "登记错人"}).status_code == 302
    assert "登记错人" in text_of(desk.get(f"{DESK}register/"))


def test_before_the_hours_the_desk_says_when_they_are(desk: Client, cycle: Cycle, election: Election) -> None:
    cycle.clock = at(2021, 1, 20, 7)
    cycle.save()
    told = desk.get(DESK, {"box": 1, "q": "7"})
    assert "08:00至12:00发票" in text_of(told).replace(" ", "")
    assert f"{DESK}hand-out/" not in told.content.decode()
    assert hand(desk, election, 7).status_code == 409


def test_without_a_published_round_the_way_to_the_desk_says_so(browser: Client) -> None:
    assert "还没有发票" in text_of(browser.get(f"/villages/{VILLAGE}/votes/ballots/"))


def test_groups_are_typed_as_one_writes_them(
    contest: Contest, cycle: Cycle, clerk: User, client_of: ClientOf
) -> None:
    RollEntry.objects.filter(number__gt=60).update(group=2)
    cycle.clock = at(2021, 1, 17)
    cycle.save()
    client, path = client_of(clerk), f"/villages/{VILLAGE}/votes/1/places/"
    rows = {
        "opens_at": "08:00",
        "closes_at": "12:00",
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-kind": "venue",
        "form-0-name": "中心会场",
        "form-0-address": "村部",
        "form-0-groups": "",
        "form-1-kind": "station",
        "form-1-name": "第一投票站",
        "form-1-address": "小学",
        "form-1-groups": "第2组",
    }
    assert client.post(path, rows).status_code == 302
    assert [box.groups for box in contest.boxes.all()] == [[], [2]]
    assert "其余小组" in text_of(client.get(path))
    for typed in ("二组", "1-x"):
        assert client.post(path, rows | {"form-1-groups": typed}).status_code == 409
    assert client.post(path, rows | {"form-1-groups": "1—2"}).status_code == 302
    contest.refresh_from_db()
    assert contest.opens_at == time(8)
