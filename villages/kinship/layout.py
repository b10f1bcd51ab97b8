"""Where the persons of a family stand in a drawing: generations as rows, the eldest on top, spouses side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from villages.kinship.model import Bond, Person, Tie

PASSES = 4


@dataclass(frozen=True)
class Laid:
    """A person's place: `row` from the top, `column` from the left in widths of a place, and may lie between two."""

    person: Person
    row: int
    column: float


def lay_out(generations: Mapping[Person, int], bonds: Iterable[Bond]) -> list[Laid]:
    """Lay the persons out, row by row from the left; `generations` come in the order in which they were found."""
    bonds = list(bonds)
    rows = _rows(generations)
    couples = _couples(bonds)
    above, below = defaultdict(list), defaultdict(list)
    for bond in bonds:
        if bond.tie == Tie.PARENT:
            above[bond.second].append(bond.first)
            below[bond.first].append(bond.second)
    for turn in range(PASSES):
        kin, order = (above, rows) if turn % 2 == 0 else (below, rows[::-1])
        for row in order:
            places = _places(rows)
            row[:] = _sorted(row, couples, kin, places)
    widest = max((len(row) for row in rows), default=0)
    return [
        Laid(person, number, at + (widest - len(row)) / 2)
        for number, row in enumerate(rows)
        for at, person in enumerate(row)
    ]


def _rows(generations: Mapping[Person, int]) -> list[list[Person]]:
    rows: dict[int, list[Person]] = defaultdict(list)
    for person, generation in generations.items():
        rows[generation].append(person)
    return [rows[generation] for generation in sorted(rows, reverse=True)]


def _couples(bonds: Sequence[Bond]) -> dict[Person, Person]:
    """Each person with somebody they are married to, once."""
    married: dict[Person, Person] = {}
    for bond in bonds:
        if bond.tie == Tie.SPOUSE and bond.first not in married and bond.second not in married:
            married[bond.first], married[bond.second] = bond.second, bond.first
    return married


def _places(rows: Sequence[Sequence[Person]]) -> dict[Person, float]:
    return {person: at - (len(row) - 1) / 2 for row in rows for at, person in enumerate(row)}


def _sorted(
    row: Sequence[Person],
    couples: Mapping[Person, Person],
    kin: Mapping[Person, Sequence[Person]],
    places: Mapping[Person, float],
) -> list[Person]:
    """The row by where its relatives of the next row stand, couples kept together."""
    left, units = list(row), []
    while left:
        one = left.pop(0)
        unit = [one]
        if couples.get(one) in left:
            other = couples[one]
            left.remove(other)
            unit.append(other)
        units.append(unit)
    return [person for unit in sorted(units, key=lambda unit: _pull(unit, kin, places)) for person in unit]


def _pull(
    unit: Sequence[Person], kin: Mapping[Person, Sequence[Person]], places: Mapping[Person, float]
) -> float:
    seen = [places[other] for person in unit for other in kin.get(person, ()) if other in places]
    seen = seen or [places[person] for person in unit]
    return sum(seen) / len(seen)
