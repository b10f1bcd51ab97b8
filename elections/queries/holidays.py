from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from accounts.rules import offices_with
from elections.calendar.workdays import known_year, known_years
from elections.models import AnnouncedHolidays
from elections.queries.allowances import COUNTY_DIGITS, TOWNSHIP_DIGITS

Stretch = tuple[date, date]


@dataclass(frozen=True)
class EnteredYear:
    """A year as an office entered it, its days as unbroken stretches; `own` tells whether the reader may correct it."""

    row: AnnouncedHolidays
    off: list[Stretch]
    worked: list[Stretch]
    own: bool


def announcing_scope(user: User) -> str:
    """The place for which the user's office enters holidays: its township, or its county."""
    scope = offices_with(user, "calendar.announce")[0].scope
    return scope[: TOWNSHIP_DIGITS if len(scope) >= TOWNSHIP_DIGITS else COUNTY_DIGITS]


def entered_years(user: User) -> list[EnteredYear]:
    """The years entered for the places of the user's offices, by those offices, above them or below; newest first."""
    own = announcing_scope(user)
    near = Q(owner__startswith=own) | Q(owner=own[:COUNTY_DIGITS])
    rows = AnnouncedHolidays.objects.filter(near).select_related("entered_by")
    return [EnteredYear(row, _stretches(row.off), _stretches(row.worked), row.owner == own) for row in rows]


def years_that_come_along() -> list[int]:
    """The years whose holidays come with the application, newest first."""
    return known_years()[::-1]


def days_of(owner: str, year: int) -> dict[str, str]:
    """What stands for a year now, as it would be typed; empty for a year nobody knows."""
    row = AnnouncedHolidays.objects.filter(owner=owner, year=year).first()
    if row is not None:
        return {"off": "\n".join(row.off), "worked": "\n".join(row.worked), "source": row.source}
    known = known_year(year)
    if known is None:
        return {}
    return {
        "off": "\n".join(map(str, sorted(known.off))),
        "worked": "\n".join(map(str, sorted(known.worked))),
    }


def _stretches(isos: Iterable[str]) -> list[Stretch]:
    """Days as unbroken stretches; a weekend between two days off breaks none."""
    found: list[Stretch] = []
    for day in sorted(map(date.fromisoformat, isos)):
        if found and _next_weekday(found[-1][1]) >= day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _next_weekday(day: date) -> date:
    after = day + timedelta(days=1)
    while after.weekday() > 4:
        after += timedelta(days=1)
    return after
