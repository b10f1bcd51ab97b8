"""Who was elected by write-in, compared with the register by name: the ballots know nothing else."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from elections.models import Election
from villages.models import Resident
from voting.queries.giving_way import seats_won
from voting.queries.written_in import residents_written_in
from voting.rounds import WRITTEN_IN


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """Somebody elected to a post by write-in, who is one resident of the place."""

    key: str
    post: str
    resident: Resident


def known_written_in(election: Election) -> list[WrittenIn]:
    """Those elected by write-in of whom it is said which resident they are, or whose name one alone bears."""
    found, bearers = _elected(election)
    return [WrittenIn(key, post, bearers[key][0]) for key, post in found if len(bearers.get(key, ())) == 1]


def looked_at_by_hand(election: Election) -> list[tuple[str, int]]:
    """The names elected by write-in that nobody, or more than one resident, bears, with how many bear them."""
    found, bearers = _elected(election)
    numbers = {key: len(bearers.get(key, ())) for key, _post in found}
    return [(key.removeprefix(WRITTEN_IN), number) for key, number in numbers.items() if number != 1]


def _elected(election: Election) -> tuple[list[tuple[str, str]], dict[str, list[Resident]]]:
    """Keys and posts of those elected by write-in, and by key the resident who is said to be meant, whatever name the
    register has, or else all who bear the name.
    """
    found = [(won.person, won.post) for won in seats_won(election) if won.person.startswith(WRITTEN_IN)]
    bearers: dict[str, list[Resident]] = defaultdict(list)
    if found:
        said = {key: pk for (_election, key), pk in residents_written_in([election.pk]).items()}
        names = {key.removeprefix(WRITTEN_IN) for key, _post in found}
        here = Q(village=election.village_id, name__in=names, left_on=None) | Q(pk__in=said.values())
        residents = Resident.objects.filter(here).in_bulk()
        for resident in sorted(residents.values(), key=lambda each: each.pk):
            bearers[WRITTEN_IN + resident.name].append(resident)
        bearers |= {key: [residents[pk]] for key, pk in said.items()}
    return found, bearers
