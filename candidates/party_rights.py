"""Who may vote and stand in the Party on a day. Pure: the register's entry and a rulebook in, the standing out."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from elections.rulebook import Rulebook
from villages.enums import Discipline

OPEN = "AMB-33"
NO_VOTE = ("probationary_members", "under_party_probation")


class Entry(Protocol):
    """An entry of the Party member register, as the register or a JSON file tells it."""

    @property
    def probationary(self) -> bool: ...
    @property
    def discipline(self) -> str: ...
    @property
    def discipline_until(self) -> date | None: ...


class PartyRight(StrEnum):
    """What a member may do in the Party; the values of those without the vote are the rulebook's."""

    FULL = "full"
    PROBATIONARY = "probationary_members"
    UNDER_PROBATION = "under_party_probation"
    EXPELLED = "expelled"


def party_right(rules: Rulebook, member: Entry, day: date | None) -> PartyRight:
    """Whether a member may vote and stand in the Party on a day (B-QUAL-06, AMB-33).

    Probation within the Party (留党察看) lasts to its last day; without an end on record, or without a day, it is in force.
    """
    if member.discipline == Discipline.EXPELLED:
        return PartyRight.EXPELLED
    without = without_vote(rules)
    if member.probationary and PartyRight.PROBATIONARY in without:
        return PartyRight.PROBATIONARY
    until = member.discipline_until
    running = until is None or day is None or until >= day
    if member.discipline == Discipline.PROBATION and running and PartyRight.UNDER_PROBATION in without:
        return PartyRight.UNDER_PROBATION
    return PartyRight.FULL


def without_vote(rules: Rulebook) -> tuple[str, ...]:
    """The members without the right to vote and to stand, as the rulebook has it or as it is read where it is silent."""
    rule = rules.assembly.without_vote
    return rule.value if rule.stated else NO_VOTE


def right_clause(rules: Rulebook) -> str:
    """The clause by which a member must have the right to stand."""
    asked, without = rules.qualification.party_voting_right, rules.assembly.without_vote
    if asked.stated and asked.value:
        return asked.clause
    return without.clause if without.stated else OPEN
