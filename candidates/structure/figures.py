from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from candidates.eligibility.schooling import LEVELS
from candidates.structure.model import Member, Team
from villages.enums import Body

BANDS = ((0, 35), (36, 45), (46, 55), (56, 200))
HIGHER = "junior_college"


@dataclass(frozen=True)
class From:
    """How many people come from one source, a code of the rulebook; empty: nobody has stated it."""

    source: str
    persons: int


@dataclass(frozen=True)
class Figures:
    """A team in numbers. `mean_age` is exact, None without a known age; `schooled` had junior college or above."""

    persons: int
    women: int
    committee: int
    women_in_committee: int
    mean_age: Fraction | None
    to_35: int
    to_45: int
    ages: tuple[tuple[int, int, int], ...]
    levels: tuple[tuple[str, int], ...]
    schooled: int
    cross_posted: int
    one_shoulder: bool
    principals: int
    women_principals: int
    related: int
    unknown: int
    sources: tuple[From, ...]
    reserve: int

    @property
    def mean_tenths(self) -> str:
        """The mean age to a tenth of a year, rounded half up, as it is read."""
        return tenths(self.mean_age)


def tenths(age: Fraction | None) -> str:
    """An age to a tenth of a year, rounded half up; a dash where there is none."""
    if age is None:
        return "—"
    found = (20 * age.numerator + age.denominator) // (2 * age.denominator)
    return f"{found // 10}.{found % 10}"


def figures_of(team: Team) -> Figures:
    """The numbers of a team; who sits in both committees counts once."""
    people, committee = team.members, team.of(Body.COMMITTEE)
    ages = [age for person in people if (age := person.age(team.day)) is not None]
    principals = [person for person in people if person.principal]
    levels = Counter(person.schooled for person in people)
    keys = {person.key for person in people}
    return Figures(
        persons=len(people),
        women=women_among(people),
        committee=len(committee),
        women_in_committee=women_among(committee),
        mean_age=mean_age(people, team.day),
        to_35=sum(age <= BANDS[0][1] for age in ages),
        to_45=sum(age <= BANDS[1][1] for age in ages),
        ages=tuple((low, high, sum(low <= age <= high for age in ages)) for low, high in BANDS),
        levels=tuple((level, levels[level]) for level in LEVELS if levels[level]),
        schooled=sum(at_least(person, HIGHER) is True for person in people),
        cross_posted=sum(person.both for person in people),
        one_shoulder=any(person.one_shoulder for person in people),
        principals=len(principals),
        women_principals=women_among(principals),
        related=len({frozenset(pair) for pair in team.related if set(pair) <= keys}),
        unknown=len(people) - len(ages) + levels[None],
        sources=sources_among(people),
        reserve=reserve_among(people),
    )


def sources_among(people: Sequence[Member]) -> tuple[From, ...]:
    """Where people come from, the most first, those of whom nobody has stated it last; nothing of nobody."""
    counted = Counter(person.source for person in people)
    ranked = sorted(counted.items(), key=lambda each: (not each[0], -each[1], each[0]))
    return tuple(From(source, persons) for source, persons in ranked)


def reserve_among(people: Sequence[Member]) -> int:
    """How many are stated to be of the reserve of cadres (C-QUAL-04)."""
    return sum(person.reserve is True for person in people)


def women_among(people: Sequence[Member]) -> int:
    return sum(person.woman for person in people)


def mean_age(people: Sequence[Member], day: date) -> Fraction | None:
    """The mean of the full years of those whose birth date is known; None where nobody's is."""
    ages = [age for person in people if (age := person.age(day)) is not None]
    return Fraction(sum(ages), len(ages)) if ages else None


def at_least(person: Member, level: str) -> bool | None:
    """Whether somebody's schooling reaches a level; None where it is not known."""
    return None if person.schooled is None else LEVELS.index(person.schooled) >= LEVELS.index(level)
