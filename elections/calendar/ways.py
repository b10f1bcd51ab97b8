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


def sooner(calendar: Calendar, item: Item, day: dt.date) -> Iterator[Text]:
    """Be through with an item by a day: a notice lasts as long as it lasts, so that only its day can move."""
    rule = _deadline(calendar, item)
    if rule is None or rule.notice is None:
        yield finish_by(item, day)
    elif rule.notice not in BEHIND and item.ends:
        yield post_by(latest_posting(calendar, rule, day))
    yield from earlier_choice(calendar, item, day)


def later(calendar: Calendar, item: Item, day: dt.date) -> Iterator[Text]:
    """Do an item on a day or later: what is counted back from a chosen day moves only with that day."""
    rule = _deadline(calendar, item)
    if rule is None or (rule.before is None and rule.notice is None):
        yield begin_on(item, day)
    yield from later_choice(calendar, item, day)


def latest_posting(calendar: Calendar, rule: Deadline, ends: dt.date) -> dt.date:
    """The last day on which a notice can be posted and be over by the end of `ends`."""
    posted = ends
    while calendar.last_day(rule, posted) > ends:
        posted -= ONE_DAY
    return posted


def post_by(day: dt.date) -> Text:
    return Text(zh=f"最迟在{told_zh(day)}张贴公示", en=f"post the notice by {day}")


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


def enter_holidays(year: int) -> Text:
    return Text(
        zh=f"公布后由镇换届办在“放假安排”中录入{year}年的休假日和调休上班日",
        en=f"enter the days off and days worked of {year} under “Official holidays” once they are announced",
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
    deadline = _deadline(calendar, item)
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


def hangs_on(calendar: Calendar, item: Item) -> str | None:
    """The chosen day, as an item's key, that the item's own dates move with; None where they stand alone."""
    rule = _deadline(calendar, item)
    return BEHIND.get(rule.anchor or rule.since or "") if rule else None


def _deadline(calendar: Calendar, item: Item) -> Deadline | None:
    rule = calendar.rulebook.at(PATHS[item.key]) if item.key in PATHS else None
    return rule.value if isinstance(rule, Value) and isinstance(rule.value, Deadline) else None


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
