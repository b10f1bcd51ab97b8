from elections.calendar import Item, build_calendar
from elections.models import Election
from elections.queries.progress import calendar_kind

SHOWN = ("roll_published", "formal_candidates_published", "handover_done", "archive_done")


def deadlines_of(election: Election) -> list[Item]:
    """The deadlines that follow from the election day of a village; none while it is not set."""
    if election.election_day is None:
        return []
    calendar = build_calendar(
        election.cycle.rules, election_day=election.election_day, village_kind=calendar_kind(election.village)
    )
    return [calendar[key] for key in SHOWN]
