"""The planner of a township: which village could vote on which day, and what speaks against a choice."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from elections.calendar.checking import possible_days
from elections.calendar.planning import Place, least_capacity, propose_days
from elections.models import Cycle, Election
from elections.queries.possible import Days, fixed, why_not
from elections.queries.progress import Progress, progress_of
from elections.refusals import HolidaysNotAnnounced, TooManyOnADay

# Columns of the grid: a plan that lets people vote for months is looked at in stretches.
SHOWN_DAYS = 14
SHOWN = timedelta(days=SHOWN_DAYS)


@dataclass(frozen=True)
class Card:
    """A village in the grid: the day it has, the day chosen for it, and what speaks against that one."""

    election: Election
    chosen: date | None
    fixed: bool
    objections: Sequence[Refusal]

    @property
    def changed(self) -> bool:
        return self.chosen != self.election.election_day

    @property
    def refused(self) -> bool:
        """Whether anything refuses the day; that holidays are not announced only tells."""
        return any(map(refuses, self.objections))


@dataclass(frozen=True)
class Column:
    """A day of the grid with the villages on it; None for those without a day or on one that is not shown."""

    day: date | None
    cards: Sequence[Card]
    in_plan: bool = True


@dataclass(frozen=True)
class Grid:
    """The grid with all choices; `others` are the villages with no day, or one that has no column."""

    columns: Sequence[Column]
    others: Column
    per_day: int
    days: Sequence[date]

    @property
    def cards(self) -> list[Card]:
        return [card for column in (*self.columns, self.others) for card in column.cards]

    @property
    def changed(self) -> int:
        return sum(card.changed for card in self.cards)

    @property
    def earlier(self) -> date | None:
        """Where the columns of the days before begin; None where these are the first."""
        first = self.columns[0].day if self.columns else None
        return max(first - SHOWN, self.days[0]) if first and first > self.days[0] else None

    @property
    def later(self) -> date | None:
        """Where the columns of the days after begin; None where these are the last."""
        last = self.columns[-1].day if self.columns else None
        return last + timedelta(days=1) if last and last < self.days[-1] else None

    def refused_by(self, refusals: Mapping[str, Sequence[Refusal]]) -> "Grid":
        """The grid with what a service refused, beside each village."""
        columns = [replace(column, cards=_refused(column.cards, refusals)) for column in self.columns]
        others = replace(self.others, cards=_refused(self.others.cards, refusals))
        return replace(self, columns=columns, others=others)

    @property
    def refused(self) -> int:
        return sum(card.changed and card.refused for card in self.cards)


def _refused(cards: Sequence[Card], refusals: Mapping[str, Sequence[Refusal]]) -> list[Card]:
    return [replace(c, objections=refusals.get(c.election.village_id, c.objections)) for c in cards]


class Planner:
    """The villages of a cycle on one moment; every question is answered from what was read once."""

    def __init__(self, cycle: Cycle, elections: Sequence[Election], now: datetime) -> None:
        self.cycle, self.now = cycle, now
        self._asked: dict[object, list[Refusal]] = {}
        prefetch_related_objects(list(elections), "postponements")
        self.found: Mapping[str, Progress] = {p.election.village_id: p for p in progress_of(elections, now)}

    @cached_property
    def days(self) -> list[date]:
        """The days on which the plan lets people vote."""
        return possible_days(self.cycle.rules)

    def is_fixed(self, village: str) -> bool:
        """Whether the day of a village stands: its roll is published, or the day was put off."""
        progress = self.found[village]
        return progress.election.election_day is not None and any(fixed(progress))

    def why_not(self, village: str, day: date, *, reason: str = "") -> list[Refusal]:
        """What speaks against a day for a village, whatever the others do; nothing against the day it has.

        Villages that stand alike (same kind, same days, same events) are asked once.
        """
        progress = self.found[village]
        election, calendar = progress.election, progress.calendar
        if day == election.election_day:
            return []
        party = election.party_day if self.cycle.rules.elects_a_committee else None
        alike = (calendar.village_kind, frozenset(calendar.events.items()), party, election.election_day)
        key = (village if self.is_fixed(village) else alike, day, reason)
        if key not in self._asked:
            self._asked[key] = why_not(progress, Days(day, party), self.now, reason=reason)
        return list(self._asked[key])

    def places(self, *, keep: bool = True) -> list[Place]:
        """The villages as they are planned: each with the days that nothing refuses.

        A day that stands is fixed; with `keep`, so is every day that was set.
        """
        return [
            Place(village, self._possible(village), day if keep or self.is_fixed(village) else None)
            for village, day in self._set_days().items()
        ]

    def proposal(self, per_day: int, *, keep: bool = True, avoided: Collection[date] = ()) -> dict[str, date]:
        """A day for every village that has room."""
        return dict(propose_days(self.places(keep=keep), capacity=per_day, avoided=avoided).days)

    def usual_per_day(self) -> int:
        """How many villages a day must hold so that all can vote within the plan's days, and those that have a day on it."""
        held = max(Counter(self.current().values()).values(), default=1)
        return max(held, least_capacity(self.places(keep=False), max(len(self.found), 1)))

    def current(self) -> dict[str, date]:
        """The days that the villages have."""
        return {village: day for village, day in self._set_days().items() if day is not None}

    def grid(self, chosen: Mapping[str, date], per_day: int, first: date | None, reason: str = "") -> Grid:
        """The grid with these choices, its columns from `first` on."""
        shown = self._shown(first)
        cards = {
            village: Card(
                p.election,
                chosen.get(village),
                self.is_fixed(village),
                self.objections(village, chosen, per_day, reason=reason),
            )
            for village, p in self.found.items()
        }
        in_plan = set(self.days)
        columns = [
            Column(day, [c for c in cards.values() if c.chosen == day], day in in_plan) for day in shown
        ]
        others = Column(None, [c for c in cards.values() if c.chosen not in shown])
        return Grid(columns, others, per_day, self.days)

    def objections(
        self, village: str, chosen: Mapping[str, date], per_day: int, *, reason: str = ""
    ) -> list[Refusal]:
        """What speaks against the day chosen for a village, among them the others on the same day."""
        day = chosen.get(village)
        if day is None:
            return []
        found = self.why_not(village, day, reason=reason)
        held = Counter(chosen.values())[day]
        if held > per_day and not self.is_fixed(village):
            found.append(too_many(day, held, per_day))
        return found

    def _set_days(self) -> dict[str, date | None]:
        return {village: p.election.election_day for village, p in self.found.items()}

    def _possible(self, village: str) -> frozenset[date]:
        return frozenset(day for day in self.days if not any(map(refuses, self.why_not(village, day))))

    def _shown(self, first: date | None) -> list[date]:
        days = self.days
        if len(days) <= SHOWN_DAYS:
            return days
        start = min(max(first or days[0], days[0]), days[-SHOWN_DAYS])
        return [start + timedelta(days=n) for n in range(SHOWN_DAYS)]


def refuses(objection: Refusal) -> bool:
    """Whether it refuses a day; that holidays are not announced only tells."""
    return not isinstance(objection, HolidaysNotAnnounced)


def too_many(day: date, held: int, per_day: int) -> TooManyOnADay:
    return TooManyOnADay(
        _("%(n)s villages vote on %(day)s; the office can attend %(most)s."),
        {"n": held, "day": day, "most": per_day},
        field="election_day",
    )
