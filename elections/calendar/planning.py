"""Election days proposed for the places of a township: no day that is not possible, no day with more than it can hold."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A village or community to be planned: on which days it could vote, and the day it has if that stays."""

    key: str
    possible: frozenset[dt.date]
    fixed: dt.date | None = None


@dataclass(frozen=True)
class Proposal:
    """A day for each place that has room; `left` are those that have none, in their order."""

    days: Mapping[str, dt.date]
    left: Sequence[str] = ()


def propose_days(
    places: Sequence[Place],
    *,
    capacity: int,
    avoided: Collection[dt.date] = (),
) -> Proposal:
    """Spread the places over the days: as many as can be get one, and no day holds more than it must.

    Days that are fixed count against the capacity of their day and are kept, whatever it is. `avoided` (market days,
    working days) are taken only where no other day has room. The same input gives the same output.
    """
    fixed = {place.key: place.fixed for place in places if place.fixed is not None}
    free = [place for place in places if place.fixed is None]
    by_key = {place.key: place for place in free}
    spread = _Spread(by_key, Counter(fixed.values()), frozenset(avoided))
    # Level by level: nobody is second on a day while a first place elsewhere would do.
    for level in range(1, capacity + 1):
        for place in sorted(free, key=lambda p: (len(p.possible), p.key)):
            if place.key not in spread.chosen:
                spread.place(place, level)
    left = [place.key for place in free if place.key not in spread.chosen]
    return Proposal({**fixed, **spread.chosen}, left)


def least_capacity(places: Sequence[Place], most: int) -> int:
    """The smallest number a day must hold so that every place that has a possible day gets one, at most `most`."""
    placeable = [place for place in places if place.fixed is not None or place.possible]
    for capacity in range(1, most):
        if not propose_days(placeable, capacity=capacity).left:
            return capacity
    return most


@dataclass
class _Spread:
    """A matching of places and days that grows by one place at a time (augmenting paths)."""

    places: Mapping[str, Place]
    taken: Counter[dt.date]
    avoided: frozenset[dt.date]
    chosen: dict[str, dt.date] = field(default_factory=dict)

    def place(self, place: Place, level: int) -> bool:
        return self._augment(place, level, set())

    def _augment(self, place: Place, level: int, seen: set[dt.date]) -> bool:
        """Give the place a day, moving those who stand there to others if need be."""
        for day in self._in_order(place.possible):
            if day in seen:
                continue
            seen.add(day)
            if self._held(day) < level:
                self.chosen[place.key] = day
                return True
            for other in [key for key, on in self.chosen.items() if on == day]:
                if self._augment(self.places[other], level, seen):
                    self.chosen[place.key] = day
                    return True
        return False

    def _held(self, day: dt.date) -> int:
        return self.taken[day] + sum(on == day for on in self.chosen.values())

    def _in_order(self, days: Collection[dt.date]) -> list[dt.date]:
        return sorted(days, key=lambda day: (day in self.avoided, self._held(day), day))
