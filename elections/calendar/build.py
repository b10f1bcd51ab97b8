"""Every date that follows from a rulebook, the days chosen, and what has happened so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal

from elections.calendar.conflicts import conflicts_of
from elections.calendar.counting import (
    add_months,
    last_day_within,
    last_working_day_within,
    latest_day_before,
    latest_working_day_before,
    next_working_day,
)
from elections.calendar.model import Conflict, Item
from elections.calendar.workdays import OFFICIAL, CalendarNotAnnounced, WorkCalendar
from elections.rulebook import Deadline, Phase, Rulebook, Silent, Strength, Task, Text, Value
from elections.rulebook.events import EVENTS
from elections.rulebook.items import ITEM_KEYS, ITEMS
from elections.rulebook.items import Item as Asked
from elections.rulebook.measures import Span

ASKED = {asked.key: asked for asked in ITEMS}
# Days that are chosen, not reported.
CHOSEN = ("election_day", "party_day")
MOVED = Text(zh="（末日遇休假日顺延）", en=" (last day moved past days off)")


class UnknownEvent(ValueError):
    """An event that no date of the rulebook knows."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no event {name!r}.")
        self.name = name


class Calendar:
    """The dates of one election. Items are worked out when asked for.

    `calendar[key]` raises KeyError for a key the rulebook does not answer; CalendarNotAnnounced when working
    days of an unknown year are needed, unless it `tells` them: such an item waits then and names the year.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        election_day: dt.date | None,
        party_day: dt.date | None,
        village_kind: Literal["village", "community"],
        events: Mapping[str, dt.date],
        work: WorkCalendar,
        tells: bool = False,
    ) -> None:
        self.tells = tells
        self.rulebook = rulebook
        self.election_day = election_day
        self.village_kind = village_kind
        self.work = work
        self._events = dict(_events(rulebook, events))
        # Where no committee is elected, the election day is that of the Party assembly.
        self.party_day = party_day if party_day or self.elects_a_committee else election_day
        self._items: dict[str, Item] = {}
        self._tasks = {task.key: task for task in rulebook.tasks}
        self._phases = {phase.item: phase for phase in rulebook.phases}

    def __getitem__(self, key: str) -> Item:
        if key not in self._items:
            self._items[key] = self._made(key)
        return self._items[key]

    def __iter__(self) -> Iterator[Item]:
        return (self[key] for key in self.keys)

    @property
    def elects_a_committee(self) -> bool:
        """Whether the rulebook is of a villagers' or residents' committee, not of the Party alone."""
        return self.rulebook.elects_a_committee

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What this rulebook is asked for: the items of the elections it covers, its numbered tasks, its
        phases.
        """
        bodies = {
            "shared": True,
            "committee": self.elects_a_committee,
            "party": self.rulebook.covers("party_organisation"),
        }
        return (*(asked.key for asked in ITEMS if bodies[asked.body]), *self._tasks, *self._phases)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the calendar contradicts itself or the plan's own windows."""
        return conflicts_of(self)

    def on(
        self,
        *,
        election_day: dt.date | None,
        party_day: dt.date | None,
        forgotten: Collection[str] = (),
    ) -> Calendar:
        """The same calendar had these days been chosen, and had the `forgotten` events not happened."""
        return Calendar(
            self.rulebook,
            election_day=election_day,
            party_day=party_day,
            village_kind=self.village_kind,
            events={name: day for name, day in self._events.items() if name not in forgotten},
            work=self.work,
            tells=self.tells,
        )

    def json(self) -> dict[str, Any]:
        """The calendar contract's output."""
        return {
            "rulebook": self.rulebook.name,
            "version": self.rulebook.version,
            "election_day": self.election_day.isoformat() if self.election_day else None,
            "party_day": self.party_day.isoformat() if self.party_day else None,
            "items": [item.json() for item in self],
            "conflicts": [conflict.json() for conflict in self.conflicts],
        }

    @property
    def events(self) -> Mapping[str, dt.date]:
        """What has happened, by the names of events and items."""
        return self._events

    def happened(self, event: str) -> dt.date | None:
        """The day on which an event was reported, or an item was done."""
        return self._events.get(event)

    def day_of(self, event: str) -> dt.date | None:
        """The day of an event: when it happened, else when it is planned; None if neither is known."""
        if event in self._events:
            return self._events[event]
        if event == "election_day":
            return self.election_day
        if event == "party_day":
            return self.party_day or self._events.get("assembly_held")
        planned = EVENTS[event].planned
        if planned is None:
            return None
        return self[planned].ends if planned in ITEM_KEYS and planned not in EVENTS else self.day_of(planned)

    def last_day(self, deadline: Deadline, event: dt.date) -> dt.date:
        """The day that a counted deadline gives when its event falls on `event`."""
        count, early = deadline.count or 0, deadline.before is not None
        if deadline.unit == "months":
            return add_months(event, -count if early else count)
        counting = self.rulebook.counting
        if deadline.unit == "working_days" and early:
            return latest_working_day_before(event, count, self.work)
        if deadline.unit == "working_days":
            return last_working_day_within(
                event, count, self.work, event_day_counts=_on(counting.event_day_counts)
            )
        if early:
            return latest_day_before(event, count, clear=_on(counting.clear_days_before))
        return last_day_within(event, count, event_day_counts=_on(counting.event_day_counts))

    def unannounced_behind(self, event: str | None) -> int | None:
        """The unknown year on which the day of an event hangs, if it does."""
        if event is None or self.day_of(event) is not None:
            return None
        planned = EVENTS[event].planned
        if planned is None:
            return None
        if planned in ITEM_KEYS and planned not in EVENTS:
            return self[planned].unannounced
        return self.unannounced_behind(planned)

    def _made(self, key: str) -> Item:
        if key in self._tasks:
            return self._task(self._tasks[key])
        return self._phase(self._phases[key]) if key in self._phases else self._item(ASKED[key])

    def _item(self, asked: Asked) -> Item:
        value = self.rulebook.at(asked.path)
        stated = (
            value
            if isinstance(value, Value) and self.rulebook.governs(value.clause, self.village_kind)
            else None
        )
        chosen = {"election_day": self.election_day, "assembly_held": self.party_day}.get(asked.key)
        if chosen is None and stated is None:
            return Item(asked.key, asked.title, happened=self.happened(asked.key))
        rule = Span(start=chosen, end=chosen) if chosen or stated is None else stated.value
        made = self._reckoned(asked.key, asked.title, rule)
        if stated is None:
            return made
        return replace(made, clause=stated.clause, source=stated.source.value, strength=stated.strength)

    def _task(self, task: Task) -> Item:
        shared = self.rulebook.at(task.deadline) if task.deadline else Silent()
        rule = shared.value if isinstance(shared, Value) else Span(start=task.start, end=task.end)
        made = self._reckoned(task.key, task.title, rule)
        return replace(made, clause=task.clause, source=self.rulebook.kind, strength=Strength.SOFT)

    def _phase(self, phase: Phase) -> Item:
        made = Item(phase.item, phase.title, phase.start, phase.end)
        return replace(made, clause=phase.clause, source=self.rulebook.kind, strength=Strength.SOFT)

    def _reckoned(self, key: str, title: Text, rule: Span | Deadline) -> Item:
        """The item with its dates; what the rule is counted from may not have a day yet."""
        if isinstance(rule, Span):
            return Item(key, title, rule.start, rule.end, happened=self.happened(key))
        first = rule.start or (self.day_of(rule.since) if rule.since else None)
        if rule.count is None:
            return Item(key, title, first, rule.end, happened=self.happened(key))
        made = Item(
            key,
            title,
            days=rule.count,
            unit=rule.unit,
            anchor=rule.anchor,
            state="waiting",
            happened=self.happened(key),
            counted=rule.counted,
        )
        event = self.day_of(rule.anchor or "")
        if event is None:
            return replace(made, unannounced=self.unannounced_behind(rule.anchor))
        try:
            return self._counted(made, rule, event, first)
        except CalendarNotAnnounced as unknown:
            if not self.tells:
                raise
            return replace(made, unannounced=unknown.year)

    def _counted(self, made: Item, rule: Deadline, event: dt.date, first: dt.date | None) -> Item:
        last = self.last_day(rule, event)
        if rule.notice:
            return replace(made, not_before=last, not_after=last, state="fixed")
        if rule.before:
            exact = _on(self.rulebook.counting.exact_day)
            return replace(made, not_before=last if exact else first, not_after=last, state="fixed")
        return replace(self._moved(made, last), not_before=event, state="fixed")

    def _moved(self, item: Item, last: dt.date) -> Item:
        """A last day that is a day off moves to the next working day, if the rulebook says so (CC-203)."""
        if (
            not _on(self.rulebook.counting.holiday_moves_last_day)
            or not item.days
            or item.unit == "working_days"
        ):
            return replace(item, not_after=last)
        later = next_working_day(last, self.work)
        title = (
            Text(zh=item.title.zh + MOVED.zh, en=item.title.en + MOVED.en) if later != last else item.title
        )
        return replace(item, not_after=later, title=title)


