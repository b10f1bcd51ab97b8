"""What offices have granted beyond the rulebook: more time, reasons on record, windows kept, holidays entered."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Model

from accounts.queries.fixed import Among
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
from elections.queries.gathered import Gathered
from elections.steps import Worked, shown_by, worked_of

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
    """The allowances of these elections, in one query (one more for each cycle whose villages wait for each other)."""
    ids, owners = [election.pk for election in elections], _owners(elections)
    found = Allowances({}, {}, {}, {}, {}, _lagging(elections))
    for row in _rows(ids, owners):
        _put(found, row)
    return found


_rows = Gathered(
    lambda ids, owners: (
        StepExtension.objects.filter(Among("election", ids)).exclude(state=Asked.REFUSED),
        StepWaiver.objects.filter(Among("election", ids)),
        KeptWindow.objects.filter(Among("election", ids)),
        AnnouncedHolidays.objects.filter(Among("owner", owners)),
    )
)


def _put(found: Allowances, row: Model) -> None:
    """Put one row where it is looked for."""
    match row:
        case StepExtension():
            (found.granted if row.state == Asked.GRANTED else found.asked)[row.election_id, row.step] = row
        case StepWaiver():
            key = (row.election_id, row.step)
            found.waived[key] = (*found.waived.get(key, ()), row)
        case KeptWindow():
            found.kept[row.election_id, row.step] = row
        case AnnouncedHolidays():
            found.years[row.owner] = (*found.years.get(row.owner, ()), _year(row))


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


def _owners(elections: Collection[Election]) -> set[str]:
    """The offices whose holidays hold for these places."""
    codes = {election.village_id for election in elections}
    return {code[:n] for code in codes for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS)}


def _entered(owners: Collection[str]) -> dict[str, tuple[AnnouncedYear, ...]]:
    found: dict[str, tuple[AnnouncedYear, ...]] = {}
    for row in AnnouncedHolidays.objects.filter(owner__in=owners):
        found[row.owner] = (*found.get(row.owner, ()), _year(row))
    return found


def _year(row: AnnouncedHolidays) -> AnnouncedYear:
    off, worked = (frozenset(map(date.fromisoformat, days)) for days in (row.off, row.worked))
    return AnnouncedYear(row.year, off, worked)


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
    records: dict[int, list[StepRecord | Worked]] = {}
    for record in StepRecord.objects.filter(election__cycle=cycle, step=step, withdrawn_at=None):
        records.setdefault(record.election_id, []).append(record)
    elections = list(cycle.elections.all())
    for pk, works in worked_of(elections).items():
        records.setdefault(pk, []).extend(work for work in works if work.step == step)
    done = [pk for pk, kept in records.items() if kept and shown_by(kept, cycle.rules.step(step)).done_at]
    return len(done) < len(elections)
