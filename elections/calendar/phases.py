"""The plan's phases checked against the dates that its rules give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from elections.calendar import ways
from elections.calendar.model import Conflict, Item
from elections.calendar.telling import anchor_clauses, conflict, sentence
from elections.calendar.ways import told_zh
from elections.rulebook import Phase, Text, Value

if TYPE_CHECKING:
    from elections.calendar.build import Calendar


def phase_outside_campaign(calendar: Calendar) -> Iterator[Conflict]:
    """A phase that begins before the re-election does, by the plan's own dates (AMB-04)."""
    start = calendar.rulebook.scope.campaign_start
    for phase in calendar.rulebook.phases if isinstance(start, Value) else ():
        if phase.start and phase.start < start.value:
            said = sentence(
                f"“{phase.title.zh}”从{told_zh(phase.start)}开始，但换届从{told_zh(start.value)}才开始",
                f"“{phase.title.en}” begins on {phase.start}, but the re-election only on {start.value}",
            )
            out = (*ways.other_readings(calendar, start.amb), ways.amend(start.clause))
            item = calendar[phase.item]
            yield conflict("before_campaign_start", said, [item], start.clause, amb=start.amb, out=out)


def outside_phase(calendar: Calendar) -> Iterator[Conflict]:
    """An item that its rule dates outside the phase into which the plan puts it."""
    end = calendar.rulebook.scope.campaign_end
    for phase in calendar.rulebook.phases:
        for item in (calendar[key] for key in phase.items if key in calendar.keys):
            if item.ends and phase.start and item.ends < phase.start:
                out = ways.later_choice(calendar, item, phase.start)
                yield _misplaced(calendar, phase, item, "最迟应在", "is due by", out)
            elif item.ends and phase.end and item.ends > phase.end and end.stated and phase.end < end.value:
                out = ways.earlier_choice(calendar, item, phase.end)
                yield _misplaced(calendar, phase, item, "可到", "may last to", out)


def _misplaced(
    calendar: Calendar, phase: Phase, item: Item, zh: str, en: str, out: Iterable[Text]
) -> Conflict:
    until_zh, until_en = (told_zh(phase.end), phase.end) if phase.end else ("结束", "its end")
    said = sentence(
        f"“{item.title.zh}”{zh}{told_zh(item.ends)}，但“{phase.title.zh}”是{told_zh(phase.start)}至{until_zh}",
        f"“{item.title.en}” {en} {item.ends}, but “{phase.title.en}” is from {phase.start} to {until_en}",
    )
    chain = anchor_clauses(calendar, item)
    return conflict(
        "outside_phase", said, [item, calendar[phase.item]], *chain, out=(*out, ways.amend(phase.clause))
    )
