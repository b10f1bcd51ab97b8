"""The API of elections: what it tells, what it writes, and how it refuses."""

import base64
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from elections.enums import Act, Asked
from elections.models import Cycle, Election, LedgerEntry, Postponement, StepExtension, StepRecord, StepWaiver
from elections.queries.progress import progress_of_one
from elections.services.step import Signer, record_step
from tests.cast import SECOND_VILLAGE, VILLAGE, at, on_record
from tests.programs import Program, problem

HERE = f"villages/{VILLAGE}/"
RECORD = {
    "held_on": "2020-12-28",
    "people": "镇审计组",
    "note": "清理完毕",
    "signers": [{"name": "王晓梅", "post": "书记"}],
}


@pytest.fixture
def office(township: User, election: Election) -> Program:
    return Program(township)


@pytest.fixture
def village_clerk(clerk: User, election: Election) -> Program:
    return Program(clerk)


@pytest.fixture
def county(county_office: User, election: Election) -> Program:
    return Program(county_office)


# Reading


def test_the_cycle_tells_its_rulebook_and_its_clock(office: Program, cycle: Cycle) -> None:
    told = office.get("cycle/").json()
    assert told["rulebook"] == "county-town-2020"
    assert told["digest"] == cycle.edition.digest
    assert told["now"] == "2020-12-29T09:00:00+08:00"


def test_elections_come_page_by_page_with_every_step(office: Program, election: Election) -> None:
    told = office.get("elections/", limit=2).json()
    assert told["count"] == 3
    assert len(told["results"]) == 2
    audit = next(s for s in told["results"][1]["steps"] if s["key"] == "audit")
    assert audit["title"] == {"zh": "财务清理审计", "en": "Audit"}
    assert [part["key"] for part in audit["parts"]] == ["finished", "published"]
    assert audit["window"]["clause"]


def test_a_list_of_elections_asks_a_fixed_number_of_queries(
    office: Program, election: Election, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40):
        office.get("elections/", limit=1)
    with django_assert_max_num_queries(40):
        office.get("elections/", limit=3)


def test_a_clerk_sees_the_own_election_only(village_clerk: Program) -> None:
    told = village_clerk.get("elections/").json()
    assert [each["village_code"] for each in told["results"]] == [VILLAGE]
    assert problem(village_clerk.get(f"villages/{SECOND_VILLAGE}/election/"))["code"] == "not_there"


