"""What stands against people whatever was decided on them before, and what is found otherwise than at their verdict."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from candidates.eligibility import Finding, Outcome
from candidates.eligibility.asked.relatives import KEY as RELATIVES
from candidates.models import Candidacy
from candidates.queries.findings import findings_of
from candidates.queries.sheet import Since, since_of
from candidates.states import GONE
from elections.rulebook import Rulebook


def failing(found: Sequence[Finding]) -> list[Finding]:
    """Rules that fail and that nobody may relax; relatives are decided on as a pair."""
    return [f for f in found if f.outcome == Outcome.FAIL and f.key != RELATIVES]


def bars_on(candidacy: Candidacy, day: date) -> list[Finding]:
    """What fails of one person on a day."""
    return failing(findings_of([candidacy], candidacy.election.cycle.rules, day)[candidacy.pk])


def changed_since(people: Collection[Candidacy], rules: Rulebook, day: date) -> Mapping[int, Since]:
    """Of those who still stand and whom a verdict passed, whose findings differ from those kept with it; by candidacy.

    The people come with their reviews; nothing is asked where nobody has passed.
    """
    passed = [person for person in people if person.state not in GONE and _passed(person)]
    found = findings_of(passed, rules, day) if passed else {}
    changed = {person.pk: since_of(list(person.reviews.all()), found[person.pk]) for person in passed}
    return {pk: since for pk, since in changed.items() if since is not None}


def _passed(person: Candidacy) -> bool:
    reviews = list(person.reviews.all())
    return bool(reviews) and reviews[-1].verdict == "pass"
