"""The calendar checked against itself and against the plan's own windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from elections.calendar import ways
from elections.calendar.model import Conflict, Item
from elections.calendar.order import fits, orders
from elections.calendar.phases import outside_phase, phase_outside_campaign
from elections.calendar.telling import anchor_clauses, conflict, sentence
from elections.calendar.ways import PATHS, told_zh
from elections.calendar.workdays import CalendarNotAnnounced
from elections.rulebook import Deadline, Value

if TYPE_CHECKING:
    from elections.calendar.build import Calendar


def conflicts_of(calendar: Calendar) -> tuple[Conflict, ...]:
    """Every pair of demands that cannot both be met, the plan's own contradictions among them."""
    checks = (
        _unannounced,
        _reversed,
        _outside_window,
        _happened_outside,
        _window_after_deadline,
        orders,
        fits,
        _too_long,
        phase_outside_campaign,
        outside_phase,
        _past_end,
    )
    return tuple(found for check in checks for found in _as_far_as_known(calendar, check))


def _as_far_as_known(
    calendar: Calendar, check: Callable[[Calendar], Iterator[Conflict]]
) -> Iterator[Conflict]:
    """What a check finds until it needs a year that is not announced; `_unannounced` tells of that."""
    try:
        yield from check(calendar)
    except CalendarNotAnnounced:
        if not calendar.tells:
            raise


def _unannounced(calendar: Calendar) -> Iterator[Conflict]:
    """What cannot be dated before the official holidays of a year are announced."""
    for item in calendar:
        if item.unannounced is not None:
            year = item.unannounced
            said = sentence(
                f"“{item.title.zh}”按工作日计算，但{year}年的放假安排尚未公布，无法推算",
                f"“{item.title.en}” counts working days, but the official holidays of {year} are not announced",
            )
            out = (ways.enter_holidays(year),)
            yield conflict("calendar_not_announced", said, [item], *anchor_clauses(calendar, item), out=out)


def _reversed(calendar: Calendar) -> Iterator[Conflict]:
    """A window that ends before it begins."""
    for item in calendar:
        if item.not_before and item.not_after and item.not_before > item.not_after:
            said = sentence(
                f"“{item.title.zh}”：最早{told_zh(item.not_before)}，最迟{told_zh(item.not_after)}，没有可用的日子",
                f"“{item.title.en}”: from {item.not_before} through {item.not_after} there is no day",
            )
            out = (*ways.later_choice(calendar, item, item.not_before), ways.on_record())
            yield conflict("window_reversed", said, [item], *_since(calendar, item), out=out)


def _outside_window(calendar: Calendar) -> Iterator[Conflict]:
    """A chosen day outside the plan's days for it, or before the re-election begins."""
    for key, chosen in (("election_day", calendar.election_day), ("assembly_held", calendar.party_day)):
        if key not in calendar.keys or chosen is None:
            continue
        value, start = calendar.rulebook.at(PATHS[key]), calendar.rulebook.scope.campaign_start
        if isinstance(value, Value):
            yield from _outside(calendar, calendar[key], chosen, value, value.value.start, value.value.end)
        elif isinstance(start, Value):
            yield from _outside(calendar, calendar[key], chosen, start, start.value, None)


def _outside(
    calendar: Calendar,
    item: Item,
    chosen: dt.date,
    rule: Value[Any],
    first: dt.date | None,
    last: dt.date | None,
) -> Iterator[Conflict]:
    if (first is None or chosen >= first) and (last is None or chosen <= last):
        return
    zh = f"{told_zh(first)}至{told_zh(last)}" if last else f"{told_zh(first)}起"
    said = sentence(
        f"“{item.title.zh}”定在{told_zh(chosen)}，方案安排在{zh}",
        f"“{item.title.en}” is set for {chosen}; the plan has it from {first} to {last or 'the end'}",
    )
    out = (
        sentence(f"在{zh}的日子中改选一天", f"choose a day from {first} to {last or 'the end'}"),
        ways.on_record(),
        *ways.other_readings(calendar, rule.amb),
    )
    yield conflict("outside_plan_window", said, [item], rule.clause, *rule.also, amb=rule.amb, out=out)


