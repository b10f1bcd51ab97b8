"""The plan checked before villages run under it: its contradictions on every day on which people may vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from elections.calendar.build import Calendar, build_calendar
from elections.calendar.counting import ONE_DAY
from elections.calendar.model import Conflict
from elections.calendar.workdays import OFFICIAL, WorkCalendar
from elections.rulebook import Rulebook, Value

Kind = Literal["village", "community"]
KINDS: tuple[Kind, ...] = ("village", "community")
# Days of a window that are tried one by one; no plan's is longer than a year.
MOST_DAYS = 366


@dataclass
class Finding:
    """One contradiction of a plan, told as it is on the first day that shows it.

    `plan` tells that it is there before any election day is set. `days` are the election days on which it is
    there, `kinds` the kinds of place.
    """

    conflict: Conflict
    plan: bool = False
    days: list[dt.date] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    @property
    def spans(self) -> list[tuple[dt.date, dt.date]]:
        """The days as unbroken stretches."""
        found: list[tuple[dt.date, dt.date]] = []
        for day in self.days:
            if found and day - found[-1][1] == ONE_DAY:
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
        return found


@dataclass(frozen=True)
class PlanCheck:
    """What the check of a plan found: the findings, and on which election days it looked."""

    findings: Sequence[Finding]
    days: Sequence[dt.date]

    def everywhere(self, finding: Finding) -> bool:
        """Whether a contradiction is there whatever day people vote on."""
        return finding.plan or len(finding.days) == len(self.days)

    def good_days(self) -> list[dt.date]:
        """The election days that add no contradiction to those that are there on every day."""
        bad = {day for finding in self.findings if not self.everywhere(finding) for day in finding.days}
        return [day for day in self.days if day not in bad]


def possible_days(rulebook: Rulebook) -> list[dt.date]:
    """The days on which the plan lets people vote: its voting days, those of the assembly where no committee is
    elected, or else the days of the whole re-election. None where it fixes neither beginning nor end.
    """
    rule = rulebook.voting.window if rulebook.elects_a_committee else rulebook.assembly.held
    span = rule.value if isinstance(rule, Value) else None
    scope = rulebook.scope
    first = span.start if span else None
    last = span.end if span else None
    if first is None and last is None and scope.campaign_start.stated and scope.campaign_end.stated:
        first, last = scope.campaign_start.value, scope.campaign_end.value
    if first is None or last is None:
        return [day for day in (first, last) if day]
    return [first + ONE_DAY * n for n in range(min((last - first).days + 1, MOST_DAYS))]


def check_plan(rulebook: Rulebook, *, work: WorkCalendar = OFFICIAL) -> PlanCheck:
    """Every contradiction of a plan, in villages and communities, without and with each possible election day."""
    days = possible_days(rulebook)
    found: dict[tuple[object, ...], Finding] = {}
    for kind, day, calendar in _calendars(rulebook, days, work):
        for conflict in calendar.conflicts:
            key = (conflict.code, conflict.keys, conflict.clauses)
            finding = found.setdefault(key, Finding(conflict))
            if kind not in finding.kinds:
                finding.kinds.append(kind)
            if day is None:
                finding.plan = True
            elif day not in finding.days:
                finding.days.append(day)
    for finding in found.values():
        finding.days.sort()
    return PlanCheck(list(found.values()), days)


def _calendars(
    rulebook: Rulebook, days: Sequence[dt.date], work: WorkCalendar
) -> Iterator[tuple[Kind, dt.date | None, Calendar]]:
    for kind in KINDS:
        for day in (None, *days):
            yield (
                kind,
                day,
                build_calendar(rulebook, election_day=day, village_kind=kind, work=work, tells=True),
            )
