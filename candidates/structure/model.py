from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from candidates.eligibility.model import full_years
from villages.enums import BODY_OF, Body, Post, Sex

PRINCIPALS = frozenset({Post.SECRETARY, Post.CHAIR})
COMMITTEES = frozenset({Body.PARTY, Body.COMMITTEE})


@dataclass(frozen=True)
class Member:
    """A person of a team with every post held or stood for; `schooled` is a level of schooling, None if not known.

    `computer`, `womens_chair` and `reserve` are None where nobody has stated them. `origin` is where a secretary comes
    from: of the place, or a code of the rulebook (A-QUAL-05); empty where nobody has stated it.
    """

    key: int
    name: str
    sex: str
    birth_date: date | None
    schooled: str | None
    posts: frozenset[str]
    computer: bool | None = None
    womens_chair: bool | None = None
    source: str = ""
    reserve: bool | None = None
    origin: str = ""

    @property
    def in_order(self) -> list[Post]:
        """The posts, the highest first."""
        return [post for post in Post if post in self.posts]

    @property
    def woman(self) -> bool:
        return self.sex == Sex.FEMALE

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset(BODY_OF[post] for post in self.posts)

    @property
    def principal(self) -> bool:
        """Whether the person holds a principal post (主职): secretary or director."""
        return bool(self.posts & PRINCIPALS)

    @property
    def both(self) -> bool:
        """Whether the person sits in both committees."""
        return self.bodies >= COMMITTEES

    @property
    def one_shoulder(self) -> bool:
        return self.posts >= PRINCIPALS

    def age(self, day: date) -> int | None:
        """Full years on a day; None where the birth date is not known."""
        return full_years(self.birth_date, day) if self.birth_date else None


@dataclass(frozen=True)
class Team:
    """The people of both committees of one place on a day; `settled` when they sit or are elected.

    `related` are the pairs of relatives among them, `seats` how many seats each body has (empty before they are set).
    """

    kind: str
    people: tuple[Member, ...]
    day: date
    population: int = 0
    settled: bool = False
    related: Collection[tuple[int, int]] = ()
    seats: Mapping[str, int] | None = None

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Those of the two committees; the supervisory committee is no part of the team."""
        return tuple(person for person in self.people if person.bodies & COMMITTEES)

    @property
    def ranked(self) -> list[Member]:
        """Everybody, the highest posts first."""
        order = list(Post)
        return sorted(self.people, key=lambda p: (min(order.index(Post(post)) for post in p.posts), p.key))

    def of(self, body: str) -> list[Member]:
        return [person for person in self.people if body in person.bodies]

    def young(self, most: int) -> list[Member]:
        """Members of that age or below on the day of the team."""
        return [p for p in self.members if (age := p.age(self.day)) is not None and age <= most]
