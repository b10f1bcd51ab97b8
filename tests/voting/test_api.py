"""The API of the roll, the vote and its count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from accounts.models import User
from elections.models import Election
from tests.cast import VILLAGE, at
from tests.programs import ROOT, Program, problem
from tests.voting.ballots import COUNTED, NOTHING, counted, run_jobs, sheet
from tests.voting.roll_fixtures import PUBLISHING, REGISTERING, launched
from tests.voting.roll_sheets import row
from tests.voting.roll_sheets import sheet as roll_sheet
from voting.models import Box, Contest, CountEntry, Roll, RollUpload

__all__ = ["launched"]

HERE = f"villages/{VILLAGE}/"
BOX = f"{HERE}votes/1/boxes/1/"
Move = Callable[[datetime], None]


@pytest.fixture
def first(clerk: User) -> Program:
    return Program(clerk)


@pytest.fixture
def second(teller: User) -> Program:
    return Program(teller)


def send(program: Program, content: bytes, key: Any = None, name: str = "选民.xlsx") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    headers = {"Idempotency-Key": str(key or uuid4())}
    return program.client.post(f"{ROOT}{HERE}roll/uploads/", {"file": file}, headers=headers)


def test_a_roll_is_sent_checked_taken_over_and_published(
    first: Program, launched: Election, on_the_day: Move
) -> None:
    on_the_day(REGISTERING)
    sent = send(first, roll_sheet(row(2), row(4)))
    assert sent.status_code == 201
    upload = sent.json()
    assert (upload["state"], upload["job"]["state"]) == ("checking", "waiting")
    assert problem(first.post(f"{HERE}roll/uploads/{upload['id']}/commit/"))["code"] == "upload_not_ready"
    run_jobs(REGISTERING)
    assert first.get(f"jobs/{upload['job']['key']}/").json()["result"]["rows"] == 2
    assert first.get(f"{HERE}roll/uploads/{upload['id']}/").json()["state"] == "ready"
    taken = first.post(f"{HERE}roll/uploads/{upload['id']}/commit/")
    assert (taken.json()["version"], taken.json()["state"]) == (1, "draft")
    on_the_day(PUBLISHING)
    wrong = problem(first.post(f"{HERE}roll/publication/", {"fingerprint": "zzzz"}))
    assert (wrong["code"], wrong["field"]) == ("fingerprint_differs", "fingerprint")


def test_the_same_key_sent_again_is_the_same_sheet(
    first: Program, launched: Election, on_the_day: Move
) -> None:
    on_the_day(REGISTERING)
    key = uuid4()
    ids = {send(first, roll_sheet(row(2)), key).json()["id"] for _time in range(2)}
    assert len(ids) == RollUpload.objects.count() == 1


def test_without_a_key_nothing_is_sent(first: Program, launched: Election, on_the_day: Move) -> None:
    on_the_day(REGISTERING)
    file = SimpleUploadedFile("选民.xlsx", roll_sheet(row(2)))
    for headers in ({}, {"Idempotency-Key": "twelve"}):
        answer = first.client.post(f"{ROOT}{HERE}roll/uploads/", {"file": file}, headers=headers)
        (fault,) = problem(answer)["data"]["faults"]
        assert fault["field"] == "Idempotency-Key"
    assert not RollUpload.objects.exists()


def test_what_is_no_sheet_is_refused_with_its_code(
    first: Program, launched: Election, on_the_day: Move
) -> None:
    on_the_day(REGISTERING)
    assert problem(send(first, b"\x00\x01\x02" * 50, name="a.pdf"))["code"] == "sheet_kind_unknown"
    assert (
        problem(
            first.client.post(f"{ROOT}{HERE}roll/uploads/", {}, headers={"Idempotency-Key": str(uuid4())})
        )["data"]["faults"][0]["field"]
        == "file"
    )


def test_a_sheet_is_put_away(first: Program, launched: Election, on_the_day: Move) -> None:
    on_the_day(REGISTERING)
    upload = send(first, roll_sheet(row(2))).json()
    assert first.post(f"{HERE}roll/uploads/{upload['id']}/discard/").json()["state"] == "discarded"


def test_without_a_draft_there_is_nothing_to_publish(first: Program, launched: Election) -> None:
    assert problem(first.post(f"{HERE}roll/publication/", {"fingerprint": "abcd"}))["code"] == "not_there"
    assert not Roll.objects.exists()


def test_hours_and_places_are_set_then_published(first: Program, contest: Contest, on_the_day: Move) -> None:
    on_the_day(at(2021, 1, 13))
    box = {"kind": "venue", "name": "中心会场"}
    hours = {"opens_at": "08:00", "closes_at": "12:00"}
    faulty = problem(first.put(f"{HERE}votes/1/places/", {**hours, "boxes": [box]}))
    assert [fault["field"] for fault in faulty["data"]["faults"]] == ["boxes.0.address"]
    box["address"] = "村部礼堂"
    told = first.put(
        f"{HERE}votes/1/places/", {**hours, "boxes": [box, {"kind": "mobile", "name": "流动票箱"}]}
    )
    assert [each["name"] for each in told.json()["boxes"]] == ["中心会场", "流动票箱"]
    assert first.post(f"{HERE}votes/1/places/publication/").json()["places_published_at"]
    assert problem(first.post(f"{HERE}votes/1/places/publication/"))["code"] == "time_and_place_fixed"


def test_several_faults_of_one_act_come_at_once(first: Program, contest: Contest, on_the_day: Move) -> None:
    on_the_day(at(2021, 1, 13))
    boxes = [{"kind": "mobile", "name": "流动票箱"}, {"kind": "mobile", "name": "流动票箱"}]
    told = problem(
        first.put(f"{HERE}votes/1/places/", {"opens_at": "12:00", "closes_at": "08:00", "boxes": boxes})
    )
    assert told["code"] == "refused"
    assert [each["code"] for each in told["problems"]] == [
        "closes_before_it_opens",
        "place_needed",
        "place_named_twice",
    ]
    assert told["problems"][1]["clause"] == "A-VOTE-04"


ALL_ELECTED = sheet(member={"m1": 70, "m2": 65, "m3": 62, "m4": 30})
ENTRY = {**sheet(), "scrutineers": "王晓梅 李桂香"}


def test_a_box_is_entered_twice_and_nobody_reads_the_others_figures(
    first: Program, second: Program, box: Box, on_the_day: Move
) -> None:
    on_the_day(COUNTED)
    entered = first.post(f"{BOX}entries/", ENTRY)
    assert entered.status_code == 201
    assert entered.json()["boxes"][0]["entered"][0]["turn"] == 1
    assert "70" not in str(second.get(f"{HERE}votes/").json()[0]["boxes"])
    assert problem(first.post(f"{BOX}entries/", ENTRY))["code"] == "second_person_needed"
    again = second.post(f"{BOX}entries/", ENTRY)
    assert again.json()["boxes"][0]["agreed"] is True


def test_the_same_key_is_the_same_entry(first: Program, box: Box, on_the_day: Move) -> None:
    on_the_day(COUNTED)
    key = uuid4()
    assert [first.post(f"{BOX}entries/", ENTRY, key).status_code for _time in range(2)] == [201, 201]
    assert CountEntry.objects.count() == 1


def test_a_sheet_that_does_not_add_up_is_refused_figure_by_figure(
    first: Program, box: Box, on_the_day: Move
) -> None:
    on_the_day(COUNTED)
    told = problem(first.post(f"{BOX}entries/", ENTRY | sheet(100, 98, 99)))
    assert told["status"] == 409
    faulty = problem(first.post(f"{BOX}entries/", ENTRY | {"positions": {"chair": {"votes": {"c1": -1}}}}))
    assert {fault["field"] for fault in faulty["data"]["faults"]} == {
        "positions.chair.invalid",
        "positions.chair.votes.c1",
    }


def test_before_voting_ends_no_box_is_entered(first: Program, box: Box, on_the_day: Move) -> None:
    on_the_day(at(2021, 1, 20, 11, 59))
    told = problem(first.post(f"{BOX}entries/", ENTRY))
    assert (told["code"], told["clause"]) == ("voting_not_over", "A-VOTE-08")


RULERS = {"scrutineers": "肖国华、成桂英", "chief": "谭国安"}


def test_two_sheets_that_differ_are_settled_and_a_box_is_counted_once_more(
    first: Program, second: Program, box: Box, on_the_day: Move
) -> None:
    on_the_day(COUNTED)
    first.post(f"{BOX}entries/", ENTRY)
    other = ENTRY | sheet(member={"m1": 69, "m2": 65, "m3": 40, "m4": 30})
    assert second.post(f"{BOX}entries/", other).json()["boxes"][0]["differs"] is True
    settled = first.post(f"{BOX}settlement/", {"values": {"member-m1": 70}, "reason": "当众复核"} | RULERS)
    told = settled.json()["boxes"][0]
    assert (told["agreed"], told["ruled_by"], told["ruled_chief"]) == (True, "肖国华、成桂英", "谭国安")
    assert told["ruled_because"] == "当众复核"
    reopened = first.post(f"{BOX}reopening/", {"reason": "漏计一叠"})
    assert reopened.json()["boxes"][0]["entered"] == []


def test_the_township_confirms_a_result_it_has_looked_at(
    township: User, clerk: User, teller: User, open_contest: Contest, on_the_day: Move
) -> None:
    office, village = Program(township), Program(clerk)
    counted(open_contest, clerk, teller, ALL_ELECTED, NOTHING)
    on_the_day(at(2021, 1, 21))
    looked = {"conduct": True, "process": True, "reason": "未发现问题", "decision": "白镇党〔2021〕2号"}
    assert problem(office.post(f"{HERE}votes/confirmation/", looked))["code"] == "result_not_announced"
    signed = {
        "chair": "王建国",
        "scrutineer": "成桂英",
        "announced_at": "2021-01-20T16:30:00+08:00",
        "place": "村部",
    }
    assert village.post(f"{HERE}votes/announcement/", signed).json()["chair"] == "王建国"
    assert problem(office.post(f"{HERE}votes/confirmation/", looked))["code"] == "counting_unconfirmed"
    rule = office.post(f"{HERE}votes/counting-rule/", {"decision": "白镇换〔2021〕1号"}).json()
    assert (rule["body"], rule["kind"]) == ("village_committee", "village")
    further = office.post(
        f"{HERE}votes/further-decision/", {"reason": "缺员", "decision": "白镇党〔2021〕5号"}
    )
    assert problem(further)["code"] == "no_further_round"
    faulty = problem(office.post(f"{HERE}votes/confirmation/", {"conduct": False}))
    assert [fault["field"] for fault in faulty["data"]["faults"]] == [
        "conduct",
        "process",
        "reason",
        "decision",
    ]
    told = office.post(f"{HERE}votes/confirmation/", looked)
    assert told.json()[0]["state"] == "confirmed"
    assert told.json()[0]["outcome"]["status"] == "valid"
    again = problem(office.post(f"{HERE}votes/confirmation/", looked))
    assert again["code"] == "result_confirmed"


def test_a_further_round_and_a_write_in_are_refused_where_nothing_asks_for_them(
    township: User, clerk: User, teller: User, open_contest: Contest, on_the_day: Move
) -> None:
    counted(open_contest, clerk, teller, ALL_ELECTED, NOTHING)
    on_the_day(at(2021, 1, 21))
    body = {"post": "chair", "name": "周涛", "passed": True, "reason": "符合条件"}
    assert problem(Program(township).post(f"{HERE}votes/write-ins/", body))["code"] == "no_write_in_to_review"
    assert problem(Program(clerk).post(f"{HERE}votes/1/further/", {"day": "2021-01-25"}))["code"] == (
        "no_round_pending"
    )


def test_a_tally_is_asked_for_again_only_when_it_broke_off(
    first: Program, box: Box, on_the_day: Move
) -> None:
    on_the_day(COUNTED)
    assert problem(first.post(f"{HERE}votes/1/tally/"))["code"] == "boxes_open"
