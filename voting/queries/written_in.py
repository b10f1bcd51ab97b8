"""Who was written in, as far as it is known which resident that is."""

from collections.abc import Collection

from elections.models import Election
from villages.models import Resident
from voting.models import WriteInReview
from voting.rounds import WRITTEN_IN


def residents_written_in(elections: Collection[int]) -> dict[tuple[int, str], int]:
    """The residents behind names written in, by election and key of the tally."""
    rows = WriteInReview.objects.filter(contest__election__in=elections, resident__isnull=False)
    told = rows.values_list("contest__election_id", "name", "resident_id")
    return {(election, WRITTEN_IN + name): resident for election, name, resident in told}


def namesakes(election: Election, name: str) -> list[Resident]:
    """The residents of the place who bear a name, by group and household."""
    here = Resident.objects.filter(village=election.village_id, name=name, left_on=None)
    return list(
        here.select_related("group", "household").order_by("group__number", "household__number", "pk")
    )
