from collections.abc import Callable, Iterable, Sequence
from typing import Any

from candidates.models import Candidacy
from candidates.queries.team import View, held_of
from elections.models import Election
from elections.rulebook import Rulebook
from villages.enums import BODY_OF, Body, Post, Sex
from villages.models import Resident
from villages.names.strokes import BY_STROKES, has_unknown_strokes, surname_key


def order_of(rules: Rulebook) -> str:
    """The order of the formal list, by strokes or by `votes`; by votes where no rulebook says otherwise."""
    for rule in (rules.review.formal_candidate_order, rules.nomination.list_order):
        if rule.stated:
            return str(rule.value)
    return "votes"


def list_order(rules: Rulebook) -> Callable[[Candidacy], Any]:
    """The sort key of the formal list within a post."""
    key = BY_STROKES.get(order_of(rules))
    if key is not None:
        return lambda person: (key(person.name), person.pk)
    return lambda person: (-person.votes, surname_key(person.name), person.pk)


def unplaced(order: str, people: Iterable[Candidacy]) -> list[str]:
    """Whose place a human must look at where a list goes by strokes: a character of the name has none on record."""
    return (
        [person.name for person in people if has_unknown_strokes(person.name)] if order in BY_STROKES else []
    )


def missing_women(election: Election, people: Sequence[Candidacy]) -> int:
    """How many women a list lacks for the minimum the rulebook asks; 0 where it asks none.

    Where the plan counts both committees together (C-TGT-03), the women of the Party organisation count with the list's.
    """
    rules = election.cycle.rules.structure
    if not rules.women_min_committee.stated:
        return 0
    women = {person.resident_id for person in people if person.sex == Sex.FEMALE}
    if rules.women_in_both and len(women) < rules.women_min_committee.value:
        women |= _women_of_the_party(election)
    return max(0, int(rules.women_min_committee.value) - len(women))


def _women_of_the_party(election: Election) -> set[int]:
    """Those elected to the Party's committee where it voted here; else who stands for it; else who sits in it."""
    for view in (View.ELECTED, View.STANDING, View.SITTING):
        held = held_of([election], view).get(election.pk, {})
        party = [key for key, posts in held.items() if {BODY_OF[Post(post)] for post in posts} & {Body.PARTY}]
        if party:
            found = Resident.objects.filter(pk__in=party, sex=Sex.FEMALE)
            return set(found.values_list("pk", flat=True))
    return set()
