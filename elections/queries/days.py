"""The days of villages: what follows from them, what contradicts what, and what is still to be put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from documents.models import Posting
from elections.calendar import Calendar, Conflict, Item, build_calendar
from elections.calendar.checking import check_plan
from elections.models import Election, Postponement
from elections.queries.allowances import holidays_of
from elections.queries.postponement import last_postponements, to_correct
from elections.queries.progress import Progress, calendar_kind, progress_of
from elections.rulebook.items import ITEMS

COMMITTEE = tuple(asked.key for asked in ITEMS if asked.body == "committee" and asked.key != "election_day")
PARTY = tuple(asked.key for asked in ITEMS if asked.body == "party")
SHARED = tuple(asked.key for asked in ITEMS if asked.body == "shared")
LISTED = ("roll_published", "formal_candidates_published")


@dataclass(frozen=True)
class VillageDays:
    """One village: its calendar, the conflicts of its own days, and those that its plan has anyway.

    `postponed` is the last postponement, `wrong` what hangs on its board since before it.
    """

    election: Election
    calendar: Calendar
    own: list[Conflict]
    of_the_plan: list[Conflict]
    postponed: Postponement | None = None
    wrong: Sequence[Posting] = field(default=())

    @property
    def committee(self) -> list[Item]:
        """The deadlines of the committee's election that rulebook or law state."""
        return self._stated(COMMITTEE)

    @property
    def party(self) -> list[Item]:
        """The deadlines of the Party election, its notices among them."""
        return self._stated(PARTY)

    @property
    def listed(self) -> list[Item | None]:
        """The deadlines that the list shows, in its columns; None while there is no election day."""
        day = self.election.election_day
        return [self.calendar[key] if day and key in self.calendar.keys else None for key in LISTED]

    def _stated(self, keys: Sequence[str]) -> list[Item]:
        items = [self.calendar[key] for key in keys if key in self.calendar.keys]
        return [item for item in items if item.source is not None or item.not_after]


def days_of(elections: Sequence[Election], now: datetime) -> list[VillageDays]:
    """The days of these villages; the number of queries does not grow with them."""
    postponed, wrong = last_postponements(elections), to_correct(elections, now)
    found = progress_of(elections, now)
    plans = {p.election.cycle.edition_id: _of_the_plan(p.calendar) for p in found}
    return [_days(p, plans[p.election.cycle.edition_id], postponed, wrong) for p in found]


def _of_the_plan(calendar: Calendar) -> set[tuple[str, ...]]:
    """What the plan contradicts whatever the election day: the items, for what happened may change the words."""
    check = check_plan(calendar.rulebook, work=calendar.work)
    return {finding.conflict.keys for finding in check.findings if check.everywhere(finding)}


def calendar_of(election: Election, happened: Mapping[str, date] | None = None) -> Calendar:
    """The calendar of a village had just this happened, by the holidays that hold there."""
    return build_calendar(
        election.cycle.rules,
        election_day=election.election_day,
        party_day=election.party_day,
        village_kind=calendar_kind(election.village),
        events=happened or {},
        work=holidays_of(election.village_id),
        tells=True,
    )


def _days(
    progress: Progress,
    known: set[tuple[str, ...]],
    postponed: Mapping[int, Postponement],
    wrong: Mapping[str, Sequence[Posting]],
) -> VillageDays:
    election, calendar = progress.election, progress.calendar
    return VillageDays(
        election,
        calendar,
        own=[c for c in calendar.conflicts if c.keys not in known],
        of_the_plan=[c for c in calendar.conflicts if c.keys in known],
        postponed=postponed.get(election.pk),
        wrong=wrong.get(election.village_id, ()),
    )
