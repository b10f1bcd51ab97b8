"""The values of a counting rule that the plan does not state, and which of them an office has confirmed (AMB-38)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from accounts.said import Said
from elections.models import Cycle
from elections.rulebook.telling import tell
from elections.rulebook.wording import label_of
from voting.models import Contest, CountingConfirmation


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value that is only proposed for a body in a kind of place: its path, as data, and in words."""

    path: str
    value: Any
    label: Said
    told: Said


def proposed_in(cycle: Cycle, body: str, kind: str) -> list[Proposed]:
    """Every value by which a body's votes are counted in such places and which the plan does not state for them."""
    return [_proposed(cycle, path) for path in cycle.rules.unconfirmed(body, kind)]


def _proposed(cycle: Cycle, path: str) -> Proposed:
    held = attrgetter(path)(cycle.rules)
    value = held.model_dump(mode="json")["value"]
    return Proposed(path, value, Said(label_of(path)), Said(tell(held.value, path)))


def confirmations_of(cycle: Cycle, body: str, kind: str) -> list[CountingConfirmation]:
    """What was confirmed of a counting rule, the earliest first."""
    found = CountingConfirmation.objects.filter(cycle=cycle, body=body, kind=kind)
    return list(found.select_related("confirmed_by").order_by("pk"))


def unconfirmed_in(cycle: Cycle, body: str, kind: str) -> list[Proposed]:
    """What an office must still confirm; a value that changed since is to be confirmed anew."""
    if not cycle.rules.unconfirmed(body, kind):
        return []
    found = CountingConfirmation.objects.filter(cycle=cycle, body=body, kind=kind).order_by("pk")
    return still_unconfirmed(cycle, body, kind, found.values_list("values", flat=True))


def still_unconfirmed(
    cycle: Cycle, body: str, kind: str, confirmed: Iterable[Mapping[str, Any]]
) -> list[Proposed]:
    """The same where what was confirmed is known, the earliest first."""
    done = {path: value for values in confirmed for path, value in values.items()}
    proposed = proposed_in(cycle, body, kind)
    return [each for each in proposed if each.path not in done or done[each.path] != each.value]


def unconfirmed_of(contest: Contest) -> list[Proposed]:
    """What an office must still confirm of the rule by which a round is counted."""
    return unconfirmed_in(contest.election.cycle, contest.body, contest.election.village.kind)
