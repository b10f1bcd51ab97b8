"""From what came in to a checked count, or all its faults."""

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from voting.tally.clauses import Grounds
from voting.tally.faults import Fault, NotACount, fault
from voting.tally.fold import Folded
from voting.tally.model import Count
from voting.tally.references import faults_between_fields

# (name of a rulebook, body, round) -> the rule as data and the clauses of its parts; LookupError when there is none.
Counting = tuple[dict[str, Any], Grounds]
CountingOf = Callable[[str, str, str], Counting]

# Stands for a rule that is missing, so that the faults of the other fields are told with it.
NO_RULE: dict[str, Any] = {"quorum": None, "threshold": None}
NEITHER = fault(("rule",), "one_rule")


class KeyTwice(ValueError):
    pass


def read_json(data: bytes) -> Any:
    """The JSON value in a file, an object's key standing in it once only. NotACount when it is no JSON."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
    except KeyTwice as error:
        raise NotACount([fault((), "key_twice", {"key": error.args[0]})]) from error
    except (ValueError, RecursionError) as error:
        raise NotACount([fault((), "json", {"reason": error})]) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return made


def parse(raw: object, counting_of: CountingOf | None) -> tuple[Count, Grounds | None]:
    """The checked count, and the clauses of its rule where it names a rulebook. NotACount with every fault."""
    if not isinstance(raw, dict):
        raise NotACount([fault((), "dict_type")])
    folded = Folded(raw)
    with_rule, grounds, faults = _with_rule(folded.rest, counting_of)
    faults += folded.faults
    try:
        count = Count.model_validate(with_rule)
    except ValidationError as error:
        raise NotACount([*_faults(error), *faults]) from error
    faults += faults_between_fields(count)
    if faults:
        raise NotACount(faults)
    return folded.unfold(count), grounds


def _faults(error: ValidationError) -> list[Fault]:
    details = error.errors(include_url=False, include_input=False)
    return [fault(each["loc"], each["type"], each.get("ctx")) for each in details]


def _with_rule(
    count: dict[str, Any], counting_of: CountingOf | None
) -> tuple[dict[str, Any], Grounds | None, list[Fault]]:
    """The count with its rule written out, from the rulebook it names, and that rulebook's clauses."""
    if "rulebook" not in count:
        return (count, None, []) if "rule" in count else ({**count, "rule": NO_RULE}, None, [NEITHER])
    rest = {field: value for field, value in count.items() if field != "rulebook"}
    if "rule" in count:
        return rest, None, [fault(("rulebook",), "one_rule")]
    try:
        rule, grounds = _counting_from(count, counting_of)
    except LookupError:
        unknown = fault(("rulebook",), "no_rulebook", {"name": count["rulebook"]})
        return {**rest, "rule": NO_RULE}, None, [unknown]
    return {**rest, "rule": rule}, grounds, []


def _counting_from(count: dict[str, Any], counting_of: CountingOf | None) -> Counting:
    name, contest = count["rulebook"], count.get("contest")
    if counting_of is None or not isinstance(name, str) or not isinstance(contest, dict):
        raise LookupError(name)
    body, round_ = contest.get("body"), contest.get("round")
    if not isinstance(body, str) or not isinstance(round_, str):
        raise LookupError(body)
    return counting_of(name, body, round_)
