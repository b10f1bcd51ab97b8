"""Where people of a team are to come from, by the rulebook and the kind of place. Pure: the rulebook in, rules out."""

from collections.abc import Iterable
from typing import Any

from elections.rulebook import Rulebook
from elections.rulebook.value import Value
from villages.enums import VillageKind


def sources_of(rules: Rulebook, kind: str) -> Value[tuple[str, ...]]:
    """The sources that the plan names for a kind of place (A-QUAL-03, B-QUAL-13, C-QUAL-04).

    Where it names others for communities (A-QUAL-04), theirs; else the same for both.
    """
    asked = rules.qualification
    if kind == VillageKind.COMMUNITY and asked.sources_community.stated:
        return asked.sources_community
    return asked.sources


def reserve_asked(rules: Rulebook) -> bool:
    """Whether it is asked of people that they come from the reserve of cadres, who go first (C-QUAL-04)."""
    rule = rules.qualification.reserve_first
    return bool(rule.stated and rule.value)


def source_clauses(rules: Rulebook, kinds: Iterable[str]) -> list[str]:
    """The clauses by which it is told where people of such places come from; none where the plan is silent."""
    asked: list[Value[Any]] = [
        *(sources_of(rules, kind) for kind in kinds),
        rules.qualification.reserve_first,
    ]
    return list(dict.fromkeys(rule.clause for rule in asked if rule.stated))
