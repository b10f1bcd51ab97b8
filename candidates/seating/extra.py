from dataclasses import dataclass

from candidates.seating.model import Place, TeamSeats
from candidates.seating.usual import party_usual
from elections.rulebook import Rulebook
from villages.enums import Body, VillageKind


@dataclass(frozen=True)
class Extra:
    """Persons or seats beyond the usual that some office approves, one after the other.

    `most` is how many may be approved at all (None: no limit stated); `grounds` are those the rulebook lists.
    """

    number: int
    most: int | None
    approvers: tuple[str, ...]
    grounds: tuple[str, ...]
    clause: str


def extra_of(rules: Rulebook, place: Place, plan: TeamSeats) -> Extra:
    """What a plan adds for which the rulebook wants a ground or an approval.

    Where approvers are named (B-ORG-02), that is every seat of the Party committee beyond the sitting one. Else it is
    the persons beyond the headcount of the population (A-ORG-10); a place whose general branch alone is larger than
    that headcount exceeds it with a reason only (AMB-11).
    """
    seats = rules.seats
    if seats.increase_approvers.stated:
        more = max(0, plan.size(Body.PARTY) - place.sitting) if place.sitting else 0
        return Extra(more, None, seats.increase_approvers.value, (), seats.increase_approvers.clause)
    allowance = seats.headcount_extra
    if place.kind != VillageKind.VILLAGE or not allowance.stated:
        return Extra(0, None, (), (), "")
    grounds = seats.headcount_extra_reasons.value if seats.headcount_extra_reasons.stated else ()
    return Extra(
        number=max(0, plan.persons - held(rules, place, plan)) if limit(rules, place) is not None else 0,
        most=int(allowance.value.max or 0),
        approvers=(allowance.approver,) if allowance.approver else (),
        grounds=grounds,
        clause=allowance.clause,
    )


def limit(rules: Rulebook, place: Place) -> int | None:
    """The most persons that go with the population; None where the rulebook is silent or open."""
    headcount = rules.seats.headcount_for(place.population, place.kind)
    return headcount.persons.max if headcount else None


def held(rules: Rulebook, place: Place, plan: TeamSeats) -> int:
    """How many persons the place holds without a ground: the headcount, or its usual Party committee if larger."""
    most, usual = limit(rules, place) or 0, party_usual(rules, place)
    party = plan.size(Body.PARTY)
    larger = usual is not None and (usual.persons.min or 0) > most and party in usual.persons
    return max(most, party) if larger else most
