"""An officer's dates as iCalendar (RFC 5545): all-day events that take up nobody's time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event
from icalendar.prop import vDuration

from overview.queries.feed import Happening

PRODUCT = "-//Huanjie//Re-election calendar//EN"
REFRESH = timedelta(hours=6)


def ical_of(name: str, happenings: Iterable[Happening], *, host: str, stamp: datetime) -> bytes:
    """The calendar file. `stamp` is when it was told; an event keeps its UID for as long as it is the same."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    for happening in happenings:
        calendar.add_component(_event(happening, host, stamp))
    return calendar.to_ical()


def _event(happening: Happening, host: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{happening.key}@{host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", happening.day)
    event.add("dtend", happening.day + timedelta(days=1))
    event.add("summary", happening.title)
    event.add("description", happening.text)
    event.add("url", happening.url)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [happening.category])
    return event
