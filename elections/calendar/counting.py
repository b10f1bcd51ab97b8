"""Counting days as the plans and the Civil Code do. The day of the event is not counted (CC-201, AMB-23)."""

from __future__ import annotations

import calendar
import datetime as dt

from elections.calendar.workdays import WorkCalendar

ONE_DAY = dt.timedelta(days=1)


def latest_day_before(event: dt.date, days: int, *, clear: bool = False) -> dt.date:
    """The last permitted day of what must happen N days before an event (A-ROLL-17, A-REV-11, C-VOTE-02).

    With `clear`, N whole days lie between the two (AMB-43, second reading).
    """
    return event - ONE_DAY * (days + 1 if clear else days)


def last_day_within(event: dt.date, days: int, *, event_day_counts: bool = False) -> dt.date:
    """The last day of "within N days from an event", until 24:00 (A-ROLL-19, A-ROLL-20, A-POST-09).

    With `event_day_counts`, the day of the event is the first of the N (AMB-23, second reading).
    """
    return event + ONE_DAY * (days - 1 if event_day_counts and days else days)


def notice_through(posted: dt.date, days: int, *, event_day_counts: bool = False) -> dt.date:
    """The last day of a public notice of N days (A-REV-06)."""
    return last_day_within(posted, days, event_day_counts=event_day_counts)


def free_after_notice(posted: dt.date, days: int, *, event_day_counts: bool = False) -> dt.date:
    """The first day on which what needs the notice finished may happen (A-REV-07)."""
    return notice_through(posted, days, event_day_counts=event_day_counts) + ONE_DAY


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or that month's last day (A-POST-13).

    Negative months go back (C-ASM-04).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_working_day_within(
    event: dt.date, days: int, work: WorkCalendar, *, event_day_counts: bool = False
) -> dt.date:
    """The last day of "within N working days" and of a notice of N working days (B-REV-03, C-REV-04).

    With `event_day_counts`, the day of the event is the first of the N, if it is worked (AMB-59, second
    reading). Raises CalendarNotAnnounced as soon as a day of an unknown year is needed.
    """
    day = event
    for _ in range(days - 1 if event_day_counts and days and work.is_working_day(event) else days):
        day = next_working_day(day + ONE_DAY, work)
    return day


def latest_working_day_before(event: dt.date, days: int, work: WorkCalendar) -> dt.date:
    """The last permitted day of what must happen N working days before an event.

    Raises CalendarNotAnnounced.
    """
    day = event
    for _ in range(days):
        day -= ONE_DAY
        while not work.is_working_day(day):
            day -= ONE_DAY
    return day


def next_working_day(day: dt.date, work: WorkCalendar) -> dt.date:
    """The day itself if it is worked, else the next that is: where a last day moves (CC-203)."""
    while not work.is_working_day(day):
        day += ONE_DAY
    return day
