"""The calendar contract to the letter: commands, keys, tasks, phases, working days, years not announced."""

import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar import CalendarNotAnnounced, Window, build_calendar, step_windows
from elections.calendar.counting import last_working_day_within
from elections.calendar.workdays import OFFICIAL
from elections.queries.allowances import extended
from elections.rulebook import Rulebook, available, load_rulebook
from elections.rulebook.moving import moved
from tests.elections.test_calendar_command import run
from tests.elections.test_calendar_dates import COMMITTEE_KEYS, PARTY_KEYS

COMMITTEES = [name for name in available() if load_rulebook(name).elects_a_committee]
# 篇一 四: number, title, first day, last day; without days where the plan says 全程 or counts from the result.
TASKS = [
    (1, "调查摸底", "", "2020-10-31"),
    (2, "集中整顿", "", "2020-10-31"),
    (3, "优化组织设置", "", "2020-10-31"),
    (4, "财务清理审计", "", "2020-10-31"),
    (5, "分析研判", "", "2020-11-20"),
    (6, "制定方案", "", "2020-11-30"),
    (7, "成立机构", "", "2020-11-30"),
    (8, "部署培训", "", "2020-12-10"),
    (9, "制定推荐提名方案", "", "2020-12-10"),
    (10, "推选村（居）民代表", "", "2020-12-15"),
    (11, "成立村（居）民选举委员会", "", "2020-12-18"),
    (12, "任务分工", "", "2020-12-18"),
    (13, "报送选举请示", "", "2020-12-18"),
    (14, "宣传动员", "", ""),
    (15, "开展选民登记", "", "2020-12-20"),
    (16, "民主测评和党员、群众推荐（一推）", "2020-12-14", "2020-12-20"),
    (17, "提名村（居）委会候选人", "2020-12-21", "2020-12-25"),
    (18, "乡镇党委推荐（二推）", "2020-12-21", "2020-12-25"),
    (19, "县委组织部比选", "2020-12-24", "2020-12-25"),
    (20, "资格联审", "2020-12-26", "2020-12-30"),
    (21, "组织考察", "2020-12-26", "2020-12-31"),
    (22, "确定预备人选", "2020-12-26", "2020-12-31"),
    (23, "预备人选请示批复", "2020-12-26", "2020-12-31"),
    (24, "党组织换届纪律承诺", "2020-12-31", "2020-12-31"),
    (25, "筹备党员大会", "2020-12-30", "2021-01-01"),
    (26, "组织党组织选举", "2021-01-02", "2021-01-10"),
    (27, "村（居）委会正式候选人公告", "2021-01-11", "2021-01-13"),
    (28, "村（居）委会换届纪律承诺", "2021-01-14", "2021-01-15"),
    (29, "筹备村委会选举", "2021-01-16", "2021-01-18"),
    (30, "组织村（居）委会选举", "2021-01-19", "2021-01-25"),
    (31, "报告批复", "", ""),
    (32, "做好思想工作", "", ""),
    (33, "抓好工作交接", "", ""),
    (34, "加强配套组织建设", "", "2021-02-28"),
    (35, "及时归档材料", "", ""),
    (36, "抓好培训提能", "", ""),
]
COUNTED = {31: (0, 0), 32: (0, 0), 33: (0, 10), 35: (0, 7)}
VOTE = date(2021, 1, 20)


def printed(*arguments: str) -> tuple[int, dict[str, Any], list[dict[str, Any]]]:
    """Exit status, items by key, conflicts of `manage.py calendar … --json`."""
    done = run("calendar", *arguments, "--json")
    told = json.loads(done.stdout)
    return done.returncode, {item["key"]: item for item in told["items"]}, told["conflicts"]


def test_plan_a_for_a_vote_on_20_january_prints_what_the_issue_asks_for() -> None:
    _, items, _ = printed("county-town-2020", "--election-day", "2021-01-20")
    asked = {
        "roll_published": "2020-12-31",
        "formal_candidates_published": "2021-01-13",
        "handover_done": "2021-01-30",
        "supervisory_committee_formed": "2021-02-04",
        "training_done": "2021-04-20",
    }
    assert {key: items[key]["not_after"] for key in asked} == asked


def test_plan_a_for_the_19th_has_a_conflict_of_the_two_clauses_and_exits_with_2() -> None:
    status, _, conflicts = printed("county-town-2020", "--election-day", "2021-01-19")
    assert status == 2
    assert {"A-SCH-127", "A-REV-11"} in [set(conflict["clauses"]) for conflict in conflicts]


def test_plan_c_counts_five_days_to_the_lists_twenty_to_the_roll_and_five_from_it() -> None:
    status, items, _ = printed(
        "city-town-2020", "--election-day", "2021-03-20", "--event", "roll_published=2021-02-20"
    )
    asked = {
        "formal_candidates_published": "2021-03-15",
        "time_and_place_published": "2021-03-15",
        "roll_published": "2021-02-28",
        "proxy_requested": "2021-02-25",
    }
    assert {key: items[key]["not_after"] for key in asked} == asked
    assert status == 2


@pytest.mark.parametrize("name", COMMITTEES)
@pytest.mark.parametrize("kind", ["village", "community"])
def test_every_rulebook_with_a_committee_election_answers_every_key(name: str, kind: str) -> None:
    calendar = build_calendar(load_rulebook(name), election_day=VOTE, village_kind=kind)  # type: ignore[arg-type]
    items = {item.key: item for item in calendar}
    assert items.keys() >= COMMITTEE_KEYS
    for key in COMMITTEE_KEYS - {"election_day"}:
        item = items[key]
        assert (item.source is None) == (item.clause is None), key
        if item.source is None:
            assert (item.not_before, item.not_after, item.days) == (None, None, None), key


