"""The official holidays of a year as an office types or pastes them: read line by line, and checked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from elections.calendar.counting import ONE_DAY
from elections.calendar.workdays import NATIONAL_DAY, AnnouncedYear

Code = Literal[
    "unreadable",
    "reversed",
    "other_year",
    "twice",
    "weekend_anyway",
    "weekday_anyway",
    "off_and_worked",
    "no_national_day",
]
SATURDAY = 5
ASIDE = re.compile(r"[（(][^）)]*[）)]|放假|休息|上班|调休|共\s*\d+\s*天|(?:周|星期)[一二三四五六日天]")
PARTS = re.compile(r"[\n,，、;；。]+|(?<=日)和")
RANGE = re.compile(r"\s*(?:—+|–|--|~|～|至|到|\bto\b|\s-\s)\s*")
DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-./年]\s*)?(?:(?P<month>\d{1,2})\s*[-./月]\s*)?(?P<day>\d{1,2})\s*[日号]?"
)


@dataclass(frozen=True)
class Typed:
    """One entry as it was typed: a day, or a stretch of days."""

    text: str
    first: dt.date
    last: dt.date

    @property
    def days(self) -> list[dt.date]:
        return [self.first + ONE_DAY * n for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True)
class Fault:
    """What is wrong with an entry: its code, the entry as typed, the day, and which of the two lists it stands in."""

    code: Code
    text: str
    day: dt.date | None
    field: Literal["off", "worked"]


def read_days(text: str, year: int, field: Literal["off", "worked"]) -> tuple[list[Typed], list[Fault]]:
    """The entries of a list, one a line or with commas: 2027-02-05, 2月5日, 2027-02-05—2027-02-11, 2月5日至11日.

    What is missing of a date is taken from the one before it, or from `year`. Remarks in brackets, names of weekdays
    and words such as 放假 may stand beside the days.
    """
    found, faults = [], []
    for part in PARTS.split(text):
        words = part.strip()
        bare = ASIDE.sub("", words).strip()
        if not bare:
            continue
        # A heading such as 春节：2月5日至11日 stands before its days.
        bare = re.split(r"[:：]", bare)[-1].strip()
        entry = _entry(words, bare, year)
        if entry is None:
            faults.append(Fault("unreadable", words, None, field))
        elif entry.first > entry.last:
            faults.append(Fault("reversed", words, None, field))
        else:
            found.append(entry)
    return found, faults


def checked_year(year: int, off: str, worked: str) -> tuple[AnnouncedYear, list[Fault]]:
    """The year as typed, with every fault: a stretch of days off may hold weekends, a single day may not."""
    off_typed, faults = read_days(off, year, "off")
    worked_typed, more = read_days(worked, year, "worked")
    faults += more
    faults += _faults(off_typed, year, "off")
    faults += _faults(worked_typed, year, "worked")
    all_off = {day for entry in off_typed for day in entry.days}
    worked_days = {day for entry in worked_typed for day in entry.days}
    faults += [
        Fault("off_and_worked", entry.text, day, "worked")
        for entry in worked_typed
        for day in entry.days
        if day in all_off
    ]
    national = dt.date(year, *NATIONAL_DAY)
    if national.weekday() < SATURDAY and national not in all_off:
        faults.append(Fault("no_national_day", "", national, "off"))
    made = AnnouncedYear(
        year,
        off=frozenset(day for day in all_off if day.weekday() < SATURDAY),
        worked=frozenset(worked_days),
    )
    return made, faults


def _faults(entries: list[Typed], year: int, field: Literal["off", "worked"]) -> Iterator[Fault]:
    seen: set[dt.date] = set()
    for entry in entries:
        if entry.first.year != year or entry.last.year != year:
            yield Fault("other_year", entry.text, entry.first, field)
            continue
        twice = next((day for day in entry.days if day in seen), None)
        if twice is not None:
            yield Fault("twice", entry.text, twice, field)
        seen.update(entry.days)
        if field == "off" and entry.first == entry.last and entry.first.weekday() >= SATURDAY:
            yield Fault("weekend_anyway", entry.text, entry.first, field)
        for day in entry.days if field == "worked" else ():
            if day.weekday() < SATURDAY:
                yield Fault("weekday_anyway", entry.text, day, field)


def _entry(words: str, bare: str, year: int) -> Typed | None:
    sides = RANGE.split(bare)
    if len(sides) > 2:
        return None
    first = _date(sides[0], year, None)
    last = _date(sides[1], year, first) if len(sides) == 2 and first else first
    return Typed(words, first, last) if first and last else None


def _date(text: str, year: int, before: dt.date | None) -> dt.date | None:
    match = DAY.fullmatch(text.strip())
    if match is None:
        return None
    month = match["month"] or (str(before.month) if before else None)
    if month is None:
        return None
    in_year = int(match["year"] or (before.year if before else year))
    try:
        return dt.date(in_year, int(month), int(match["day"]))
    except ValueError:
        return None
