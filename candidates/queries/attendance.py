"""Who comes to the Party members' assembly beside its members: observers and supervisors, by the registers (C-ASM-07)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from candidates.enums import Expectation, RepresentativeState
from candidates.models import Representative
from candidates.queries.assembly import Expected
from elections.models import Election
from elections.queries.posts import posts_for
from villages.enums import Body
from villages.models import Resident


@dataclass(frozen=True, slots=True)
class Guests:
    """People of one sort, by the rulebook's code; `known` tells whether a register names them."""

    code: str
    people: Sequence[Resident]
    known: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who observes and who supervises, in the rulebook's order; who is a member or stands above is not named again."""

    observers: list[Guests]
    observers_clause: str
    supervisors: list[Guests]
    supervisors_clause: str

    @property
    def stated(self) -> bool:
        return bool(self.observers or self.supervisors)


def attendance_of(election: Election, expected: Expected) -> Attendance:
    """The observers and supervisors that the plan names; those without a vote are always observers (A-ASM-05)."""
    rules = election.cycle.rules.assembly
    observers = rules.observers.value if rules.observers.stated else ("probationary_members",)
    supervisors = rules.supervisors.value if rules.supervisors.stated else ()
    known = {row.person.pk for row in expected.rows if row.standing != Expectation.OBSERVER}
    return Attendance(
        _groups(election, expected, observers, set(known)),
        rules.observers.clause,
        _groups(election, expected, supervisors, set()),
        rules.supervisors.clause,
    )


def _groups(election: Election, expected: Expected, codes: Sequence[str], named: set[int]) -> list[Guests]:
    found = []
    for code in codes:
        people = KNOWN[code](election, expected) if code in KNOWN else []
        fresh = [one for one in people if one.pk not in named]
        named |= {one.pk for one in fresh}
        found.append(Guests(code, fresh, code in KNOWN))
    return found


def _probationary(election: Election, expected: Expected) -> list[Resident]:
    return [row.person for row in expected.of(Expectation.OBSERVER)]


def _sitting(*bodies: Body) -> Callable[[Election, Expected], list[Resident]]:
    def people(election: Election, expected: Expected) -> list[Resident]:
        posts = posts_for(election).filter(village=election.village_id, body__in=bodies, until=None)
        found = posts.select_related("resident").order_by("body", "pk")
        return list({cadre.resident_id: cadre.resident for cadre in found}.values())

    return people


def _representatives(election: Election, expected: Expected) -> list[Resident]:
    elected = Representative.objects.filter(unit__book__election=election, state=RepresentativeState.ELECTED)
    return [one.resident for one in elected.select_related("resident").order_by("unit__number", "pk")]


KNOWN: Final = {
    "probationary_members": _probationary,
    "village_cadres_outside_the_party": _sitting(Body.COMMITTEE),
    "group_cadres": _sitting(Body.GROUP_LEADERS),
    "representatives": _representatives,
    "supervisory_committee": _sitting(Body.SUPERVISORY),
}
