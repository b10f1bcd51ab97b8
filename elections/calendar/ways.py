"""Possible ways out of a conflict: what an office can do, each with the day that it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from elections.calendar.counting import ONE_DAY
from elections.calendar.model import Item
from elections.rulebook import Deadline, Text, Value
from elections.rulebook.items import ITEMS

if TYPE_CHECKING:
    from elections.calendar.build import Calendar

PATHS = {asked.key: asked.path for asked in ITEMS}
# As far as a chosen day is moved in search of one that will do.
REACH = 366
# What a deadline counts from, and the chosen day that stands behind it.
BEHIND = {
    "election_day": "election_day",
    "result_confirmed": "election_day",
    "party_day": "assembly_held",
    "party_result_posted": "assembly_held",
}


def told_zh(day: dt.date | None) -> str:
    """2021年1月20日; 未定 for no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "未定"


def finish_by(item: Item, day: dt.date) -> Text:
    return Text(
        zh=f"“{item.title.zh}”在{told_zh(day)}前（含当日）办完", en=f"finish “{item.title.en}” by {day}"
    )


def begin_on(item: Item, day: dt.date) -> Text:
    return Text(
        zh=f"“{item.title.zh}”推迟到{told_zh(day)}或以后", en=f"move “{item.title.en}” to {day} or later"
    )


def amend(clause: str | None) -> Text:
    return Text(
        zh=f"按程序修订方案（{clause or '相关条款'}），写明理由，形成新版本",
        en=f"amend the plan ({clause or 'its clause'}) as a new version, with the reason",
    )


def on_record() -> Text:
    return Text(
        zh="维持现有日期，由有权批准的机关批准并记录理由",
        en="keep the date, with the approval of the office that may give it and the reason on record",
    )


def other_readings(calendar: Calendar, amb: str | None) -> Iterator[Text]:
    """The readings of an ambiguity that are not taken."""
    taken = calendar.rulebook.reading_of(amb) if amb else None
    for entry in (a for a in calendar.rulebook.ambiguities if a.key == amb):
        for number, reading in enumerate(entry.readings, start=1):
            if number != taken:
                yield Text(
                    zh=f"由上级确定采用{amb}的另一种理解：{reading.zh}",
                    en=f"have the office above take the other reading of {amb}: {reading.en}",
                )


def later_choice(calendar: Calendar, item: Item, wanted: dt.date) -> Iterator[Text]:
    """The first chosen day on which the item's last day is not before `wanted`, if it hangs on such a day and
    the plan allows it.
    """
    yield from _choice(calendar, item, wanted, ONE_DAY)


def earlier_choice(calendar: Calendar, item: Item, wanted: dt.date) -> Iterator[Text]:
    """The last chosen day on which the item's last day is not after `wanted`, if it hangs on such a day and
    the plan allows it.
    """
    yield from _choice(calendar, item, wanted, -ONE_DAY)


def _choice(calendar: Calendar, item: Item, wanted: dt.date, step: dt.timedelta) -> Iterator[Text]:
    rule = calendar.rulebook.at(PATHS[item.key]) if item.key in PATHS else None
    deadline = rule.value if isinstance(rule, Value) and isinstance(rule.value, Deadline) else None
    anchor = deadline.anchor if deadline else None
    chosen = BEHIND.get(anchor or "")
    start = calendar.day_of("party_day" if chosen == "assembly_held" else "election_day")
    if deadline is None or chosen not in calendar.keys or start is None or calendar.happened(anchor or ""):
        return
    for day in islice(_days(start, step), REACH):
        last = calendar.last_day(deadline, day)
        if last >= wanted if step > dt.timedelta(0) else last <= wanted:
            if _in_the_plan(calendar, chosen or "", day):
                yield _choose(calendar[chosen or ""], day, step)
            return


def _in_the_plan(calendar: Calendar, chosen: str, day: dt.date) -> bool:
    """Whether the plan's own days for it hold this one; moving it elsewhere would only move the conflict."""
    rule = calendar.rulebook.at(PATHS[chosen])
    if not isinstance(rule, Value):
        return True
    return (rule.value.start is None or day >= rule.value.start) and (
        rule.value.end is None or day <= rule.value.end
    )


def _days(start: dt.date, step: dt.timedelta) -> Iterable[dt.date]:
    while True:
        yield start
        start += step


def _choose(item: Item, day: dt.date, step: dt.timedelta) -> Text:
    if step > dt.timedelta(0):
        return Text(
            zh=f"“{item.title.zh}”定在{told_zh(day)}或以后", en=f"set “{item.title.en}” for {day} or later"
        )
    return Text(
        zh=f"“{item.title.zh}”定在{told_zh(day)}或以前", en=f"set “{item.title.en}” for {day} or earlier"
    )
