from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from villages.enums import BODY_OF, Body, OrganisationKind


@dataclass(frozen=True)
class Place:
    """What decides how many seats a place has; `sitting` are those who sit in its Party committee now.

    `organisation` is the kind of its Party organisation, as recorded or else as the rulebook wants it for so many
    `members`.
    """

    kind: str
    population: int
    place_class: str = ""
    members: int = 0
    organisation: str = OrganisationKind.BRANCH
    sitting: int = 0


@dataclass(frozen=True)
class PlannedPost:
    """The seats of one post, how many more candidates than seats stand for it, and functions of seats (B-ORG-04)."""

    post: str
    seats: int
    extra: int = 0
    functions: tuple[str, ...] = ()

    @property
    def body(self) -> Body:
        return BODY_OF[self.post]


@dataclass(frozen=True)
class TeamDraft:
    """What is planned for both bodies together: how many sit in both, whether the secretary is to be director.

    `area` (km²) and `tasks` are what the seats go by where the plan gives no numbers (B-ORG-01).
    """

    cross_posted: int = 0
    one_shoulder: bool = False
    area: Decimal | None = None
    tasks: str = ""


@dataclass(frozen=True)
class TeamSeats:
    """The planned seats of all bodies of a place."""

    posts: tuple[PlannedPost, ...]
    team: TeamDraft = field(default_factory=TeamDraft)

    @classmethod
    def of(cls, posts: Iterable[PlannedPost], team: TeamDraft | None = None) -> "TeamSeats":
        return cls(tuple(posts), team or TeamDraft())

    def seats(self, post: str) -> int:
        return sum(planned.seats for planned in self.posts if planned.post == post)

    def size(self, body: str) -> int:
        """Seats of a body; 0 where it is not planned."""
        return sum(planned.seats for planned in self.posts if planned.body == body)

    def plans(self, body: str) -> bool:
        return any(planned.body == body for planned in self.posts)

    @property
    def persons(self) -> int:
        """Persons in the two committees: who is planned to sit in both counts once (A-ORG-06, AMB-11)."""
        return self.size(Body.PARTY) + self.size(Body.COMMITTEE) - self.team.cross_posted

    @property
    def most_in_both(self) -> int:
        """How many can sit in both bodies at most."""
        return min(self.size(Body.PARTY), self.size(Body.COMMITTEE))
