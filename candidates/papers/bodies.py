from dataclasses import dataclass
from datetime import date

from voting.papers.heading import ElectionSheet

LEADING_GROUP = "居民选举领导小组"


@dataclass(frozen=True, slots=True)
class Seated:
    """One person of a body on its papers; `role` is 主任, 副主任 or 成员 in a committee, empty for representatives."""

    name: str
    sex: str
    birth: date
    education: str
    party: bool
    votes: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """An electing unit with whom it elected, and how many households they represent."""

    name: str
    households: int
    held_on: date
    people: tuple[Seated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativesSheet(ElectionSheet):
    """The representatives of a place (A-REP-09): the register that is filed, or the announcement (`posted`)."""

    units: tuple[Unit, ...]
    women: int
    party_members: int
    households: int
    posted: bool

    @property
    def number(self) -> int:
        return sum(len(unit.people) for unit in self.units)

    @property
    def title(self) -> str:
        return f"{self.heading.people}代表{'公告' if self.posted else '登记册'}"

    @property
    def issuer(self) -> str:
        """The place's committee: representatives are its matter, not the election committee's."""
        return f"{self.heading.township}{self.heading.village}{self.heading.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSheet(ElectionSheet):
    """The election committee (A-COM-10, C-COM-05): the announcement (`posted`), or the form that is filed.

    `outgoing`: the plan lets the outgoing committee announce it; `leading_group`: in communities it bears this name.
    """

    people: tuple[Seated, ...]
    formed_by: str
    held_on: date
    chosen_on: date | None
    presided_by: str
    outgoing: bool
    leading_group: bool
    filed_with: str
    posted: bool
    duties: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """What the body is called."""
        return LEADING_GROUP if self.leading_group else self.heading.committee

    @property
    def women(self) -> int:
        return sum(one.sex == "女" for one in self.people)

    @property
    def title(self) -> str:
        return f"{self.named}成员{'公告' if self.posted else '备案表'}"

    @property
    def issuer(self) -> str:
        place = f"{self.heading.township}{self.heading.village}"
        return f"{place}{'上届' + self.heading.body if self.outgoing else self.named}"
