"""The line behind the representatives of a unit: who moves up into a free place."""

from datetime import datetime

from accounts.exempt import part_of_an_act
from candidates.enums import RepresentativeState
from candidates.models import ElectingUnit, Representative
from candidates.queries.representative import next_of, people_of
from candidates.representative_rules import RepresentativeRules


@part_of_an_act
def fill(unit: ElectingUnit, rules: RepresentativeRules, now: datetime) -> list[Representative]:
    """Take the next by votes into the free places of a unit, until they are filled or several are level."""
    moved: list[Representative] = []
    while True:
        line = next_of(unit, list(people_of(unit.book)), rules)
        if len(line) != 1:
            return moved
        moved.append(take_up(line[0], "", now))


@part_of_an_act
def take_up(one: Representative, why: str, now: datetime) -> Representative:
    """Make somebody of the line a representative."""
    one.state, one.why, one.changed_at = RepresentativeState.ELECTED, why, now
    one.save(update_fields=["state", "why", "changed_at"])
    return one