@pytest.mark.parametrize("name", ["county-town-2020", "district-town-2020", "city-town-2020"])
def test_every_rulebook_with_a_party_election_answers_its_keys(name: str) -> None:
    assert set(build_calendar(load_rulebook(name), election_day=VOTE).keys) >= PARTY_KEYS


def test_the_36_tasks_of_plan_a_have_the_windows_of_the_text() -> None:
    calendar = build_calendar(load_rulebook("county-town-2020"), election_day=VOTE)
    assert [key for key in calendar.keys if key.startswith("task_")] == [
        f"task_{n:02d}" for n in range(1, 37)
    ]
    for number, title, first, last in TASKS:
        item = calendar[f"task_{number:02d}"]
        assert item.title.zh == title, number
        if number == 30:
            assert (item.not_before, item.not_after) == (date(2021, 1, 19), date(2021, 1, 25))
        elif number in COUNTED:
            start, end = COUNTED[number]
            assert (item.not_before, item.not_after) == (
                VOTE + timedelta(start),
                VOTE + timedelta(end),
            ), number
        elif number == 36:
            assert item.not_after == date(2021, 4, 20)
        else:
            assert (str(item.not_before or ""), str(item.not_after or "")) == (first, last), number


@pytest.mark.parametrize(
    ("name", "phases"),
    [
        (
            "city-town-2020",
            [
                ("2020-09-15", "2020-11-30"),
                ("2020-12-01", "2020-12-05"),
                ("2020-12-05", "2021-01-31"),
                ("2021-01-01", "2021-03-31"),
                ("", ""),
            ],
        ),
        ("district-town-2020", [("", ""), ("2020-09-01", "2020-11-30"), ("", "")]),
    ],
)
def test_the_phases_of_plans_c_and_b_are_those_of_the_text(name: str, phases: list[tuple[str, str]]) -> None:
    calendar = build_calendar(load_rulebook(name), election_day=None)
    items = [item for item in calendar if item.key.startswith("phase_")]
    assert [(str(i.not_before or ""), str(i.not_after or "")) for i in items] == phases


def test_five_working_days_from_10_february_2021_end_on_the_23rd() -> None:
    assert last_working_day_within(date(2021, 2, 10), 5, OFFICIAL) == date(2021, 2, 23)


def test_an_unknown_year_is_refused_on_the_command_line_with_status_3_and_its_name() -> None:
    done = run("calendar", "district-town-2020", "--election-day", "2098-11-10", "--json")
    assert done.returncode == 3
    assert "calendar_not_announced" in done.stderr
    assert "2098" in done.stderr


def test_asked_to_tell_the_calendar_names_the_year_and_goes_on() -> None:
    later = moved(load_rulebook("district-town-2020"), 28 * 364)
    day = date(2048, 11, 10)
    calendar = build_calendar(later, election_day=day, tells=True)
    notice = calendar["result_notice_ends"]
    assert (notice.state, notice.not_after, notice.unannounced) == ("waiting", None, 2048)
    assert [item.key for item in calendar if item.unannounced] == ["result_notice_ends", "task_11"]
    with pytest.raises(CalendarNotAnnounced):
        build_calendar(later, election_day=day).json()


# --- no date depends on where the server stands


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati", "Europe/Berlin"])
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def reckoned(book: Rulebook, day: date) -> tuple[Any, Any]:
    calendar = build_calendar(book, election_day=day, party_day=day - timedelta(12), tells=True)
    return calendar.json(), step_windows(calendar)


# What stands when the process runs in Shanghai; three of the days are changes to or from summer time elsewhere.
CHANGES = [date(2021, 1, 20), date(2021, 3, 28), date(2020, 11, 1), date(2021, 3, 14), date(2020, 10, 25)]
HERE = {(name, day): reckoned(load_rulebook(name), day) for name in COMMITTEES for day in CHANGES}


@pytest.mark.parametrize("name", COMMITTEES)
def test_dates_and_windows_are_the_same_whatever_the_servers_zone(server_zone: str, name: str) -> None:
    for day in CHANGES:
        told, windows = reckoned(load_rulebook(name), day)
        assert (told, windows) == HERE[name, day]
        for window in windows.values():
            for moment in (window.opens, window.closes, window.locks):
                assert moment is None or (moment.hour, moment.utcoffset()) == (0, timedelta(hours=8))


@given(
    until=st.dates(date(2020, 1, 1), date(2022, 12, 31)),
    day=st.dates(date(2020, 12, 1), date(2021, 4, 1)),
    after=st.integers(0, 800),
)
def test_more_time_never_closes_a_step_that_is_open(until: date, day: date, after: int) -> None:
    for window in step_windows(build_calendar(load_rulebook("county-town-2020"), election_day=day)).values():
        longer: Window = extended(window, until)
        assert longer.opens == window.opens
        assert (longer.locks is None) == (window.locks is None)
        moments = [m for m in (window.opens, window.closes, window.locks) if m]
        for moment in (m + timedelta(hours=after) for m in moments):
            assert longer.is_open(moment) or not window.is_open(moment)
            assert window.is_late(moment) or not longer.is_late(moment)
