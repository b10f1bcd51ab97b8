from collections.abc import Callable, Sequence
from typing import Any

from candidates.models import Candidacy
from elections.models import Election
from elections.rulebook import Rulebook
from villages.enums import Sex
from villages.names.strokes import surname_key


def order_of(rules: Rulebook) -> str:
    """The order of the formal list: `surname_strokes`, or `votes` where no rulebook says otherwise."""
    for rule in (rules.review.formal_candidate_order, rules.nomination.list_order):
        if rule.stated:
            return str(rule.value)
    return "votes"


def list_order(rules: Rulebook) -> Callable[[Candidacy], Any]:
    """The sort key of the formal list within a post."""
    if order_of(rules) == "surname_strokes":
        return lambda person: (surname_key(person.name), person.pk)
    return lambda person: (-person.votes, surname_key(person.name), person.pk)


def missing_women(election: Election, people: Sequence[Candidacy]) -> int:
    """How many women a list lacks for the minimum the rulebook asks; 0 where it asks none."""
    rule = election.cycle.rules.structure.women_min_committee
    if not rule.stated:
        return 0
    women = {person.resident_id for person in people if person.sex == Sex.FEMALE}
    return max(0, int(rule.value) - len(women))
