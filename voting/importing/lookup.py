"""Rows written as the template asks, read by looking up what each cell said before.

In a long list nearly every row is of this kind. What is looked up is what the checks of a cell would find; a row with
any other cell is left to them, so that no rule is told twice but the arithmetic of the identity number.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import mul
from typing import Any

from documents.importing.faults import Findings
from documents.sheets import Layout
from documents.sheets.listing import Cells
from villages.identity import CHECK_CHARACTERS, WEIGHTS
from villages.importing.person import PLAIN_NAME, check_group, check_household, day_of
from villages.names.pinyin import han_key
from voting.importing.checks import category_of
from voting.importing.voter import Facts

KEYS = ("order", "name", "group", "household", "sex", "birth", "id", "category")
BY_CELL = {"男": "M", "女": "F"}


# A sound row of a voter for whose category nothing need be shown: group, household, name, its pinyin, sex, birth date,
# category, identity number. A bare tuple, for there are very many.
Plain = tuple[int, str, str, str, str, str, str, str]


class Known(dict[Any, Any]):
    """Remembers what `find` says of a cell; None is said of a cell that takes a look of its own."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, cell: Any) -> Any:
        found = self[cell] = self.find(cell)
        return found


class Lookup:
    """Reads the plain rows of one sheet, many at a time."""

    def __init__(self, layout: Layout, facts: Facts) -> None:
        assert tuple(layout.by_key)[: len(KEYS)] == KEYS
        self.facts = facts
        self.nothing = ("",) * (len(layout.columns) - len(KEYS))
        self.names = Known(lambda cell: han_key(cell) if PLAIN_NAME.fullmatch(cell) else None)
        self.groups = Known(self._group)
        self.households = Known(self._household)
        self.categories = Known(self._category)
        self.births = Known(self._birth)
        self.days = Known(self._day)
        self.regions = Known(lambda digits: weighed(digits, 0, 6))
        self.serials = Known(self._serial)

    def read(self, rows: Sequence[Cells]) -> list[Plain | None]:
        """The rows, each None that takes a look at its cells."""
        try:
            return list(self._read(rows))
        except TypeError:  # a number or a day among the words: that row takes a look, the others do not
            return [self._read_alone(cells) for cells in rows]

    def _read_alone(self, cells: Cells) -> Plain | None:
        try:
            return next(self._read([cells]))
        except TypeError:
            return None

    def _read(self, rows: Sequence[Cells]) -> Iterator[Plain | None]:
        nothing, more = self.nothing, len(KEYS)
        _order, names, groups, households, sexes, births, numbers, categories, *_more = zip(
            *rows, strict=True
        )
        said = zip(
            numbers,
            names,
            map(self.names.__getitem__, names),
            map(self.groups.__getitem__, groups),
            map(self.households.__getitem__, households),
            map(self.categories.__getitem__, categories),
            map(self.regions.__getitem__, [number[:6] for number in numbers]),
            map(self.days.__getitem__, [number[6:14] for number in numbers]),
            map(self.serials.__getitem__, [number[14:17] for number in numbers]),
            [True if cells[more:] == nothing else None for cells in rows],
            strict=True,
        )
        for row, sex, birth in zip(said, sexes, births, strict=True):
            if None in row:
                yield None
                continue
            (
                number,
                name,
                pinyin,
                group,
                household,
                category,
                region,
                (born, weight),
                (by_number, serial),
                _,
            ) = row
            if (
                CHECK_CHARACTERS[(region + weight + serial) % 11] == number[17:]
                and (sex == "" or BY_CELL.get(sex) == by_number)
                and (birth in ("", born) or self._same_day(birth, born))
            ):
                yield group, household, name, pinyin, by_number, born, category, number
            else:
                yield None

    def _same_day(self, cell: Any, born: str) -> bool:
        said = cell["date"] if type(cell) is dict else cell
        return bool(said == born or self.births[said] == born)

    def _day(self, digits: str) -> tuple[str, int] | None:
        weight = weighed(digits, 6, 14)
        try:
            born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None
        if weight is None or not self.facts.oldest < born <= self.facts.youngest:
            return None
        return born.isoformat(), weight

    def _serial(self, digits: str) -> tuple[str, int] | None:
        weight = weighed(digits, 14, 17)
        return None if weight is None else ("M" if int(digits[2]) % 2 else "F", weight)

    def _group(self, cell: Any) -> int | None:
        found = Findings(0)
        number = check_group(cell, self.facts.groups, found)
        return None if found.faults else number

    def _household(self, cell: Any) -> str | None:
        found = Findings(0)
        household = check_household(cell, found)
        return None if found.faults or "\\" in household else household

    def _category(self, cell: Any) -> str | None:
        ground = category_of(cell, self.facts) if cell != "" else None
        return ground.code if ground is not None and not ground.needs else None

    def _birth(self, cell: Any) -> str | None:
        born = day_of(cell)
        return None if born is None else born.isoformat()


def weighed(digits: str, start: int, end: int) -> int | None:
    """The part of the check sum that these places of an identity number make; None where they are no digits."""
    if len(digits) != end - start or not (digits.isascii() and digits.isdigit()):
        return None
    weights = WEIGHTS[start:end]
    return sum(map(mul, weights, digits.encode())) - ord("0") * sum(weights)
