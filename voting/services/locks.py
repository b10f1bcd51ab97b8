"""The order in which rows are locked: the county's cycles, the election, then rows of its own."""

from elections.models import Cycle, Election
from voting.queries.roll import COUNTY_DIGITS


def lock_county(election: Election) -> None:
    """Hold the cycles of the county: two places cannot both take the same person onto their rolls at once."""
    cycles = Cycle.objects.filter(
        township__code__startswith=election.village_id[:COUNTY_DIGITS], training=election.cycle.training
    )
    list(cycles.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
