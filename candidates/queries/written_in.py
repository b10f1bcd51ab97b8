"""Who was elected by write-in, compared with the register by name: the ballots know nothing else."""

from collections import defaultdict
from dataclasses import dataclass

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
    found, namesakes = _elected(election)
    return [
        WrittenIn(key, post, namesakes[key][0]) for key, post in found if len(namesakes.get(key, ())) == 1
    ]


def looked_at_by_hand(election: Election) -> list[tuple[str, int]]:
    """The names elected by write-in that nobody, or more than one resident, bears, with how many bear them."""
    found, namesakes = _elected(election)
    numbers = {key: len(namesakes.get(key, ())) for key, _post in found}
    return [(key.removeprefix(WRITTEN_IN), number) for key, number in numbers.items() if number != 1]


def _elected(election: Election) -> tuple[list[tuple[str, str]], dict[str, list[Resident]]]:
    """Keys and posts of those elected by write-in, and the residents who bear their names, by key."""
    found = [(won.person, won.post) for won in seats_won(election) if won.person.startswith(WRITTEN_IN)]
    namesakes: dict[str, list[Resident]] = defaultdict(list)
    if found:
        names = {key.removeprefix(WRITTEN_IN) for key, _post in found}
        here = Resident.objects.filter(village=election.village_id, name__in=names, left_on=None)
        for resident in here.order_by("pk"):
            namesakes[WRITTEN_IN + resident.name].append(resident)
        said = residents_written_in([election.pk])
        for key, residents in namesakes.items():
            namesakes[key] = [r for r in residents if r.pk == said.get((election.pk, key), r.pk)]
    return found, namesakes