def build_calendar(
    rulebook: Rulebook,
    *,
    election_day: dt.date | None,
    party_day: dt.date | None = None,
    village_kind: Literal["village", "community"] = "village",
    events: Mapping[str, dt.date] | None = None,
    work: WorkCalendar = OFFICIAL,
    tells: bool = False,
) -> Calendar:
    """The calendar of one election.

    `events` says what happened when, by the name of an event, of an item that was done, or of a step that was
    completed. `work` adds working days that an office entered. With `tells`, a date that needs the holidays of a
    year not announced waits and names the year; without, asking for it raises CalendarNotAnnounced. Raises
    UnknownEvent.
    """
    return Calendar(
        rulebook,
        election_day=election_day,
        party_day=party_day,
        village_kind=village_kind,
        events=events or {},
        work=work,
        tells=tells,
    )


def _events(rulebook: Rulebook, given: Mapping[str, dt.date]) -> Iterator[tuple[str, dt.date]]:
    steps = {step.key: step.event for step in rulebook.steps}
    tasks = {task.key for task in rulebook.tasks}
    for name, day in given.items():
        if name not in CHOSEN and (name in EVENTS or name in ITEM_KEYS or name in tasks):
            yield name, day
        elif name not in steps:
            raise UnknownEvent(name)
        elif steps[name] is not None:
            yield str(steps[name]), day


def _on(setting: Value[bool] | Silent) -> bool:
    return bool(setting.stated and setting.value)
