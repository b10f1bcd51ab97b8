"""Dates that follow from rules: the calendar, its conflicts, and the windows of the steps. Pure: imports no
Django.
"""

from elections.calendar.build import Calendar, UnknownEvent, build_calendar
from elections.calendar.heads import group_window, step_head
from elections.calendar.model import Conflict, Item
from elections.calendar.ways import hangs_on
from elections.calendar.windows import ZONE, Window, step_window, step_windows
from elections.calendar.workdays import AnnouncedYear, CalendarNotAnnounced, WorkCalendar

__all__ = [
    "ZONE",
    "AnnouncedYear",
    "Calendar",
    "CalendarNotAnnounced",
    "Conflict",
    "Item",
    "UnknownEvent",
    "Window",
    "WorkCalendar",
    "build_calendar",
    "group_window",
    "hangs_on",
    "step_head",
    "step_window",
    "step_windows",
]
