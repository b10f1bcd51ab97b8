"""What the rulebook says of those who serve at the vote, with the reading that is in force where it is silent."""

from dataclasses import dataclass
from typing import Final

from elections.models import Election
from elections.rulebook.value import Strength
from voting.enums import StaffRole

OVERSEE: Final = frozenset({StaffRole.CHIEF, StaffRole.SCRUTINEER})
# Duties that are asked for when the count is opened; the others of the plan before the first ballot.
AT_COUNT: Final = frozenset({StaffRole.CHIEF, StaffRole.SCRUTINEER, StaffRole.CALLER, StaffRole.COUNTER})
CANDIDATE: Final = "candidate"
COUNT: Final = frozenset({StaffRole.CALLER, StaffRole.COUNTER})
# Who carries the box is named with its route, never on the list itself.
APPOINTED: Final = tuple(role for role in StaffRole if role != StaffRole.CARRIER)


@dataclass(frozen=True, slots=True)
class StaffRules:
    """The duties that must be filled, who keeps apart from whom, which relatives of candidates do not serve.

    `needed_stops`: a duty without anybody stops the first ballot or the count; a soft rule only tells of it.
    Each clause is "" where the plan is silent. Silent on scrutineers who count: read as not allowed, since nobody
    oversees oneself. Silent on relatives of candidates: they may serve, and the page tells of them.
    """

    needed: tuple[StaffRole, ...]
    needed_clause: str
    needed_stops: bool
    apart: bool
    apart_clause: str
    relatives: tuple[str, ...]
    barred_clause: str


def staff_rules(election: Election) -> StaffRules:
    """The rules of staff at the vote of an election."""
    voting = election.cycle.rules.voting
    roles, apart, barred = voting.staff_roles, voting.scrutineers_apart, voting.tellers_not
    return StaffRules(
        needed=tuple(StaffRole(role) for role in roles.value) if roles.stated else (),
        needed_clause=roles.clause,
        needed_stops=roles.stated and roles.strength == Strength.HARD,
        apart=not apart.stated or bool(apart.value),
        apart_clause=apart.clause,
        relatives=tuple(code for code in barred.value if code != CANDIDATE) if barred.stated else (),
        barred_clause=barred.clause,
    )


def exclude_each_other(one: str, other: str) -> bool:
    """Whether one of the duties oversees what the other does."""
    return (one in OVERSEE and other in COUNT) or (one in COUNT and other in OVERSEE)
