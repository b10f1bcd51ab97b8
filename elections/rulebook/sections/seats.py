from typing import Literal, NamedTuple

from elections.rulebook.measures import Band, ClassSeats, Range
from elections.rulebook.value import Section, Strength, Value, silent


class Headcount(NamedTuple):
    """How many persons a two-committee team has, by which clauses, and how they bind.

    `amb` is the reading in force of who is counted (A-ORG-06), where the text can be read in more than one way.
    """

    persons: Range
    clauses: tuple[str, ...]
    strength: Strength
    amb: str | None


class Seats(Section):
    """Party organisations, headcounts and seats."""

    general_branch_min_members: Value[int] = silent()
    grassroots_committee_min_members: Value[int] = silent()
    subbranch_naming: Value[Literal["numbers", "places"]] = silent()
    general_branch_secretary_may_head_subbranch: Value[bool] = silent()
    party_groups: Value[bool] = silent()
    branch_committee: Value[Range] = silent()
    general_branch_committee: Value[Range] = silent()
    grassroots_committee: Value[Range] = silent()
    secretary: Value[int] = silent()
    deputy_secretary: Value[int] = silent()
    deputy_secretary_is_discipline_commissioner: Value[bool] = silent()
    headcount_village: Value[Range] = silent()
    headcount_bands: tuple[Value[Band], ...] = ()
    headcount_extra: Value[Range] = silent()
    headcount_extra_reasons: Value[tuple[str, ...]] = silent()
    headcount_community: Value[Range] = silent()
    village_committee_min: Value[int] = silent()
    village_committee_max: Value[int] = silent()
    residents_committee_min: Value[int] = silent()
    residents_committee_max: Value[int] = silent()
    director: Value[int] = silent()
    deputy_director: Value[int] = silent()
    classes: Value[tuple[str, ...]] = silent()
    class_seats: tuple[Value[ClassSeats], ...] = ()
    party_inputs: Value[tuple[str, ...]] = silent()
    increase_approvers: Value[tuple[str, ...]] = silent()
    function_model: Value[bool] = silent()
    one_shoulder: Value[Literal["promote", "fully_promote"]] = silent()
    dispatched_secretary_one_shoulder: Value[bool] = silent()
    cross_posting: Value[Literal["promote", "encourage"]] = silent()

    def headcount_for(self, population: int, kind: str = "village") -> Headcount | None:
        """Persons in the two-committee team of a place with so many people; None where the rulebook is
        silent.

        At a boundary that two bands share, either band will do (AMB-10): the wider range is returned.
        """
        bands = [b for b in self.headcount_bands if b.value.kind == kind and population in b.value.population]
        whole = self.headcount_village if kind == "village" else self.headcount_community
        if bands:
            return _union(bands, whole.amb)
        return Headcount(whole.value, (whole.clause,), whole.strength, whole.amb) if whole.stated else None

    def seats_of_class(self, body: str, kind: str, place_class: str) -> Value[ClassSeats] | None:
        """The seats of a body ("party_committee", "committee") in a place of a class; None where the
        rulebook does not go by classes or does not know this one.
        """
        return next(
            (
                seats
                for seats in self.class_seats
                if (seats.value.body, seats.value.place_class) == (body, place_class)
                and kind in seats.value.kinds
            ),
            None,
        )

    def committee_size(self, kind: str = "village") -> Range:
        """The lawful size of the villagers' or residents' committee; an end nobody states is open."""
        low, high = (
            (self.village_committee_min, self.village_committee_max)
            if kind == "village"
            else (self.residents_committee_min, self.residents_committee_max)
        )
        return Range(min=low.value if low.stated else None, max=high.value if high.stated else None)


def _union(bands: list[Value[Band]], amb: str | None) -> Headcount:
    lows = [b.value.persons.min for b in bands]
    highs = [b.value.persons.max for b in bands]
    persons = Range(
        min=None if None in lows else min(low for low in lows if low is not None),
        max=None if None in highs else max(high for high in highs if high is not None),
    )
    return Headcount(persons, tuple(b.clause for b in bands), bands[0].strength, amb)
