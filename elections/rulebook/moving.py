"""An older plan moved to other days: every window by the same number of days, so that all relations are kept.

What moves: the days between which the re-election runs and its halves end, every deadline with fixed days, the
voting days, the phases and the numbered tasks, and with them `valid_from` and `valid_to`, which say for which
stretch of time those windows are meant. What follows by counting (so many days before, within so many) moves of itself.

What stays: the birth dates and the day on which ages are counted, for they pick the people and not the days (which
years they become is for the office that made the plan to say); the days on which laws came into force; and every
quotation, which is the text's own and keeps its old dates.

A move by whole weeks keeps the weekdays. Any other move does not, and none keeps days off: a window that ended on the
last day of a month will end on another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from elections.rulebook.book import Rulebook
from elections.rulebook.compare import entries
from elections.rulebook.items import ITEMS
from elections.rulebook.measures import Deadline, Span
from elections.rulebook.value import Text, Value

Ends = tuple[dt.date | None, dt.date | None]
TITLES = {
    "valid": Text(zh="方案适用期", en="Validity of the plan"),
    "scope.campaign_start": Text(zh="换届开始", en="The re-election begins"),
    "scope.campaign_end": Text(zh="换届全面完成", en="Everything is finished"),
    "scope.party_phase_end": Text(zh="党组织换届基本完成", en="Party elections are finished"),
    "scope.committee_phase_end": Text(zh="村（居）委会换届基本完成", en="Committee elections are finished"),
} | {item.path: item.title for item in ITEMS}
# Chosen by birth, not by the calendar of the work.
STAYS = "qualification."


@dataclass(frozen=True)
class PlanWindow:
    """Fixed days of a plan: where they stand, what they are for, and from when through when (either open: None).

    `path` is that of a value, or "phases.KEY", "tasks.NUMBER", "valid" for the head's own two dates. `single` marks
    one lone day that is no window (the day on which the re-election begins); it is kept in `end`.
    """

    path: str
    title: Text
    clause: str | None
    start: dt.date | None
    end: dt.date | None
    task: int | None = None
    single: bool = False

    def moved(self, days: int) -> PlanWindow:
        return replace(self, start=_later(self.start, days), end=_later(self.end, days))

    @property
    def ends(self) -> Ends:
        return self.start, self.end


def windows_of(book: Rulebook) -> list[PlanWindow]:
    """Everything of a rulebook that moves with it, in the order of the file."""
    return [
        PlanWindow("valid", TITLES["valid"], None, book.valid_from, book.valid_to),
        *_of_values(book),
        *(
            PlanWindow(f"phases.{p.key}", p.title, p.clause, p.start, p.end)
            for p in book.phases
            if p.start or p.end
        ),
        *(
            PlanWindow(f"tasks.{t.number}", t.title, t.clause, t.start, t.end, task=t.number)
            for t in book.tasks
            if t.start or t.end
        ),
    ]


def kept_dates(book: Rulebook) -> list[tuple[str, Value[Any], dt.date]]:
    """The dates that stay where they are, to be confirmed by the office: path, value and date."""
    found = []
    for path, value in entries(book):
        if isinstance(value, Value) and path.startswith(STAYS):
            day = value.value if isinstance(value.value, dt.date) else getattr(value.value, "born_from", None)
            if day is not None:
                found.append((path, value, day))
    return found


def anchors_of(book: Rulebook) -> dict[str, dt.date]:
    """The days by which a plan can be taken hold of: its first numbered task with a day, the first voting day, and
    the beginning of the re-election; those that the plan fixes.
    """
    windows = {window.path: window for window in windows_of(book)}
    shared = {task.number: windows.get(task.deadline or f"tasks.{task.number}") for task in book.tasks}
    first = next((w for _, w in sorted(shared.items()) if w is not None), None)
    vote = windows.get("voting.window" if book.elects_a_committee else "assembly.held")
    begins = windows.get("scope.campaign_start")
    found = {
        "first_task": first and (first.start or first.end),
        "election_day": vote and (vote.start or vote.end),
        "campaign_start": begins and begins.end,
    }
    return {name: day for name, day in found.items() if day}


def changes_of(
    book: Rulebook, days: int, adjusted: Mapping[str, Ends] | None = None
) -> list[tuple[PlanWindow, PlanWindow]]:
    """Each window as it stands and as it will stand: moved by so many days, or as adjusted by hand."""
    by_hand = adjusted or {}
    return [
        (old, replace(old, start=by_hand[old.path][0], end=by_hand[old.path][1]))
        if old.path in by_hand
        else (old, old.moved(days))
        for old in windows_of(book)
    ]


def moved(book: Rulebook, days: int, adjusted: Mapping[str, Ends] | None = None) -> Rulebook:
    """The rulebook with its windows moved. Raises ValueError where an adjusted window ends before it begins."""
    return with_windows(book, [new for _, new in changes_of(book, days, adjusted)])


def with_windows(book: Rulebook, windows: list[PlanWindow]) -> Rulebook:
    """The rulebook with these windows in place of its own. Raises ValueError where one ends before it begins."""
    data = book.freeze()
    for window in windows:
        _put(data, window)
    return Rulebook.thaw(data)


def _of_values(book: Rulebook) -> Iterator[PlanWindow]:
    numbers = {task.deadline: task for task in book.tasks if task.deadline}
    for path, value in entries(book):
        if not isinstance(value, Value) or path.startswith(STAYS):
            continue
        task = numbers.get(path)
        title = task.title if task else TITLES.get(path, Text(zh=path, en=path))
        number = task.number if task else None
        if isinstance(value.value, dt.date):
            yield PlanWindow(path, title, value.clause, None, value.value, single=True)
        elif isinstance(value.value, Span | Deadline) and (value.value.start or value.value.end):
            yield PlanWindow(path, title, value.clause, value.value.start, value.value.end, task=number)


def _put(data: dict[str, Any], window: PlanWindow) -> None:
    if window.path == "valid":
        data |= _written({"valid_from": window.start, "valid_to": window.end})
        return
    section, _, name = window.path.partition(".")
    if section in ("phases", "tasks"):
        key = "key" if section == "phases" else "number"
        place = next(one for one in data[section] if str(one[key]) == name)
    else:
        place = data
        for part in window.path.split("."):
            place = place[part]
        if window.single:
            place["value"] = _iso(window.end)
            return
        place = place["value"]
    place.pop("start", None)
    place.pop("end", None)
    place |= _written({"start": window.start, "end": window.end})


def _written(dates: Mapping[str, dt.date | None]) -> dict[str, str]:
    return {name: iso for name, day in dates.items() if (iso := _iso(day)) is not None}


def _later(day: dt.date | None, days: int) -> dt.date | None:
    return day + dt.timedelta(days=days) if day else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
