"""Windows of steps: open, late, locked; deadlines fall at 24:00 in Asia/Shanghai."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar import ZONE, Window, build_calendar, group_window, step_window, step_windows
from elections.rulebook import load_rulebook

PLAN = load_rulebook("county-town-2020")
DAY = date(2021, 1, 20)
POSTED = {"roll_published": date(2020, 12, 28)}


def window(key: str, **more: object) -> Window:
    return step_window(PLAN, key, **({"election_day": DAY} | more))  # type: ignore[arg-type]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[arg-type,misc]


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Shanghai"])
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The server's own time zone, whatever it is."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def test_the_roll_is_posted_until_24_00_of_the_twentieth_day_before(server_zone: str) -> None:
    roll = window("roll_publication")
    assert roll.locks == at(2021, 1, 1, 0)
    assert roll.is_open(at(2020, 12, 31, 23, 59, 59))
    assert not roll.is_open(at(2021, 1, 1, 0))
    assert not roll.is_open(datetime(2020, 12, 31, 16, tzinfo=UTC))
    assert roll.lock_clause == "A-ROLL-17"


def test_the_formal_list_is_posted_until_24_00_of_the_seventh_day_before() -> None:
    formal = window("formal_candidates")
    assert (formal.closes, formal.locks, formal.clause) == (at(2021, 1, 14), at(2021, 1, 14), "A-REV-11")
    assert PLAN.step("formal_candidates").strength == "hard"


def test_a_tasks_date_makes_late_and_only_the_legal_day_locks() -> None:
    registration = window("registration")
    assert (registration.closes, registration.clause) == (at(2020, 12, 21), "A-SCH-115")
    assert (registration.locks, registration.lock_clause) == (at(2021, 1, 1), "A-ROLL-17")
    assert registration.is_late(at(2020, 12, 25))
    assert registration.is_open(at(2020, 12, 25))
    assert PLAN.step("registration").strength == "soft"


def test_sc_63_votes_are_cast_on_election_day_only() -> None:
    voting = window("voting")
    assert (voting.opens, voting.locks) == (at(2021, 1, 20), at(2021, 1, 21))
    assert not voting.is_open(at(2021, 1, 19, 23, 59))
    assert voting.is_open(at(2021, 1, 20, 0))
    assert build_calendar(PLAN, election_day=DAY)["proxy_requested"].not_after == date(2021, 1, 19)


def test_appeals_wait_for_the_roll_are_late_after_five_days_and_locked_on_election_day() -> None:
    before = window("appeals")
    assert (before.waits_for, before.is_open(at(2020, 12, 29))) == ("roll_published", False)
    after = window("appeals", events=POSTED)
    assert (after.waits_for, after.opens, after.closes) == (None, at(2020, 12, 28), at(2021, 1, 3))
    assert (after.locks, after.lock_clause) == (at(2021, 1, 20), "A-ROLL-20")


def test_sc_05_the_party_election_locks_on_the_eve_of_the_vote() -> None:
    party = window("party_election", party_day=date(2021, 1, 8))
    assert (party.closes, party.locks, party.lock_clause) == (at(2021, 1, 9), at(2021, 1, 20), "A-SCH-02")


def test_a_runoff_is_held_within_ten_days_of_the_vote_in_a_village() -> None:
    assert window("runoff").locks == at(2021, 1, 31)
    assert window("runoff", village_kind="community").locks is None


def test_what_follows_the_result_counts_from_its_confirmation() -> None:
    assert window("handover").closes == at(2021, 1, 31)
    later = window("handover", events={"result": date(2021, 1, 24)})
    assert (later.opens, later.closes) == (at(2021, 1, 24), at(2021, 2, 4))
    assert window("archive").locks is None


def test_without_an_election_day_only_dated_steps_have_a_window() -> None:
    assert step_window(PLAN, "analysis", election_day=None).closes == at(2020, 11, 21)
    assert step_window(PLAN, "roll_publication", election_day=None).locks is None
    counting = {step.key for step in PLAN.steps if step.counts_from_election_day}
    assert "roll_publication" in counting
    assert not counting & {
        "audit",
        "bodies",
        "representatives",
        "election_committee",
        "first_recommendation",
    }


def test_a_step_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        window("celebration")


def test_all_windows_at_once_are_those_one_by_one() -> None:
    together = step_windows(build_calendar(PLAN, election_day=DAY, events=POSTED))
    assert list(together) == [step.key for step in PLAN.steps]
    assert together == {key: window(key, events=POSTED) for key in together}


@given(day=st.dates(date(1985, 1, 1), date(2060, 1, 1)))
def test_no_window_loses_an_hour_to_summer_time(day: date) -> None:
    voting = step_window(PLAN, "voting", election_day=day)
    assert voting.opens is not None
    assert voting.locks is not None
    assert (voting.opens.date(), voting.opens.hour, voting.locks.date()) == (day, 0, day + timedelta(1))


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (1, "11-20前", "by 11-20"),
        (2, "12-10前", "by 12-10"),
        (6, "12-14—20", "12-14–20"),
        (8, "投票前20日", "20 days before"),
        (9, "12-26—31", "12-26–31"),
        (11, "12-30—1-10", "12-30–1-10"),
        (12, "投票前7日", "7 days before"),
        (13, "1-19—25", "1-19–25"),
        (14, "选后7—10日", "7–10 days after"),
    ],
)
def test_the_heads_of_the_board_tell_each_groups_window(number: int, zh: str, en: str) -> None:
    told = group_window(PLAN, PLAN.group(number))
    assert (told.zh, told.en) == (zh, en)
