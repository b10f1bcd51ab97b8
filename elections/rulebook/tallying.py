"""The counting rule of a vote in the form of the tally contract, from a rulebook."""

from __future__ import annotations

from typing import Any

from elections.rulebook.measures import Threshold
from elections.rulebook.sections.result import Count, CountingRule
from elections.rulebook.value import Silent, Value

PLAIN = ("balance", "overvote", "two_offices", "kin", "woman", "order")
ROUNDS = ("first", "revote", "runoff")
# Where no clause says how this is counted, a default holds that the office is to confirm.
UNSTATED = "AMB-38"
ASKED = ("quorum", "balance", "threshold", "tie", "runoff")


def tally_rule(count: Count, body: str, round: str) -> dict[str, Any]:
    """The `rule` object for a body and a round (first, revote, runoff).

    Raises LookupError for a body or round the contract does not know.
    """
    rule = _counting(count, body, round)
    made: dict[str, Any] = {"quorum": _share(rule.quorum), "threshold": _share(_threshold(rule, round))}
    for name in PLAIN:
        value = getattr(rule, name)
        if value.stated:
            made[name] = value.value
    made["runoff"] = {"extra": rule.runoff_extra.value} if rule.runoff_extra.stated else None
    return made


def tally_clauses(count: Count, body: str, round: str) -> dict[str, str]:
    """The clause behind each part of `tally_rule` that has one; in a revote `threshold` is the tie's."""
    rule = _counting(count, body, round)
    parts = {
        "quorum": rule.quorum,
        "threshold": _threshold(rule, round),
        "tie": rule.tie,
        "runoff": rule.runoff_extra,
        **{name: getattr(rule, name) for name in PLAIN},
    }
    return {name: value.clause for name, value in parts.items() if value.stated}


def unread_counted(count: Count, body: str) -> bool:
    """Whether marks that cannot be read are among those that may be more than the seats (AMB-36, reading 2).

    Raises LookupError for a body that the contract does not know.
    """
    held = _counting(count, body, ROUNDS[0]).unread_marks
    return held.stated and held.value == "counted"


def _counting(count: Count, body: str, round: str) -> CountingRule:
    if body not in type(count).model_fields:
        raise LookupError(f"there is no body {body!r}")
    if round not in ROUNDS:
        raise LookupError(f"there is no round {round!r}")
    found: CountingRule = getattr(count, body)
    return found


def _threshold(rule: CountingRule, round: str) -> Any:
    if round == "revote":
        return rule.tie
    if round == "runoff" and rule.runoff_threshold.stated:
        return rule.runoff_threshold
    return rule.threshold if rule.threshold.stated else rule.plurality


def _share(value: Value[Any] | Silent) -> dict[str, Any] | None:
    """The share as data; None where most votes win or nothing is asked."""
    if isinstance(value, Silent) or not isinstance(value.value, Threshold):
        return None
    return value.value.model_dump(mode="json", exclude_none=True)