def test_one_step_tells_its_window_records_and_requests(
    office: Program, village_clerk: Program, township: User, election: Election
) -> None:
    on_record(township, election, "audit", held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    told = village_clerk.get(f"{HERE}steps/audit/").json()
    assert told["step"]["state"] == "done"
    (record,) = told["records"]
    assert record["parts"] == ["finished", "published"]
    assert record["signers"] == [{"name": "王晓梅", "post": "村党组织书记"}]
    assert problem(village_clerk.get(f"{HERE}steps/nothing/"))["code"] == "not_there"


def test_the_calendar_is_that_of_the_contract(village_clerk: Program, election: Election) -> None:
    told = village_clerk.get(f"{HERE}calendar/").json()
    assert told == progress_of_one(election, election.cycle.clock).calendar.json()
    assert {"key", "not_before", "clause", "state"} <= told["items"][0].keys()


def test_the_ledger_comes_newest_first(office: Program, township: User, election: Election) -> None:
    record_step(
        by=township,
        election=election,
        step="audit",
        held_on=date(2020, 12, 1),
        people="王晓梅",
        note="已办",
        signers=[Signer("王晓梅", "村党组织书记")],
        now=at(2020, 12, 2),
    )
    told = office.get("ledger/").json()["results"]
    assert told[0]["act"] == "step.recorded"
    assert told[0]["hash"] == LedgerEntry.objects.get(act=Act.STEP_RECORDED).hash
    assert office.get(f"{HERE}ledger/").json()["count"] == 1


def test_the_board_has_a_row_for_each_village(office: Program) -> None:
    told = office.get("board/").json()
    assert len(told["rows"]) == 3
    assert len(told["rows"][0]["cells"]) == len(told["columns"]) == 14


# Writing


def test_a_step_is_recorded_part_by_part_with_its_files(office: Program) -> None:
    scan = {
        "name": "审计.pdf",
        "content_type": "application/pdf",
        "content": base64.b64encode(b"%PDF").decode(),
    }
    answer = office.post(f"{HERE}steps/audit/records/", RECORD | {"parts": ["finished"], "files": [scan]})
    assert answer.status_code == 201
    assert answer.json()["parts"] == ["finished"]
    assert answer.json()["files"][0]["name"] == "审计.pdf"
    rest = office.post(f"{HERE}steps/audit/records/", RECORD)
    assert rest.json()["parts"] == ["published"]
    assert problem(office.post(f"{HERE}steps/audit/records/", RECORD))["code"] == "recorded_already"


def test_a_record_is_withdrawn_with_a_reason(office: Program) -> None:
    made = office.post(f"{HERE}steps/audit/records/", RECORD).json()
    address = f"{HERE}steps/audit/records/{made['id']}/withdraw/"
    assert office.post(address, {"reason": "日期有误"}).json()["withdrawn_because"] == "日期有误"
    assert problem(office.post(address, {"reason": "日期有误"}))["code"] == "withdrawn_already"
    assert problem(office.post(address.replace("audit", "bodies"), {"reason": "x"}))["code"] == "not_there"


def test_a_village_asks_for_time_and_the_county_grants_it(
    office: Program, county: Program, cycle: Cycle
) -> None:
    asked = office.post(f"{HERE}steps/audit/extensions/", {"wanted": "2021-01-05", "reason": "账目未清"})
    assert asked.status_code == 201
    address = f"{HERE}steps/audit/extensions/{asked.json()['id']}/"
    assert problem(office.post(address + "grant/", {"until": "2021-01-05", "answer": "同意"}))["code"] == (
        "not_the_extender"
    )
    granted = county.post(address + "grant/", {"until": "2021-01-04", "answer": "同意"})
    assert (granted.json()["state"], granted.json()["until"]) == ("granted", "2021-01-04")
    assert StepExtension.objects.get().state == Asked.GRANTED
    assert problem(county.post(address + "refuse/", {"answer": "不同意"}))["code"] == "extension_answered"


def test_the_county_refuses_more_time(office: Program, county: Program) -> None:
    asked = office.post(
        f"{HERE}steps/audit/extensions/", {"wanted": "2021-01-05", "reason": "账目未清"}
    ).json()
    answer = county.post(f"{HERE}steps/audit/extensions/{asked['id']}/refuse/", {"answer": "抓紧办"})
    assert answer.json()["state"] == "refused"


def test_a_hard_prerequisite_is_waived_by_the_county_only(
    office: Program, county: Program, election: Election
) -> None:
    body = {"over": "audit", "reason": "审计组未到", "approval": "县换届办〔2020〕3号"}
    assert problem(office.post(f"{HERE}steps/bodies/waivers/", body))["code"] == "not_the_extender"
    made = county.post(f"{HERE}steps/bodies/waivers/", body)
    assert made.status_code == 201
    assert made.json()["forced"] is True
    assert StepWaiver.objects.get().over == "audit"


def test_days_are_set_and_put_off(office: Program, cycle: Cycle, election: Election) -> None:
    cycle.clock = at(2020, 12, 1)
    cycle.save()
    days = {"registration_day": None, "party_day": "2021-01-06", "election_day": "2021-01-21"}
    assert office.put(f"{HERE}days/", days).json()["election_day"] == "2021-01-21"
    put_off = {"to": "2021-01-25", "reason": "大雪", "approval": "县换届办〔2021〕1号"}
    assert office.post(f"{HERE}postponements/", put_off).json()["election_day"] == "2021-01-25"
    assert Postponement.objects.get().reason == "大雪"


def test_a_day_outside_the_plan_wants_a_reason_and_names_the_clause(office: Program, cycle: Cycle) -> None:
    cycle.clock = at(2020, 12, 1)
    cycle.save()
    days = {"registration_day": None, "party_day": None, "election_day": "2021-02-09"}
    told = problem(office.put(f"{HERE}days/", days))
    assert (told["code"], told["clause"], told["field"]) == (
        "election_day_needs_reason",
        "A-VOTE-11",
        "reason",
    )


def test_a_village_is_marked(office: Program, election: Election) -> None:
    assert office.put(f"{HERE}marks/", {"weak": True, "complex": False}).json()["weak"] is True
    election.refresh_from_db()
    assert election.marks == {"weak"}


# Refusing


def test_a_closed_step_tells_step_window_clause_and_who_may_extend(office: Program, cycle: Cycle) -> None:
    cycle.clock = at(2021, 1, 20, 0)
    cycle.save()
    posts = [{"post": "chair", "seats": 1, "extra": 1}]
    told = problem(office.put(f"{HERE}candidates/seats/", {"posts": posts}))
    assert (told["code"], told["status"], told["clause"]) == ("step_closed", 409, "A-REV-11")
    assert told["data"] == {
        "step": "nomination",
        "opens": None,
        "closes": "2021-01-14T00:00:00+08:00",
        "now": "2021-01-20T00:00:00+08:00",
        "extender": "township_office",
    }
    assert "“提名候选人”" in told["text"]["zh"]
    assert "Township re-election office" in told["text"]["en"]


def test_a_step_that_waits_for_another_names_it_with_its_clause(office: Program) -> None:
    told = problem(office.post(f"{HERE}steps/bodies/records/", RECORD))
    assert (told["code"], told["clause"]) == ("step_not_ready", "A-PRE-13")
    assert told["data"] == {"step": "bodies", "missing": ["audit"], "clauses": ["A-PRE-13"]}


def test_every_faulty_field_is_named_in_both_languages(office: Program) -> None:
    told = problem(
        office.post(f"{HERE}steps/audit/records/", {"held_on": "gestern", "signers": [{"name": ""}]})
    )
    assert told["code"] == "input_faulty"
    faults = {fault["field"]: fault for fault in told["data"]["faults"]}
    assert faults.keys() == {"held_on", "people", "note", "signers.0.name", "signers.0.post"}
    assert faults["people"]["code"] == "required"
    assert faults["people"]["text"] == {"zh": "该字段是必填项。", "en": "This field is required."}


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        ("{", "body_unreadable", 400),
        ("[" * 100_000, "body_unreadable", 400),
        ('{"weak": NaN}', "body_unreadable", 400),
        ("[1]", "input_faulty", 400),
    ],
)
def test_a_body_that_is_no_object_is_refused(office: Program, body: str, code: str, status: int) -> None:
    answer = office.put(f"{HERE}marks/", body)
    assert (problem(answer)["code"], answer.status_code) == (code, status)


