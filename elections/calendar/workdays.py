"""Working days by the official calendar: weekends that are worked, weekdays that are off. Never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from chinese_calendar.constants import holidays, workdays

NATIONAL_DAY = (10, 1)


class CalendarNotAnnounced(LookupError):
    """The official holidays of a year are not announced; `year` says which."""

    code = "calendar_not_announced"

    def __init__(self, year: int) -> None:
        super().__init__(f"The official holiday calendar of {year} is not announced.")
        self.year = year


@dataclass(frozen=True)
class AnnouncedYear:
    """One year as an office entered it: the weekdays that are off and the weekend days that are worked."""

    year: int
    off: frozenset[dt.date]
    worked: frozenset[dt.date]


@dataclass(frozen=True)
class WorkCalendar:
    """The known official calendar, and the years that an office entered."""

    entered: Collection[AnnouncedYear] = field(default=())

    def is_working_day(self, day: dt.date) -> bool:
        """Raises CalendarNotAnnounced for a year that is neither known nor entered."""
        for announced in self.entered:
            if announced.year == day.year:
                return day in announced.worked or (day.weekday() < 5 and day not in announced.off)
        if dt.date(day.year, *NATIONAL_DAY) not in holidays:
            raise CalendarNotAnnounced(day.year)
        return day in workdays or (day.weekday() < 5 and day not in holidays)


OFFICIAL = WorkCalendar()


def known_years() -> list[int]:
    """The years whose official calendar comes with the application."""
    return sorted({day.year for day in holidays if (day.month, day.day) == NATIONAL_DAY})


def known_year(year: int) -> AnnouncedYear | None:
    """A year as it comes with the application; None for one that does not."""
    if year not in known_years():
        return None
    return AnnouncedYear(
        year,
        off=frozenset(day for day in holidays if day.year == year and day.weekday() < 5),
        worked=frozenset(day for day in workdays if day.year == year),
    )
