"""The order of the work checked: what must follow what, and notices that must find room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from elections.calendar import ways
from elections.calendar.counting import ONE_DAY
from elections.calendar.model import Conflict
from elections.calendar.telling import conflict, sentence
from elections.calendar.ways import PATHS, told_zh
from elections.rulebook import Deadline, Strength, Text, Value

if TYPE_CHECKING:
    from elections.calendar.build import Calendar
    from elections.rulebook.sections.schedule import Fit, Order


def orders(calendar: Calendar) -> Iterator[Conflict]:
    """A step that must follow another but is dated before it."""
    for order in calendar.rulebook.orders:
        if {order.first, order.then} <= set(calendar.keys):
            found = _ordered(calendar, order)
            yield from (replace(each, binding=order.strength == Strength.HARD) for each in found)


def _ordered(calendar: Calendar, order: Order) -> Iterator[Conflict]:
    first, then = calendar[order.first], calendar[order.then]
    if first.begins and then.ends and first.begins >= then.ends:
        said = sentence(
            f"“{then.title.zh}”须在“{first.title.zh}”之后，但前者最迟{told_zh(then.ends)}，"
            f"后者最早{told_zh(first.begins)}",
            f"“{then.title.en}” must follow “{first.title.en}”, "
            f"but ends by {then.ends} while the other begins on {first.begins}",
        )
        yield conflict(
            "out_of_order", said, [first, then], order.clause, amb=order.amb, out=_in_order(calendar, order)
        )
    elif order.strict and first.ends and then.begins and first.ends >= then.begins:
        said = sentence(
            f"“{then.title.zh}”须在“{first.title.zh}”之后，但后者可到{told_zh(first.ends)}，"
            f"前者从{told_zh(then.begins)}开始",
            f"“{then.title.en}” must follow “{first.title.en}”, "
            f"which may last to {first.ends}, but begins on {then.begins}",
        )
        yield conflict(
            "overlap", said, [first, then], order.clause, amb=order.amb, out=_in_order(calendar, order)
        )


def _in_order(calendar: Calendar, order: Order) -> Iterator[Text]:
    first, then = calendar[order.first], calendar[order.then]
    ahead = then.begins and (first.begins is None or first.begins < then.begins)
    latest = then.begins if ahead else then.ends
    earliest = first.ends if ahead else first.begins
    together = ways.hangs_on(calendar, first)
    if together and together == ways.hangs_on(calendar, then):
        # Moving the chosen day would move both.
        yield from [ways.finish_by(first, latest - ONE_DAY)] if latest else []
    else:
        yield from ways.sooner(calendar, first, latest - ONE_DAY) if latest else ()
        yield from ways.later(calendar, then, earliest + ONE_DAY) if earliest else ()
    yield from ways.other_readings(calendar, order.amb)


def fits(calendar: Calendar) -> Iterator[Conflict]:
    """A notice period that does not fit between its neighbours (AMB-42)."""
    for fit in calendar.rulebook.fits:
        if {fit.notice, fit.posted_in, fit.then} <= set(calendar.keys):
            yield from _fitted(calendar, fit)


def _fitted(calendar: Calendar, fit: Fit) -> Iterator[Conflict]:
    rule = calendar.rulebook.at(PATHS[fit.notice])
    window, then = calendar[fit.posted_in], calendar[fit.then]
    if not isinstance(rule, Value) or not isinstance(rule.value, Deadline) or not rule.value.notice:
        return
    posted = calendar.day_of(rule.value.notice) or window.not_before
    if posted is None or then.ends is None:
        return
    free = calendar.last_day(rule.value, posted) + ONE_DAY
    if free > then.ends:
        notice = calendar[fit.notice]
        said = sentence(
            f"公示最早{told_zh(posted)}张贴，期满后{told_zh(free)}起才能办理“{then.title.zh}”，但该项安排到{told_zh(then.ends)}为止",
            f"A notice posted on {posted} at the earliest leaves “{then.title.en}” free from {free}, "
            f"but that is to be done by {then.ends}",
        )
        out = (
            ways.post_by(ways.latest_posting(calendar, rule.value, then.ends - ONE_DAY)),
            ways.begin_on(then, free),
            *ways.other_readings(calendar, fit.amb),
        )
        yield conflict("notice_does_not_fit", said, [notice, window, then], amb=fit.amb, out=out)
