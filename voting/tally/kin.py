"""Relatives who may not hold office together: told, or settled for the highest office (A-KIN-01)."""

from collections import defaultdict
from dataclasses import dataclass, field

from voting.tally.fill import levels
from voting.tally.seats import Seats
from voting.tally.standing import Row


@dataclass(frozen=True)
class Conflict:
    """Two relatives. `kept` and `removed` are None while nobody has decided between them."""

    pair: tuple[str, str]
    kept: str | None = None
    removed: str | None = None


class Kin:
    """Who is related to whom, by candidate id."""

    def __init__(self, pairs: list[list[str]]) -> None:
        once: dict[frozenset[str], tuple[str, str]] = {}
        for one, other in pairs:
            once.setdefault(frozenset((one, other)), (one, other))
        self.pairs = list(once.values())
        self._of: dict[str, set[str]] = defaultdict(set)
        for one, other in self.pairs:
            self._of[one].add(other)
            self._of[other].add(one)

    def among(self, choice: str, people: set[str]) -> set[str]:
        """The relatives of the choice among those people."""
        return self._of[choice] & people if choice in self._of else set()


@dataclass
class Staying:
    """Who stays in office, and who goes for which relatives."""

    people: set[str] = field(default_factory=set)
    gone: dict[str, set[str]] = field(default_factory=dict)


def keep_highest(seats: list[Seats], kin: Kin) -> dict[str, set[str]]:
    """Rule 4. Reseats the positions, given highest office first; tells who went for which relatives."""
    staying = _who_stays(seats, kin)
    if not staying.gone:
        return {}
    higher: set[str] = set()
    for each in seats:
        stays = [row for row in each.seated if row.choice not in staying.gone and row.choice not in higher]
        each.gone = [row for row in each.seated if row.choice in staying.gone]
        if len(stays) < len(each.seated) or any(row.choice in higher for row in each.tied):
            pool = _without_relatives(each, stays, higher, staying.people, kin)
            each.reseat(stays, pool, higher)
            staying.people.update(row.choice for row in each.seated)
        higher.update(row.choice for row in each.seated)
    return staying.gone


def _who_stays(seats: list[Seats], kin: Kin) -> Staying:
    """From the highest office down, in one office more votes first; relatives level there both stay."""
    staying = Staying()
    for each in seats:
        for level in levels(each.seated):
            going = {row.choice: kin.among(row.choice, staying.people) for row in level}
            staying.gone.update({choice: relatives for choice, relatives in going.items() if relatives})
            staying.people.update(choice for choice, relatives in going.items() if not relatives)
    return staying


def _without_relatives(
    seats: Seats, stays: list[Row], higher: set[str], staying: set[str], kin: Kin
) -> list[Row]:
    """Those over the threshold who may take an empty seat: no relative stays or comes before them."""
    taken = set(staying)
    pool: list[Row] = []
    for level in levels(seats.standing.reached):
        free = [row for row in level if row.choice not in higher and row not in stays]
        eligible = [row for row in free if not kin.among(row.choice, taken)]
        pool += eligible
        taken.update(row.choice for row in eligible)
    return pool


def conflicts(seats: list[Seats], kin: Kin, gone: dict[str, set[str]]) -> list[Conflict]:
    """The pairs to tell: one went for the other, or both are seated."""
    seated = {row.choice for each in seats for row in each.seated}
    told: list[Conflict] = []
    for one, other in kin.pairs:
        if other in gone.get(one, ()):
            told.append(Conflict((one, other), kept=other, removed=one))
        elif one in gone.get(other, ()):
            told.append(Conflict((one, other), kept=one, removed=other))
        elif one in seated and other in seated:
            told.append(Conflict((one, other)))
    return told


def where_told(conflict: Conflict, seats: list[Seats]) -> Seats:
    """The position whose sentences tell the conflict: the one that was left, or the lower of the two."""
    people = {conflict.removed} if conflict.removed else set(conflict.pair)
    return next(each for each in reversed(seats) if people & each.people)
