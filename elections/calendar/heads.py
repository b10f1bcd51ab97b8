"""The short windows in the heads of the progress board."""

from __future__ import annotations

import datetime as dt

from elections.rulebook import Deadline, Group, Rulebook, Text, Value
from elections.rulebook.items import ITEMS

PATHS = {asked.key: asked.path for asked in ITEMS}


def group_window(rulebook: Rulebook, group: Group) -> Text:
    """The window of a board column, for its head: “12-20前”, “12-14—20”, “投票前20日”, “选后7—10日”.

    It is the same for all villages: what depends on a village's own election day is told as a number of days.
    """
    rules = [rule for key in group.shown if (rule := _rule(rulebook, key)) is not None]
    counts = sorted(rule.count for rule in rules if rule.count is not None)
    if counts and rules[0].before == "election_day":
        return Text(zh=f"投票前{counts[0]}日", en=f"{counts[0]} days before")
    if counts:
        zh, en = (
            (f"{counts[0]}—{counts[-1]}", f"{counts[0]}–{counts[-1]}")
            if len(counts) > 1
            else (counts[0],) * 2
        )
        return Text(zh=f"选后{zh}日", en=f"{en} days after")
    return _span(rulebook, group)


def _rule(rulebook: Rulebook, key: str) -> Deadline | None:
    value = rulebook.at(PATHS[key]) if key in PATHS else None
    return value.value if isinstance(value, Value) and isinstance(value.value, Deadline) else None


def _span(rulebook: Rulebook, group: Group) -> Text:
    numbers = [
        int(key.removeprefix("task_")) for key in group.shown if key.startswith("task_")
    ] or group.tasks
    spans = [_task_span(rulebook, number) for number in numbers]
    starts = [start for start, _ in spans if start]
    ends = [end for _, end in spans if end]
    if not ends:
        return Text(zh="", en="")
    first, last = min(starts, default=None), max(ends)
    if first is None:
        return Text(zh=f"{_short(last)}前", en=f"by {_short(last)}")
    tail = f"{last.day:02d}" if (first.year, first.month) == (last.year, last.month) else _short(last)
    return Text(zh=f"{_short(first)}—{tail}", en=f"{_short(first)}–{tail}")


def _task_span(rulebook: Rulebook, number: int) -> tuple[dt.date | None, dt.date | None]:
    task = rulebook.task(number)
    shared = rulebook.at(task.deadline) if task.deadline else None
    span = shared.value if isinstance(shared, Value) else task
    return span.start, span.end


def _short(day: dt.date) -> str:
    return f"{day.month}-{day.day:02d}"
