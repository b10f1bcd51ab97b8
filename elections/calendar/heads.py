"""The short windows in the heads of the progress board."""

from __future__ import annotations

import datetime as dt

from elections.rulebook import Deadline, Group, Rulebook, StepRule, Text, Value
from elections.rulebook.items import ITEMS

PATHS = {asked.key: asked.path for asked in ITEMS}
NO_DAY = Text(zh="", en="")
DAYS = Text(zh="日", en="day")
UNITS = {
    "days": DAYS,
    "working_days": Text(zh="个工作日", en="working day"),
    "months": Text(zh="个月", en="month"),
}
ANCHORS = {
    "election_day": Text(zh="投票", en="vote"),
    "result_confirmed": Text(zh="选", en="result"),
    "roll_published": Text(zh="公布", en="roll"),
    "party_day": Text(zh="党员大会", en="assembly"),
    "party_result_posted": Text(zh="公示", en="notice"),
    "candidate_notice_posted": Text(zh="公示", en="notice"),
    "secretary_notice_posted": Text(zh="公示", en="notice"),
    "formal_candidates_published": Text(zh="公布", en="list"),
    "appeal_received": Text(zh="收到", en="appeal"),
    "proxies_reviewed": Text(zh="审核", en="review"),
}


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


def step_head(rulebook: Rulebook, step: StepRule) -> Text:
    """The last day of a step as the head of its board column tells it: “12-20”, “投票前20日”, “选后7日”.

    Like a group's it is the same for all villages; empty where nothing sets a last day.
    """
    due = step.due
    if due is None:
        return NO_DAY
    if due.event is not None:
        return _counted(due.event, due.days)
    phases = {phase.item: phase.end for phase in rulebook.phases}
    if due.item in phases:
        return _fixed(phases[due.item])
    tasks = {task.key: task.number for task in rulebook.tasks}
    if due.item in tasks:
        return _fixed(_task_span(rulebook, tasks[due.item])[1])
    rule = _rule(rulebook, due.item or "")
    if rule is None:
        return NO_DAY
    if rule.count is None:
        return _fixed(rule.end)
    return _counted(rule.anchor or "", -rule.count if rule.before else rule.count, UNITS[rule.unit])


def _counted(event: str, days: int, unit: Text = DAYS) -> Text:
    """So many days before or after an event, in words; “before” alone is before the vote."""
    name = ANCHORS.get(event, NO_DAY)
    if days == 0:
        return Text(zh=f"{name.zh}日", en=name.en) if name.zh else NO_DAY
    zh, en = ("前", "before") if days < 0 else ("后", "after")
    number, vote = abs(days), event == "election_day"
    units = unit.en if number == 1 else f"{unit.en}s"
    return Text(
        zh=f"{name.zh}{zh}{number}{unit.zh}",
        en=f"{number} {units} {en}{'' if vote else f' {name.en}'}".strip(),
    )


def _fixed(day: dt.date | None) -> Text:
    return Text(zh=_short(day), en=_short(day)) if day else NO_DAY


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