def test_a_body_beyond_the_limit_is_refused(office: Program, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = office.put(f"{HERE}marks/", {"weak": True, "complex": True, "more": "字" * 100})
    assert (problem(answer)["code"], answer.status_code) == ("body_too_large", 413)


def test_methods_and_media_types_are_told_as_problems(office: Program) -> None:
    assert problem(office.get(f"{HERE}marks/"))["code"] == "method_unknown"
    answer = office.client.put(f"/api/v1/{HERE}marks/", "weak=1", content_type="text/plain")
    assert problem(answer)["code"] == "media_type_unknown"


def test_a_write_without_the_token_is_refused(township: User, election: Election) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(township, backend="accounts.backends.OfficerBackend")
    send = {"path": f"/api/v1/{HERE}marks/", "data": {"weak": True, "complex": True}}
    answer = client.put(**send, content_type="application/json")
    assert (problem(answer)["code"], answer.status_code) == ("csrf_token_missing", 403)
    client.get("/")
    token = client.cookies["csrftoken"].value
    assert (
        client.put(**send, content_type="application/json", headers={"X-CSRFToken": token}).status_code == 200
    )


def test_the_detail_speaks_the_language_of_the_officer(
    office: Program, township: User, client_of: Callable[[User], Client]
) -> None:
    chinese = problem(office.post(f"{HERE}steps/bodies/records/", RECORD))
    office.client.cookies["django_language"] = "en"
    english = problem(office.post(f"{HERE}steps/bodies/records/", RECORD))
    assert (chinese["detail"], english["detail"]) == (chinese["text"]["zh"], chinese["text"]["en"])
    assert StepRecord.objects.count() == 0


@pytest.mark.parametrize("day", ["1950-01-01", "2031-06-01", "2199-12-31", "9999-12-31", "0001-01-01"])
def test_a_day_of_another_age_is_refused_and_breaks_nothing(
    office: Program, county: Program, day: str, cycle: Cycle
) -> None:
    cycle.clock = at(2020, 12, 1)
    cycle.save()
    days = {"registration_day": day, "party_day": day, "election_day": day, "reason": "疫情"}
    asked = office.post(f"{HERE}steps/audit/extensions/", {"wanted": day, "reason": "账目未清"})
    answers = [
        office.put(f"{HERE}days/", days),
        office.post(f"{HERE}postponements/", {"to": day, "reason": "雪", "approval": "县"}),
        asked,
        office.post(f"{HERE}steps/audit/records/", RECORD | {"held_on": day}),
    ]
    if asked.status_code == 201:
        address = f"{HERE}steps/audit/extensions/{asked.json()['id']}/grant/"
        answers.append(county.post(address, {"until": day, "answer": "同意"}))
    assert {answer.status_code for answer in answers} <= {200, 201, 400, 409}
    assert office.get(f"{HERE}election/").status_code == 200
    assert office.get("board/").status_code == 200