def _happened_outside(calendar: Calendar) -> Iterator[Conflict]:
    """What was done before it could be, or after it had to be."""
    for item in calendar:
        day = item.happened
        if day is None or item.key in ("election_day", "assembly_held"):
            continue
        if item.not_after and day > item.not_after:
            said = sentence(
                f"“{item.title.zh}”在{told_zh(day)}，最迟应在{told_zh(item.not_after)}",
                f"“{item.title.en}” on {day}; the last permitted day was {item.not_after}",
            )
            out = (*ways.later_choice(calendar, item, day), ways.on_record())
            yield conflict("done_too_late", said, [item], *anchor_clauses(calendar, item), out=out)
        elif item.not_before and day < item.not_before:
            said = sentence(
                f"“{item.title.zh}”在{told_zh(day)}，最早应在{told_zh(item.not_before)}",
                f"“{item.title.en}” on {day}; the first permitted day was {item.not_before}",
            )
            out = (ways.begin_on(item, item.not_before), ways.on_record())
            yield conflict("done_too_early", said, [item], *anchor_clauses(calendar, item), out=out)


def _window_after_deadline(calendar: Calendar) -> Iterator[Conflict]:
    """A task that the plan lets run past the deadline its work must be ready for (AMB-43)."""
    for task in calendar.rulebook.tasks:
        if task.serves is None or task.serves not in calendar.keys:
            continue
        window, deadline = calendar[task.key], calendar[task.serves]
        if window.not_after and deadline.not_after and window.not_after > deadline.not_after:
            said = sentence(
                f"第{task.number}项“{window.title.zh}”安排到{told_zh(window.not_after)}，"
                f"但“{deadline.title.zh}”最迟应在{told_zh(deadline.not_after)}",
                f"Task {task.number}, “{window.title.en}”, may run to {window.not_after}, "
                f"but “{deadline.title.en}” has {deadline.not_after} as its last day",
            )
            out = (
                ways.finish_by(window, deadline.not_after),
                *ways.later_choice(calendar, deadline, window.not_after),
            )
            amb = calendar.rulebook.at(PATHS[task.serves]).amb
            yield conflict("window_after_deadline", said, [window, deadline], amb=amb, out=out)


def _too_long(calendar: Calendar) -> Iterator[Conflict]:
    """A minimum period before a day that reaches back to before the re-election begins."""
    start = calendar.rulebook.scope.campaign_start
    for item in calendar if start.stated else ():
        if item.key in PATHS and item.anchor and item.not_after and item.not_after < start.value:
            said = sentence(
                f"“{item.title.zh}”最迟应在{told_zh(item.not_after)}，但换届从{told_zh(start.value)}才开始",
                f"“{item.title.en}” would be due by {item.not_after}, "
                f"before the re-election begins on {start.value}",
            )
            out = (*ways.later_choice(calendar, item, start.value), ways.amend(start.clause))
            yield conflict("chain_too_long", said, [item], start.clause, out=out)


def _past_end(calendar: Calendar) -> Iterator[Conflict]:
    """What may by its own rule happen after the whole re-election must be over (AMB-46)."""
    end = calendar.rulebook.scope.campaign_end
    after = {key for phase in calendar.rulebook.phases if phase.end is None for key in phase.items}
    for item in calendar if end.stated else ():
        if item.key in PATHS and item.key not in after and item.not_after and item.not_after > end.value:
            said = sentence(
                f"“{item.title.zh}”可到{told_zh(item.not_after)}，但换届应在{told_zh(end.value)}前全面完成",
                f"“{item.title.en}” may take until {item.not_after}, "
                f"but everything is to be finished by {end.value}",
            )
            amb = calendar.rulebook.at(PATHS[item.key]).amb or end.amb
            out = (
                *ways.sooner(calendar, item, end.value),
                *ways.other_readings(calendar, amb),
                ways.amend(end.clause),
            )
            yield conflict("past_campaign_end", said, [item], end.clause, amb=amb, out=out)


def _since(calendar: Calendar, item: Item) -> tuple[str, ...]:
    rule = calendar.rulebook.at(PATHS[item.key]) if item.key in PATHS else None
    since = rule.value.since if isinstance(rule, Value) and isinstance(rule.value, Deadline) else None
    clause = calendar[since].clause if since in calendar.keys and since else None
    return (clause,) if clause else anchor_clauses(calendar, item)
