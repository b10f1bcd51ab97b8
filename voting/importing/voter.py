"""One row of the roll sheet in plain form, and what the checks need to know to judge it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from elections.rulebook import Rulebook
from voting.evidence import Residence, residence_of, years_before, youngest_voter
from voting.importing.columns import Ground, grounds_of

VERY_OLD = 115
LIMITS = {"statement": 200, "not_registered": 100, "statement_how": 50, "decision_body": 100, "dwelling": 100}
Evidence = Mapping[str, Mapping[str, str]]


class Voter(NamedTuple):
    """A row without faults. `number` is its row in the clerk's sheet; `sex` is M or F; `category` is the rulebook's
    code; `refusal` the ground of who is not registered; `evidence` what is on record, by the rulebook's words.
    """

    number: int
    group: int
    household: str
    name: str
    sex: str
    birth_date: date
    category: str
    statement: str
    not_registered: str
    refusal: str
    evidence: Evidence
    id_number: str


@dataclass(frozen=True)
class Facts:
    """What a row is judged by. Who was born on the day `youngest` or before is old enough (A-ROLL-03, AMB-26); no known
    `groups` means that any number is taken; no `residence`, that none is asked.
    """

    election_day: date
    min_age: int
    youngest: date
    groups: frozenset[int]
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    residence: Residence | None = None

    @cached_property
    def oldest(self) -> date:
        """Who was born on this day or before is so old that one asks."""
        return years_before(self.election_day, VERY_OLD)

    @cached_property
    def by_code(self) -> Mapping[str, Ground]:
        """The categories by their code in the rulebook, in capitals."""
        return {ground.code.upper(): ground for ground in self.grounds.values()}


def facts_of(
    rules: Rulebook, kind: str, election_day: date, groups: frozenset[int], registered_on: date
) -> Facts:
    """The facts for a village or community (`kind`) under its rulebook, for a sheet sent in on a day.

    Raises RuleSilent without a voting age.
    """
    return Facts(
        election_day,
        rules.roll.voter_min_age.value,
        youngest_voter(rules, election_day),
        groups,
        grounds_of(rules, kind),
        residence_of(rules, election_day, registered_on),
    )
