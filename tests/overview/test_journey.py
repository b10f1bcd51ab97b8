"""The schedule of one village with forty-six steps: grouped, what is over folded, what stands in the way told."""

from datetime import date
from hashlib import sha256

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from documents.models import StoredFile
from elections.enums import Asked, State
from elections.models import Cycle, Election, StepExtension, StepFile, StepSignature, StepWaiver
from overview.queries.village import Section, schedule_of
from tests.cast import VILLAGE, at
from tests.overview.conftest import election_of

NOW = at(2020, 12, 29, 14, 52)
URL = f"/villages/{VILLAGE}/"
QUERIES = 24


def sections(cycle: Cycle, user: User) -> dict[str, Section]:
    found = schedule_of(election_of(cycle, VILLAGE), user, NOW).sections
    return {section.column.group.key: section for section in found}


def test_groups_that_are_over_or_not_open_are_folded(town: Cycle, clerk: User) -> None:
    found = sections(town, clerk)
    assert {key for key, section in found.items() if not section.open} >= {
        "survey_and_audit",
        "representatives",
        "party_election",
        "handover",
    }
    assert found["registration"].open
    assert found["survey_and_audit"].state == State.DONE
    assert found["handover"].state == State.OFF


def test_every_step_of_the_village_stands_in_one_group(town: Cycle, clerk: User) -> None:
    schedule = schedule_of(election_of(town, VILLAGE), clerk, NOW)
    grouped = [row.step.step for section in schedule.sections for row in section.rows]
    assert sorted(grouped) == sorted(row.step.step for row in schedule.rows)
    assert len(grouped) > 40


def test_the_group_of_the_current_step_is_open(town: Cycle, clerk: User) -> None:
    (held,) = [s for s in sections(town, clerk).values() if any(row.current for row in s.rows)]
    assert held.open


def test_who_does_a_step_sees_the_own_one_on_the_card(town: Cycle, clerk: User, township: User) -> None:
    election = election_of(town, VILLAGE)
    election.step_records.filter(step="audit").delete()
    assert schedule_of(election, township, NOW).current.row.step.step == "audit"
    assert schedule_of(election, clerk, NOW).current.row.step.rule.who == ("village_clerk",)


def test_a_record_is_told_with_day_people_signatures_and_files(
    town: Cycle, clerk: User, township: User, client_of
) -> None:
    record = election_of(town, VILLAGE).step_records.get(step="election_method")
    StepSignature.objects.create(record=record, name="成德胜", post="村党组织书记")
    content = b"%PDF"
    stored = StoredFile.objects.create(
        sha256=sha256(content).hexdigest(), content=content, size=4, content_type="application/pdf"
    )
    StepFile.objects.create(record=record, name="会议记录.pdf", file=stored)
    page = client_of(clerk).get(URL).content.decode()
    for words in ("会议已开", "成德胜签字", "附件1份", "12-10"):
        assert words in page


def test_a_withdrawn_record_is_not_told(town: Cycle, clerk: User, client_of) -> None:
    record = election_of(town, VILLAGE).step_records.get(step="election_method")
    record.note, record.withdrawn_at, record.withdrawn_by = "错记", NOW, clerk
    record.save()
    assert "错记" not in client_of(clerk).get(URL).content.decode()


def test_more_time_stands_after_the_day_and_a_request_beside_the_step(
    town: Cycle, clerk: User, township: User, client_of
) -> None:
    election = election_of(town, VILLAGE)
    granted = {
        "state": Asked.GRANTED,
        "until": date(2020, 12, 30),
        "answered_at": NOW,
        "answered_by": township,
    }
    asked = {"election": election, "reason": "雨天", "asked_at": NOW, "asked_by": clerk}
    StepExtension.objects.create(step="registration", wanted=date(2021, 1, 1), **asked, **granted)
    StepExtension.objects.create(step="nomination", wanted=date(2021, 1, 2), **asked)
    page = client_of(clerk).get(URL).content.decode()
    assert "—12-30延" in page
    assert "已申请延至1月2日" in page


def test_a_forced_step_bears_reason_ground_and_code(
    town: Cycle, clerk: User, county_office: User, client_of
) -> None:
    StepWaiver.objects.create(
        election=election_of(town, VILLAGE),
        step="party_notice",
        over="inspection",
        clause="A-REV-04",
        reason="考察组未到",
        approval="县委组织部",
        forced=True,
        violation="F06",
        made_at=NOW,
        made_by=county_office,
    )
    page = client_of(clerk).get(URL).content.decode()
    for words in ("未办“组织考察”而继续", "考察组未到", "县委组织部", "A-REV-04", "F06"):
        assert words in page
    assert sections(town, clerk)["party_notice"].cell.forced


def test_what_a_step_waits_for_is_told(town: Cycle, clerk: User, client_of) -> None:
    page = client_of(clerk).get(URL).content.decode()
    assert "先要办结：选民登记" in page
    assert "等：选举结果确认" in page or "先要办结：确认和公布结果" in page


def test_every_step_leads_to_its_page(town: Cycle, clerk: User, client_of) -> None:
    page = client_of(clerk).get(URL).content.decode()
    steps = [row.step for row in schedule_of(election_of(town, VILLAGE), clerk, NOW).rows]
    assert steps
    missing = [step.step for step in steps if f'href="/villages/{VILLAGE}/steps/{step.step}/"' not in page]
    assert missing == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_is_told_in_both_languages(town: Cycle, clerk: User, client_of, language: str) -> None:
    client = client_of(clerk)
    client.cookies["django_language"] = language
    page = client.get(URL).content.decode()
    assert ("5项已办" in page) == (language == "zh-hans")
    assert ("5 done" in page) == (language == "en")


def test_the_page_asks_few_queries(
    town: Cycle, election: Election, clerk: User, client_of,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client = client_of(clerk)
    client.get(URL)
    with django_assert_max_num_queries(QUERIES):
        client.get(URL)
