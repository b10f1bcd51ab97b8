"""How the seats of one position are filled from those who reached its threshold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from voting.tally.standing import Row

IsWoman = Callable[[str], bool]


@dataclass(frozen=True)
class Filled:
    """Who is seated, who is level for how many seats, and what was done so that a woman is seated."""

    seated: list[Row] = field(default_factory=list)
    tied: list[Row] = field(default_factory=list)
    tied_seats: int = 0
    woman_first: Row | None = None
    seat_for_woman: bool = False


def fill(pool: list[Row], seats: int | None) -> Filled:
    """Rule 2: by votes; a tie across the last seat seats nobody of the tied. `pool` has most votes first."""
    if seats is None or len(pool) <= seats:
        return Filled(pool)
    if seats == 0:
        return Filled()
    last, next_ = pool[seats - 1].favour, pool[seats].favour
    if next_ < last:
        return Filled(pool[:seats])
    ahead = [row for row in pool if row.favour > last]
    return Filled(ahead, [row for row in pool if row.favour == last], seats - len(ahead))


def fill_with_woman(pool: list[Row], seats: int | None, is_woman: IsWoman) -> Filled:
    """Rule 3, for the last-ranked position when no woman sits in a higher one: a woman is seated first.

    Women level with her are tied for one seat; without a woman over the threshold one seat stays vacant.
    """
    plain = fill(pool, seats)
    if seats is None or any(is_woman(row.choice) for row in plain.seated):
        return plain
    women = [row for row in pool if is_woman(row.choice)]
    best = [row for row in women if row.favour == women[0].favour]
    if not best:
        without = fill(pool, seats - 1)
        return Filled(without.seated, without.tied, without.tied_seats, seat_for_woman=True)
    if len(best) == 1:
        others = fill([row for row in pool if row is not best[0]], seats - 1)
        return Filled([*others.seated, best[0]], others.tied, others.tied_seats, woman_first=best[0])
    others = fill(pool, seats - 1)
    tied = [row for row in pool if row in best or row in others.tied]
    return Filled(others.seated, tied, others.tied_seats + 1)


def levels(rows: list[Row]) -> Iterator[list[Row]]:
    """Those with equal votes together, most votes first."""
    for _, level in groupby(rows, key=lambda row: row.favour):
        yield list(level)
