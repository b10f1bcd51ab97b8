"""What offices have granted beyond the rulebook: more time, reasons on record, windows kept, holidays entered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from elections.calendar import ZONE, AnnouncedYear, Window, WorkCalendar
from elections.enums import Asked
from elections.models import (
    AnnouncedHolidays,
    Cycle,
    Election,
    KeptWindow,
    StepExtension,
    StepRecord,
    StepWaiver,
)
from elections.steps import shown_by

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9
Key = tuple[int, str]


@dataclass(frozen=True)
class Allowances:
    """The allowances of some elections, read at once."""

    granted: dict[Key, StepExtension]
    asked: dict[Key, StepExtension]
    waived: dict[Key, tuple[StepWaiver, ...]]
    kept: dict[Key, KeptWindow]
    years: dict[str, tuple[AnnouncedYear, ...]]
    lagging: dict[int, frozenset[str]]

    def extension(self, election: Election, step: str, state: Asked) -> StepExtension | None:
        """The newest extension that was granted, or the one that waits for an answer."""
        return (self.granted if state == Asked.GRANTED else self.asked).get((election.pk, step))

    def waivers(self, election: Election, step: str) -> tuple[StepWaiver, ...]:
        return self.waived.get((election.pk, step), ())

    def window(self, election: Election, step: str, reckoned: Window) -> Window:
        """The window that holds: as kept when an amendment came, else as reckoned; with the time granted."""
        kept = self.kept.get((election.pk, step))
        extension = self.granted.get((election.pk, step))
        window = _as_kept(kept) if kept else reckoned
        return extended(window, extension.until) if extension and extension.until else window

    def work(self, election: Election) -> WorkCalendar:
        """The working days by which this place counts."""
        code = election.village_id
        return WorkCalendar(
            [
                *self.years.get(code[:TOWNSHIP_DIGITS], ()),
                *self.years.get(code[:COUNTY_DIGITS], ()),
            ]
        )

    def unfinished_elsewhere(self, election: Election) -> frozenset[str]:
        """Steps that count as done only when every village of the cycle has done them, and are not."""
        return self.lagging.get(election.cycle_id, frozenset())


def allowances_of(elections: Collection[Election]) -> Allowances:
    """The allowances of these elections, in a fixed number of queries."""
    ids = [election.pk for election in elections]
    granted: dict[Key, StepExtension] = {}
    asked: dict[Key, StepExtension] = {}
    for extension in StepExtension.objects.filter(election__in=ids).exclude(state=Asked.REFUSED):
        key = (extension.election_id, extension.step)
        (granted if extension.state == Asked.GRANTED else asked)[key] = extension
    waived: dict[Key, tuple[StepWaiver, ...]] = {}
    for waiver in StepWaiver.objects.filter(election__in=ids):
        key = (waiver.election_id, waiver.step)
        waived[key] = (*waived.get(key, ()), waiver)
    kept = {(each.election_id, each.step): each for each in KeptWindow.objects.filter(election__in=ids)}
    return Allowances(granted, asked, waived, kept, _years(elections), _lagging(elections))


def extended(window: Window, until: date) -> Window:
    """A window with its last day put off to `until`; it never becomes shorter, and one without end stays so."""
    end = datetime.combine(until + timedelta(days=1), datetime.min.time(), tzinfo=ZONE)
    return replace(
        window,
        closes=max(window.closes, end) if window.closes else None,
        locks=max(window.locks, end) if window.locks else None,
    )


def holidays_of(code: str) -> WorkCalendar:
    """The working days by which the place with this official code counts."""
    years = _entered({code[:TOWNSHIP_DIGITS], code[:COUNTY_DIGITS]})
    return WorkCalendar([*years.get(code[:TOWNSHIP_DIGITS], ()), *years.get(code[:COUNTY_DIGITS], ())])


def _as_kept(kept: KeptWindow) -> Window:
    return Window(
        kept.opens,
        kept.closes,
        kept.locks,
        kept.clause,
        lock_clause=kept.lock_clause or None,
        open_clause=kept.open_clause or None,
    )


def _years(elections: Collection[Election]) -> dict[str, tuple[AnnouncedYear, ...]]:
    codes = {election.village_id for election in elections}
    return _entered({code[:n] for code in codes for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS)})


def _entered(owners: Collection[str]) -> dict[str, tuple[AnnouncedYear, ...]]:
    found: dict[str, tuple[AnnouncedYear, ...]] = {}
    for row in AnnouncedHolidays.objects.filter(owner__in=owners):
        year = AnnouncedYear(
            row.year,
            frozenset(map(date.fromisoformat, row.off)),
            frozenset(map(date.fromisoformat, row.worked)),
        )
        found[row.owner] = (*found.get(row.owner, ()), year)
    return found


def _lagging(elections: Collection[Election]) -> dict[int, frozenset[str]]:
    """By cycle: the Party election, where the plan has the committees wait for the whole township (AMB-07)."""
    found: dict[int, frozenset[str]] = {}
    for cycle in {election.cycle_id: election.cycle for election in elections}.values():
        starts = cycle.rules.scope.committee_starts_after
        if starts.stated and starts.value == "township" and _any_without(cycle, "party_election"):
            found[cycle.pk] = frozenset({"party_election"})
    return found


def _any_without(cycle: Cycle, step: str) -> bool:
    """Whether a village of the cycle has not done this off-line step."""
    records: dict[int, list[StepRecord]] = {}
    for record in StepRecord.objects.filter(election__cycle=cycle, step=step, withdrawn_at=None):
        records.setdefault(record.election_id, []).append(record)
    done = [pk for pk, kept in records.items() if shown_by(kept, cycle.rules.step(step)).done_at]
    return len(done) < cycle.elections.count()
