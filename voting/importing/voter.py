"""One row of the roll sheet in plain form, and what the checks need to know to judge it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from elections.rulebook import Rulebook
from voting.importing.columns import Ground, grounds_of

VERY_OLD = 115
LIMITS = {"statement": 200, "not_registered": 100}


class Voter(NamedTuple):
    """A row without faults. `number` is its row in the clerk's sheet; `sex` is M or F."""

    number: int
    group: int
    household: str
    name: str
    sex: str
    birth_date: date
    category: str
    statement: str
    not_registered: str
    id_number: str


@dataclass(frozen=True)
class Facts:
    """What a row is judged by. No known `groups` means that any number is taken."""

    election_day: date
    min_age: int
    groups: frozenset[int]
    grounds: Mapping[str, Ground]

    @cached_property
    def youngest(self) -> date:
        """Who was born on this day or before is old enough (A-ROLL-03)."""
        return years_before(self.election_day, self.min_age)

    @cached_property
    def oldest(self) -> date:
        """Who was born on this day or before is so old that one asks."""
        return years_before(self.election_day, VERY_OLD)


def facts_of(rules: Rulebook, kind: str, election_day: date, groups: frozenset[int]) -> Facts:
    """The facts for a village or community (`kind`) under its rulebook. Raises RuleSilent without a voting age."""
    return Facts(election_day, rules.roll.voter_min_age.value, groups, grounds_of(rules, kind))


def years_before(day: date, years: int) -> date:
    """The latest birth date of those who are so many full years old on the day, the birthday included (AMB-26)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year without one
        return date(day.year - years, 2, 28)


def years_on(birth_date: date, day: date) -> int:
    """Full years on the day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
