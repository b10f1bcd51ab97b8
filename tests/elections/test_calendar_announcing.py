"""The official holidays of a year as offices type them: one a line, as stretches, in Chinese or not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar import WorkCalendar
from elections.calendar.announcing import checked_year, read_days
from elections.calendar.workdays import known_year, known_years

FEBRUARY = [date(2027, 2, day) for day in range(5, 12)]
GOLDEN_WEEK = "2027-10-01—2027-10-07"


def days(text: str, year: int = 2027) -> list[date]:
    found, faults = read_days(text, year, "off")
    assert not faults
    return [day for entry in found for day in entry.days]


def codes(off: str, worked: str = "", year: int = 2027) -> list[str]:
    return [fault.code for fault in checked_year(year, off, worked)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-05—2027-02-11",
        "2027-02-05 - 2027-02-11",
        "2027.2.5–2.11",
        "2月5日至11日",
        "2月5日（周五）至2月11日（周四）放假调休，共7天",
        "春节：2月5日至11日",
        "2027年2月5日～2027年2月11日",
        "2/5 to 2/11",
        "2-5\n2-6\n2-7\n2-8\n2-9、2-10，2-11",
    ],
)
def test_a_stretch_of_days_is_read_however_it_is_written(text: str) -> None:
    assert days(text) == FEBRUARY


def test_weekends_within_a_stretch_are_no_days_off_of_their_own() -> None:
    year, faults = checked_year(2027, f"2月5日至11日\n{GOLDEN_WEEK}", "2月20日（周六）上班")
    assert not faults
    assert date(2027, 2, 6) not in year.off
    assert date(2027, 2, 8) in year.off
    assert year.worked == {date(2027, 2, 20)}


@pytest.mark.parametrize(
    ("off", "worked", "code"),
    [
        (f"next spring\n{GOLDEN_WEEK}", "", "unreadable"),
        (f"2027-02-30\n{GOLDEN_WEEK}", "", "unreadable"),
        (f"2月11日至5日\n{GOLDEN_WEEK}", "", "reversed"),
        (f"2026-02-05\n{GOLDEN_WEEK}", "", "other_year"),
        (f"2月5日\n2月5日\n{GOLDEN_WEEK}", "", "twice"),
        (f"2月5日至9日\n2月9日至11日\n{GOLDEN_WEEK}", "", "twice"),
        (f"2月6日\n{GOLDEN_WEEK}", "", "weekend_anyway"),
        (GOLDEN_WEEK, "2月8日", "weekday_anyway"),
        (f"2月5日至11日\n{GOLDEN_WEEK}", "2月6日", "off_and_worked"),
        ("2月5日至11日", "", "no_national_day"),
    ],
)
def test_what_cannot_stand_is_named(off: str, worked: str, code: str) -> None:
    assert codes(off, worked) == [code]


def test_all_faults_are_told_at_once() -> None:
    assert set(codes("2月6日\nsoon", "2月8日")) == {
        "weekend_anyway",
        "unreadable",
        "weekday_anyway",
        "no_national_day",
    }


def test_a_year_whose_national_day_is_a_weekend_does_not_ask_for_it() -> None:
    assert date(2028, 10, 1).weekday() == 6
    assert codes("2028-01-03", year=2028) == []


def test_the_years_that_come_with_the_application_are_known() -> None:
    assert 2021 in known_years()
    year = known_year(2021)
    assert year is not None
    assert date(2021, 2, 11) in year.off
    assert date(2021, 2, 20) in year.worked
    assert known_year(2099) is None


@given(year=st.sampled_from(known_years()))
def test_a_year_pasted_as_it_is_counts_like_the_one_that_comes_along(year: int) -> None:
    known = known_year(year)
    assert known is not None
    made, faults = checked_year(
        year, "\n".join(map(str, sorted(known.off))), "\n".join(map(str, sorted(known.worked)))
    )
    assert not faults
    day, official, entered = date(year, 1, 1), WorkCalendar(), WorkCalendar([made])
    assert all(
        official.is_working_day(d) == entered.is_working_day(d)
        for d in (date.fromordinal(day.toordinal() + n) for n in range(365))
    )
