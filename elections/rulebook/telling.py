"""A value of a rulebook in words, in both languages, as people say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from elections.rulebook.measures import Age, Band, ClassSeats, Deadline, Range, Span, Threshold
from elections.rulebook.value import Silent, Text, Value
from elections.rulebook.wording import counted, event_title, happens, inside, listed, unit_of, word

SILENT = Text(zh="未作规定", en="Silent")
UNDATED = Text(zh="应办，未写日期", en="To be done; no day is named")


def tell(value: Any, path: str = "") -> Text:
    """A value of a rulebook in words; `path` says where it stands, for its unit and its codes."""
    if isinstance(value, Silent) or value is None:
        return SILENT
    if isinstance(value, Value):
        return tell(value.value, path)
    if isinstance(value, Text):
        return value
    if isinstance(value, tuple | list):
        return listed([tell(one, path) for one in value])
    return next(teller(value, path) for kind, teller in TELLERS if isinstance(value, kind))


def tell_day(day: dt.date) -> Text:
    """2021年1月20日, 20 Jan 2021."""
    return Text(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {day:%b} {day.year}")


def tell_span(start: dt.date | None, end: dt.date | None) -> Text:
    """Days from one through another, either of them open."""
    if start and end:
        return tell_day(start) if start == end else _joined(start, end)
    if end:
        last = tell_day(end)
        return Text(zh=f"{last.zh}前", en=f"by {last.en}")
    if start:
        first = tell_day(start)
        return Text(zh=f"{first.zh}起", en=f"from {first.en}")
    return UNDATED


def tell_range(found: Range, unit: str | None = None) -> Text:
    """3—5人, 3–5 persons."""
    if found.min is not None and found.max is not None:
        if found.min == found.max:
            return counted(found.min, unit)
        return Text(
            zh=counted(f"{found.min:,}—{found.max:,}", unit).zh,
            en=counted(f"{found.min:,}–{found.max:,}", unit).en,
        )
    if found.min is not None:
        low = counted(found.min, unit)
        return Text(zh=f"至少{low.zh}", en=f"at least {low.en}")
    if found.max is not None:
        high = counted(found.max, unit)
        return Text(zh=f"至多{high.zh}", en=f"at most {high.en}")
    return Text(zh="不限", en="any number")


def tell_threshold(found: Threshold) -> Text:
    """超过收回的选票的1/2, more than 1/2 of the ballots returned."""
    share, whole = f"{found.share.numerator}/{found.share.denominator}", word(found.of, "of")
    zh, en = ("不少于", "at least") if found.at_least is not None else ("超过", "more than")
    told = Text(zh=f"{zh}{whole.zh}的{share}", en=f"{en} {share} of {whole.en}")
    if found.measure is None:
        return told
    compared = word(found.measure, "of")
    return Text(zh=f"{compared.zh}{told.zh}", en=f"{compared.en}: {told.en}")


def tell_deadline(found: Deadline) -> Text:
    """So long before or after an event; dates where the text gives dates."""
    told = _counted_deadline(found) if found.count is not None else _dated_deadline(found)
    if found.since is None:
        return told
    since = Text(zh=f"{event_title(found.since).zh}之后", en=f"after {happens(found.since)}")
    if told == UNDATED:
        return since
    return Text(zh=f"{since.zh}，{told.zh}", en=f"{since.en}, {told.en}")


def _counted_deadline(found: Deadline) -> Text:
    event = found.anchor or ""
    title, goes_on = event_title(event).zh, happens(event)
    long = counted(found.count or 0, found.unit)
    if found.before is not None:
        return Text(zh=f"{title}前{long.zh}", en=f"{long.en} before {goes_on}")
    if found.notice is not None:
        return Text(
            zh=f"公示{long.zh}，自{title}之日起", en=f"a public notice of {long.en} from the day {goes_on}"
        )
    if found.count == 0:
        return Text(zh=f"{title}当日", en=f"on {_day_of(event)}")
    return Text(zh=f"{title}后{long.zh}内", en=f"within {long.en} after {goes_on}")


def _day_of(event: str) -> str:
    goes_on = happens(event)
    return goes_on if " is " not in goes_on and " are " not in goes_on else f"the day {goes_on}"


def _dated_deadline(found: Deadline) -> Text:
    return tell_span(found.start, found.end)


def _joined(start: dt.date, end: dt.date) -> Text:
    first, last = tell_day(start), tell_day(end)
    if (start.year, start.month) == (end.year, end.month):
        return Text(zh=f"{first.zh}—{end.day}日", en=f"{start.day}–{last.en}")
    if start.year == end.year:
        return Text(zh=f"{first.zh}—{end.month}月{end.day}日", en=f"{start.day} {start:%b} – {last.en}")
    return Text(zh=f"{first.zh}—{last.zh}", en=f"{first.en} – {last.en}")


def _tell_age(found: Age) -> Text:
    age = counted(found.max_age, "years_old")
    if found.born_from is None:
        return Text(zh=f"不超过{age.zh}", en=f"not more than {age.en}")
    day = tell_day(found.born_from)
    return Text(
        zh=f"不超过{age.zh}（{day.zh}及以后出生）",
        en=f"not more than {age.en} (born on or after {day.en})",
    )


def _tell_band(found: Band) -> Text:
    people, team = tell_range(found.population, "persons"), tell_range(found.persons, "persons")
    kind = word(found.kind)
    return Text(
        zh=f"人口{people.zh}的{kind.zh}，{team.zh}",
        en=f"{kind.en} of {people.en}: {team.en}",
    )


def _tell_class(found: ClassSeats) -> Text:
    usual, body = tell_range(found.persons, "persons"), word(found.body)
    kinds = listed([word(kind) for kind in found.kinds])
    most = Text(zh="", en="")
    if found.most is not None:
        highest = counted(found.most, "persons")
        most = Text(zh=f"，最多{highest.zh}", en=f", never more than {highest.en}")
    return Text(
        zh=f"{found.place_class}{kinds.zh}：{body.zh}{usual.zh}{most.zh}",
        en=f"{kinds.en} of class {found.place_class}: {inside(body.en)}, {usual.en}{most.en}",
    )


def _tell_number(number: int, path: str) -> Text:
    unit = unit_of(path)
    if unit == "ordinal":
        return Text(zh=f"第{number}届（次）", en=f"No. {number}")
    return counted(number, unit)


def _yes_or_no(value: bool) -> Text:
    return Text(zh="是", en="Yes") if value else Text(zh="否", en="No")


def _tell_share(share: Fraction) -> Text:
    told = f"{share.numerator}/{share.denominator}"
    return Text(zh=told, en=told)


# In the order in which they are tried: a truth value is a number too.
TELLERS: tuple[tuple[type, Callable[[Any, str], Text]], ...] = (
    (bool, lambda value, path: _yes_or_no(value)),
    (int, _tell_number),
    (Fraction, lambda value, path: _tell_share(value)),
    (dt.date, lambda value, path: tell_day(value)),
    (Range, lambda value, path: tell_range(value, unit_of(path))),
    (Span, lambda value, path: tell_span(value.start, value.end)),
    (Threshold, lambda value, path: tell_threshold(value)),
    (Deadline, lambda value, path: tell_deadline(value)),
    (Age, lambda value, path: _tell_age(value)),
    (Band, lambda value, path: _tell_band(value)),
    (ClassSeats, lambda value, path: _tell_class(value)),
    (str, word),
)
