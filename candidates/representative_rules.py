"""What the rulebook asks of a place's representatives, with the readings taken of it."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from candidates.enums import Allotment
from elections.models import Election
from villages.enums import VillageKind

# AMB-20: 1 the cap holds everywhere, 2 in communities alone. AMB-21: 1 the base is the representatives, 2 all members
# of the meeting. AMB-22: 1 more votes stay, 2 the household chooses.
SECOND_READING = 2


@dataclass(frozen=True)
class Bounds:
    """How many representatives a place may have, with the clause; an open end is None."""

    least: int | None
    most: int | None
    clause: str


@dataclass(frozen=True)
class RepresentativeRules:
    """The rules for one election: the values are those of the rulebook, `community` the kind of the place."""

    section: Any
    community: bool

    @property
    def title(self) -> str:
        """What the tally calls the post."""
        return "居民代表" if self.community else "村民代表"

    @property
    def households(self) -> Any:
        """So many households elect one."""
        return self.section.resident_households if self.community else self.section.villager_households

    @property
    def per_group(self) -> Any:
        """So many are elected by a group; silent for villages (若干)."""
        return self.section.resident_per_group if self.community else None

    def bounds(self, mode: str, households: int) -> Bounds | None:
        """The least and most for a place of so many households; None by groups, or where the plan is silent."""
        if mode != Allotment.HOUSEHOLDS or not self.households.stated:
            return None
        span = self.households.value
        least = ceil(households / span.max) if span.max else None
        most = max(1, households // span.min) if span.min else None
        return Bounds(least, most, self.households.clause)

    @property
    def cap(self) -> int | None:
        """The number usually not gone beyond."""
        rule = self.section.max_number
        if not rule.stated or (rule.reading == SECOND_READING and not self.community):
            return None
        return int(rule.value)

    @property
    def one_of_a_household(self) -> bool:
        return self.section.one_per_household.stated and bool(self.section.one_per_household.value)

    @property
    def household_chooses(self) -> bool:
        return self.section.one_per_household.reading == SECOND_READING

    @property
    def of_the_meeting(self) -> bool:
        """Whether the women's share is reckoned of all members of the meeting, not of the representatives alone."""
        return self.section.women_share.reading == SECOND_READING

    @property
    def steps(self) -> tuple[str, ...]:
        """What makes the register complete; a plan that is silent asks only that it is closed."""
        return tuple(self.section.filing.value) if self.section.filing.stated else ("registered",)


def representative_rules(election: Election) -> RepresentativeRules:
    community = election.village.kind == VillageKind.COMMUNITY
    return RepresentativeRules(election.cycle.rules.representatives, community)
