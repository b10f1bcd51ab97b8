"""What went another way than the rulebook says stands on the township's report (A-SCH-06, SC-07)."""

import csv
import io
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from elections.models import Cycle, Election, StepWaiver
from elections.services.extension import ask_extension, grant_extension
from elections.services.waiver import waive_step
from overview.queries.exceptions import exceptions_of
from overview.queries.today import today_of
from tests.cast import OTHER_TOWNSHIP, VILLAGE, at, on_record
from tests.overview.conftest import election_of

NOW = at(2020, 12, 29, 14, 52)
QUERIES = 12


@pytest.fixture
def forced(town: Cycle, township: User, county_office: User) -> Election:
    """The notice of prospective candidates goes on without inspection, by force of the county."""
    election = election_of(town, VILLAGE)
    for over in ("inspection", "party_review"):
        waive_step(
            by=county_office, election=election, step="party_notice", over=over, reason="考察组未到",
            approval="县委组织部电话同意", now=NOW,
        )  # fmt: skip
    return election


def extended(election: Election, clerk: User, township: User) -> None:
    asked = ask_extension(
        by=clerk, election=election, step="first_recommendation", wanted=date(2021, 1, 2), reason="会场未定",
        now=NOW,
    )  # fmt: skip
    grant_extension(by=township, extension=asked, until=date(2021, 1, 1), answer="同意一天", now=NOW)


def test_a_forced_step_appears_with_code_reason_and_who_approved(
    forced: Election, township: User, client_of
) -> None:
    found = exceptions_of(township, forced.cycle)
    assert [(each.waiver.step, each.waiver.over) for each in found.forced] == [
        ("party_notice", "inspection"),
        ("party_notice", "party_review"),
    ]
    page = client_of(township).get("/board/exceptions/").content.decode()
    for words in ("棠兴村", "组织考察", "考察组未到", "县委组织部电话同意", "违规代码F06"):
        assert words in page
    assert "越序强制办理" in page


def test_time_granted_stands_with_what_was_asked(
    forced: Election, clerk: User, township: User, client_of
) -> None:
    extended(forced, clerk, township)
    page = client_of(township).get("/board/exceptions/").content.decode()
    for words in ("民主测评和一推", "1月2日", "延至1月1日", "同意一天"):
        assert words in page


def test_a_reason_over_a_soft_rule_is_no_violation(town: Cycle, township: User, client_of) -> None:
    StepWaiver.objects.create(
        election=election_of(town, VILLAGE),
        step="nomination",
        over="publicity",
        clause="A-SCH-114",
        reason="雨天",
        approval="镇换届办",
        forced=False,
        made_at=NOW,
        made_by=township,
    )
    found = exceptions_of(township, town)
    assert (len(found.forced), len(found.waived)) == (0, 1)
    page = client_of(township).get("/board/exceptions/").content.decode()
    assert "没有越序强制办理的步骤" in page
    assert "违规代码" not in page


def test_the_sheet_has_one_line_for_each(forced: Election, clerk: User, township: User, client_of) -> None:
    extended(forced, clerk, township)
    text = client_of(township).get("/board/exceptions.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 1 + 2 + 1
    assert {len(line) for line in lines} == {13}
    assert lines[1][6] == "F06"


def test_without_exceptions_the_page_says_so(town: Cycle, township: User, client_of) -> None:
    assert "各步骤都按顺序、按期限办理" in client_of(township).get("/board/exceptions/").content.decode()


def test_another_townships_exceptions_are_not_seen(forced: Election, officer, client_of) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "other-township")
    assert "棠兴村" not in client_of(other).get("/board/exceptions/").content.decode()


def test_a_village_has_no_report_of_the_township(forced: Election, clerk: User, client_of) -> None:
    assert client_of(clerk).get("/board/exceptions/").status_code == 404


def test_today_counts_what_was_forced_and_leads_to_the_report(
    forced: Election, township: User, client_of
) -> None:
    assert today_of(township, forced.cycle, NOW).forced == 2
    assert "/board/exceptions/" in client_of(township).get("/").content.decode()


def test_the_report_asks_few_queries(
    forced: Election, clerk: User, township: User, client_of,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    extended(forced, clerk, township)
    client = client_of(township)
    with django_assert_max_num_queries(QUERIES):
        client.get("/board/exceptions/")


def test_english_leaves_only_what_was_written_in_chinese(forced: Election, township: User, client_of) -> None:
    client = client_of(township)
    client.cookies["django_language"] = "en"
    page = client.get("/board/exceptions/").content.decode()
    assert "2</em> steps were forced against the order" in page
    assert '<span lang="zh-Hans">考察组未到</span>' in page


def test_recorded_after_all_the_step_is_forced_still(forced: Election, township: User) -> None:
    on_record(township, forced, "first_recommendation", held_on=date(2020, 12, 20), now=NOW)
    assert len(exceptions_of(township, forced.cycle).forced) == 2
