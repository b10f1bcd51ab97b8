"""Counting days: the day of the event is not counted, working days are the official ones, months end in time."""

import calendar as months
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar import AnnouncedYear, CalendarNotAnnounced, WorkCalendar
from elections.calendar.counting import (
    add_months,
    free_after_notice,
    last_day_within,
    last_working_day_within,
    latest_day_before,
    latest_working_day_before,
    next_working_day,
    notice_through,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
OFFICIAL = WorkCalendar()


def test_sc_49_the_roll_is_posted_twenty_days_before_the_vote() -> None:
    assert latest_day_before(date(2021, 1, 19), 20) == date(2020, 12, 30)
    assert latest_day_before(date(2021, 1, 25), 20) == date(2021, 1, 5)
    assert latest_day_before(date(2021, 1, 19), 20, clear=True) == date(2020, 12, 29)


def test_sc_09_formal_candidates_are_posted_seven_days_before_the_vote() -> None:
    assert latest_day_before(date(2021, 1, 19), 7) == date(2021, 1, 12)
    assert latest_day_before(date(2021, 1, 20), 7) == date(2021, 1, 13)
    assert latest_day_before(date(2021, 1, 19), 7, clear=True) == date(2021, 1, 11)
    assert latest_day_before(date(2021, 1, 21), 7, clear=True) == date(2021, 1, 13)


def test_sc_51_the_fifth_day_after_publication_is_the_last_for_appeals() -> None:
    assert last_day_within(date(2020, 12, 30), 5) == date(2021, 1, 4)
    assert last_day_within(date(2020, 12, 30), 5, event_day_counts=True) == date(2021, 1, 3)


def test_sc_52_an_appeal_is_decided_within_three_days_of_its_receipt() -> None:
    assert last_day_within(date(2021, 1, 4), 3) == date(2021, 1, 7)


def test_sc_10_a_five_day_notice_stands_through_its_fifth_day() -> None:
    assert notice_through(date(2020, 12, 29), 5) == date(2021, 1, 3)
    assert free_after_notice(date(2020, 12, 29), 5) == date(2021, 1, 4)
    assert free_after_notice(date(2020, 12, 29), 5, event_day_counts=True) == date(2021, 1, 3)


def test_sc_87_a_month_before_is_the_same_day_of_the_month_before() -> None:
    assert add_months(date(2021, 1, 20), -1) == date(2020, 12, 20)
    assert add_months(date(2021, 1, 19), -1) < date(2020, 12, 20)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2021, 1, 20), 3, date(2021, 4, 20)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 12, 31), 12, date(2021, 12, 31)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(day: date, count: int, found: date) -> None:
    assert add_months(day, count) == found


def test_working_days_skip_the_spring_festival_and_count_the_saturday_worked_for_it() -> None:
    # 11 to 17 February 2021 are off; Saturday the 20th is worked.
    assert last_working_day_within(date(2021, 2, 10), 5, OFFICIAL) == date(2021, 2, 23)
    assert last_working_day_within(date(2021, 2, 10), 3, OFFICIAL) == date(2021, 2, 20)
    assert latest_working_day_before(date(2021, 2, 23), 5, OFFICIAL) == date(2021, 2, 10)


def test_a_worked_day_of_posting_can_be_the_first_of_the_days() -> None:
    assert last_working_day_within(date(2021, 2, 10), 5, OFFICIAL, event_day_counts=True) == date(2021, 2, 22)
    assert last_working_day_within(date(2021, 2, 11), 5, OFFICIAL, event_day_counts=True) == date(2021, 2, 23)
    assert last_working_day_within(date(2021, 2, 10), 0, OFFICIAL, event_day_counts=True) == date(2021, 2, 10)


def test_the_next_working_day_of_a_worked_day_is_the_day_itself() -> None:
    assert next_working_day(date(2021, 2, 20), OFFICIAL) == date(2021, 2, 20)
    assert next_working_day(date(2021, 2, 11), OFFICIAL) == date(2021, 2, 18)


def test_a_year_that_is_not_announced_is_refused_by_name_and_never_guessed() -> None:
    with pytest.raises(CalendarNotAnnounced) as refused:
        last_working_day_within(date(2098, 12, 30), 5, OFFICIAL)
    assert (refused.value.code, refused.value.year) == ("calendar_not_announced", 2098)
    with pytest.raises(CalendarNotAnnounced):
        latest_working_day_before(date(1999, 5, 4), 1, OFFICIAL)


def test_days_that_an_office_entered_stand_for_an_announced_year() -> None:
    day = date(2098, 5, 1)
    saturday = next(day + timedelta(n) for n in range(7) if (day + timedelta(n)).weekday() == 5)
    friday, monday = saturday - timedelta(1), saturday + timedelta(2)
    entered = AnnouncedYear(2098, off=frozenset({friday}), worked=frozenset({saturday}))
    work = WorkCalendar([entered])
    assert last_working_day_within(friday - timedelta(1), 1, work) == saturday
    assert last_working_day_within(friday - timedelta(1), 2, work) == monday


@given(day=DAYS, count=st.integers(0, 400))
def test_before_and_within_undo_each_other(day: date, count: int) -> None:
    assert latest_day_before(last_day_within(day, count), count) == day
    assert latest_day_before(day, count, clear=True) == latest_day_before(day, count) - timedelta(1)


@given(day=DAYS, count=st.integers(-60, 60))
def test_months_keep_the_day_where_the_month_has_it(day: date, count: int) -> None:
    found = add_months(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == min(day.day, months.monthrange(found.year, found.month)[1])


@given(day=st.dates(date(2005, 1, 1), date(2025, 6, 30)), count=st.integers(1, 20))
def test_so_many_working_days_lie_after_the_event_through_the_last(day: date, count: int) -> None:
    last = last_working_day_within(day, count, OFFICIAL)
    between = (day + timedelta(n) for n in range(1, (last - day).days + 1))
    assert sum(OFFICIAL.is_working_day(one) for one in between) == count
    assert OFFICIAL.is_working_day(last)
