"""The window of a step: when its writes open, when it is late, and when it is locked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from elections.calendar.build import Calendar, build_calendar
from elections.calendar.counting import ONE_DAY
from elections.rulebook import Rulebook, StepRule
from elections.rulebook.sections.schedule import Boundary

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Window:
    """When a step can be worked in, by the calendar alone.

    `opens` is included; `closes` and `locks` are exclusive: 24:00 of the last day, that is 00:00 of the next, in
    Asia/Shanghai. After `closes` the step is late; after `locks` its writes are refused. None: no such moment.
    `clause` is what sets `closes`, `lock_clause` what sets `locks`, `open_clause` what sets `opens`. `waits_for` names
    the event that must happen before the step opens, while it has not.
    """

    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    locks: dt.datetime | None = None
    clause: str = ""
    lock_clause: str | None = None
    open_clause: str | None = None
    waits_for: str | None = None

    def is_open(self, now: dt.datetime) -> bool:
        """Whether a write at this moment lies within the window."""
        if self.waits_for or (self.opens is not None and now < self.opens):
            return False
        return self.locks is None or now < self.locks

    def is_late(self, now: dt.datetime) -> bool:
        return self.closes is not None and now >= self.closes


def step_window(
    rulebook: Rulebook,
    key: str,
    *,
    election_day: dt.date | None,
    party_day: dt.date | None = None,
    village_kind: Literal["village", "community"] = "village",
    events: Mapping[str, dt.date] | None = None,
) -> Window:
    """The window of one step. Raises KeyError for a step the rulebook does not have, UnknownEvent."""
    calendar = build_calendar(
        rulebook, election_day=election_day, party_day=party_day, village_kind=village_kind, events=events
    )
    return window_of(calendar, rulebook.step(key))


def step_windows(calendar: Calendar) -> dict[str, Window]:
    """The windows of all steps of a calendar's rulebook, in its order; cheaper than one by one."""
    return {step.key: window_of(calendar, step) for step in calendar.rulebook.steps}


def window_of(calendar: Calendar, step: StepRule) -> Window:
    """The window of one step in a calendar."""
    waits = (
        step.opens.event if step.opens and step.opens.event and _start(calendar, step.opens) is None else None
    )
    due = step.due
    return Window(
        opens=_midnight(_start(calendar, step.opens)),
        closes=_midnight(_end(calendar, due), after=True),
        locks=_midnight(_end(calendar, step.locks), after=True),
        clause=_clause(calendar, due, step),
        lock_clause=_clause(calendar, step.locks, step) if step.locks else None,
        open_clause=_clause(calendar, step.opens, step) if step.opens else None,
        waits_for=waits,
    )


def _start(calendar: Calendar, side: Boundary | None) -> dt.date | None:
    if side is None:
        return None
    day = calendar[side.item].not_before if side.item else calendar.day_of(side.event or "")
    return day + ONE_DAY * side.days if day else None


def _end(calendar: Calendar, side: Boundary | None) -> dt.date | None:
    if side is None:
        return None
    day = calendar[side.item].not_after if side.item else calendar.day_of(side.event or "")
    return day + ONE_DAY * side.days if day else None


def _clause(calendar: Calendar, side: Boundary | None, step: StepRule) -> str:
    if side is None:
        return step.clause
    return side.clause or (calendar[side.item].clause if side.item else None) or step.clause


def _midnight(day: dt.date | None, *, after: bool = False) -> dt.datetime | None:
    """The beginning of a day in Asia/Shanghai, or its end: 00:00 of the next."""
    if day is None:
        return None
    return dt.datetime.combine(day + ONE_DAY if after else day, dt.time.min, tzinfo=ZONE)
