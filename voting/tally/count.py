"""The tally itself: parse, open the boxes, look for problems, check, seat, explain."""

from collections.abc import Mapping
from typing import Any

from voting.tally.box import Contents, open_boxes
from voting.tally.checks import Check, run_checks
from voting.tally.choices import Choices
from voting.tally.clauses import UNSTATED, Grounds, usual_grounds
from voting.tally.explain import Explainer
from voting.tally.following import what_follows
from voting.tally.kin import Kin, conflicts, keep_highest, where_told
from voting.tally.model import Count, Threshold
from voting.tally.outcome import outcome, seated, totals, unseated
from voting.tally.parse import CountingOf, parse
from voting.tally.problems import find_problems
from voting.tally.seats import Seats, seat_all
from voting.tally.standing import stand


def tally(
    count: object, counting_of: CountingOf | None = None, grounds: Grounds | None = None
) -> dict[str, Any]:
    """The explained outcome of one round.

    `count` is the contract's input as JSON values and is not changed. `counting_of` looks up the rule and its
    clauses where the count names a rulebook; it raises LookupError when there is none. `grounds` are the clauses of
    the rulebook that the rule of the count was taken from. Raises NotACount with every fault of the fields; a count
    that does not add up is no error but the status `inconsistent`.
    """
    parsed, found = parse(count, counting_of)
    if grounds is None:
        grounds = usual_grounds(parsed.contest, parsed.rule) if found is None else found
    return _tally(parsed, {**UNSTATED, **grounds})


def open_count(count: object) -> list[Contents]:
    """What each box of a count holds as its papers count, with nothing decided: for a count that goes on.

    Raises NotACount as `tally` does.
    """
    parsed, _grounds = parse(count, None)
    return open_boxes(parsed, Choices(parsed.candidates))


def votes_needed(threshold: Mapping[str, str], of: int) -> int:
    """The smallest number of votes that reaches a threshold of the contract over so many."""
    return Threshold.model_validate(threshold).need(of)


def _tally(count: Count, grounds: Grounds) -> dict[str, Any]:
    choices = Choices(count.candidates)
    boxes = open_boxes(count, choices)
    papers = totals(count, boxes)
    problems = find_problems(count, boxes, choices)
    if problems:
        return outcome("inconsistent", papers, problems=problems)
    checks = run_checks(count, boxes, grounds)
    if all(check.passed for check in checks):
        return _valid(count, boxes, choices, checks, grounds)
    explainer = Explainer(count.contest, choices, grounds)
    standings = [stand(count, position, boxes, choices) for position in count.positions]
    failed = next(check.code for check in checks if not check.passed)
    positions = [unseated(standing, explainer.invalid(standing, failed)) for standing in standings]
    return outcome("invalid", papers, checks=checks, positions=positions)


def _valid(
    count: Count, boxes: list[Contents], choices: Choices, checks: list[Check], grounds: Grounds
) -> dict[str, Any]:
    kin = Kin(count.kin)
    seats = seat_all([stand(count, p, boxes, choices) for p in count.by_rank()], count.rule.woman, choices)
    gone = keep_highest(seats, kin) if count.rule.kin == "keep_highest" else {}
    told = conflicts(seats, kin, gone)
    people = {row.choice for each in seats for row in each.seated}
    by_id = {each.standing.position.id: each for each in seats}
    explainer = Explainer(count.contest, choices, grounds)

    def position(each: Seats) -> dict[str, Any]:
        following = what_follows(count, each, people, choices)
        text = explainer.valid(each, following, [c for c in told if where_told(c, seats) is each], seats)
        return seated(each, following, count.rule.order, choices, text)

    return outcome(
        "valid",
        totals(count, boxes),
        checks=checks,
        positions=[position(by_id[p.id]) for p in count.positions],
        conflicts=told,
        woman_missing=count.rule.woman != "none" and not any(map(choices.is_woman, people)),
    )
