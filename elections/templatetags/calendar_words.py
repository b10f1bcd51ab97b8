"""What pages say of the calendar: a window, the rule behind a date, what a waiting date waits for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.said import Listed, Said
from accounts.templatetags.interface import day, full_day, in_chinese, weekday
from elections.calendar import Item
from elections.rulebook import Rulebook
from elections.rulebook.events import EVENTS
from elections.rulebook.items import ITEMS

register = template.Library()
TITLES = {asked.key: asked.title for asked in ITEMS} | {key: event.title for key, event in EVENTS.items()}


@register.filter
def window_told(item: Any) -> str:
    """From when through when: 2021年1月2日—1月10日; only the last day where there is no first one."""
    first, last = _ends(item)
    if first and last and first != last:
        if first.year != last.year:
            return f"{full_day(first)}—{full_day(last)}"
        return f"{full_day(first)}—{day(last)}" if in_chinese() else f"{day(first)}—{full_day(last)}"
    if last:
        return full_day(last)
    return _("from %(day)s") % {"day": full_day(first)} if first else "—"


@register.filter
def rule_told(item: Item) -> str:
    """The rule that gives the date: so many days before “Election day”; nothing where the plan fixes it."""
    if item.days is None or item.anchor is None or item.counted is None:
        return ""
    told = {
        "n": f"{item.days:,}",
        "event": Said(TITLES[item.anchor]) if item.anchor in TITLES else item.anchor,
    }
    return _counted(item) % told


def _counted(item: Item) -> str:
    """The rule as a sentence with its places, whole for each unit and way of counting: languages order them apart."""
    n = item.days or 0
    if n == 0:
        return _("on the day of “%(event)s”")
    sentences: dict[tuple[str, str], str] = {
        ("days", "before"): ngettext("%(n)s day before “%(event)s”", "%(n)s days before “%(event)s”", n),
        ("days", "within"): ngettext(
            "within %(n)s day of “%(event)s”", "within %(n)s days of “%(event)s”", n
        ),
        ("days", "notice"): ngettext("%(n)s day from “%(event)s”", "%(n)s days from “%(event)s”", n),
        ("months", "before"): ngettext(
            "%(n)s month before “%(event)s”", "%(n)s months before “%(event)s”", n
        ),
        ("months", "within"): ngettext(
            "within %(n)s month of “%(event)s”", "within %(n)s months of “%(event)s”", n
        ),
        ("months", "notice"): ngettext("%(n)s month from “%(event)s”", "%(n)s months from “%(event)s”", n),
        ("working_days", "before"): ngettext(
            "%(n)s working day before “%(event)s”", "%(n)s working days before “%(event)s”", n
        ),
        ("working_days", "within"): ngettext(
            "within %(n)s working day of “%(event)s”", "within %(n)s working days of “%(event)s”", n
        ),
        ("working_days", "notice"): ngettext(
            "%(n)s working day from “%(event)s”", "%(n)s working days from “%(event)s”", n
        ),
    }
    return sentences[item.unit, item.counted or "within"]


@register.filter
def waits_told(item: Item) -> str:
    """Why a date cannot be told yet."""
    if item.unannounced is not None:
        return _("the official holidays of %(year)s are not announced") % {"year": item.unannounced}
    anchor = TITLES.get(item.anchor or "")
    return _("waits for “%(event)s”") % {"event": Said(anchor)} if anchor else _("waits")


@register.filter
def spans_told(spans: Sequence[tuple[date, date]]) -> str:
    """Stretches of days: 1月19日、1月21日—25日."""
    return str(Listed(day(a) if a == b else f"{day(a)}—{day(b)}" for a, b in spans))


@register.filter
def amb_entry(rules: Rulebook, key: str | None) -> dict[str, Any] | None:
    """A known ambiguity: its question, and the reading taken."""
    entry = next((a for a in rules.ambiguities if a.key == key), None) if key else None
    if entry is None or key is None:
        return None
    taken = rules.reading_of(key)
    return {"key": key, "question": entry.question, "reading": entry.readings[taken - 1] if taken else None}


@register.filter
def kinds_told(kinds: Sequence[str]) -> str:
    """Of which kinds of place something is true; nothing where it is true of both."""
    if len(kinds) != 1:
        return ""
    return (
        pgettext("kind of place", "villages only")
        if kinds[0] == "village"
        else pgettext("kind of place", "communities only")
    )


def _ends(item: Any) -> tuple[date | None, date | None]:
    if isinstance(item, Item):
        return item.not_before, item.not_after
    return item.start, item.end


@register.filter
def weekday_of(value: Any) -> str:
    """The weekday of a field's value, which is a date or as it was typed."""
    try:
        return weekday(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return ""
