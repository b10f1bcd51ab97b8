"""A place of the formal list that became free: how long somebody may still come into it."""

from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localtime

from candidates.list_rules import list_rules
from candidates.queries.withdrawal import list_change_due
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import StepProgress
from elections.services.gate import gate_ahead, let_through, locked_progress

ON_THE_WAY = frozenset({Step.PROPOSAL.value, Step.TOWNSHIP_REVIEW.value, Step.COUNTY_REVIEW.value})


def gate_of_way(
    step: str, election: Election, now: datetime, *, apart_from: Collection[str] = frozenset()
) -> StepProgress:
    """The gate of a step on the way to the formal list, for an act about one more candidate.

    Once the step is locked it is still open until the day before the vote, where somebody left the list and the
    rulebook has the next by votes fill the place (`review.withdrawn_filled`, ZJ-19). Raises what the gate raises.
    """
    progress = locked_progress(election, now)
    here = progress.steps.get(step)
    if (
        here is not None
        and step in ON_THE_WAY
        and _locked(here, now)
        and _to_be_filled(progress.election, now)
    ):
        return gate_ahead(Step.VOTING, election, now)
    return let_through(progress, step, now, apart_from=apart_from)


def _locked(here: StepProgress, now: datetime) -> bool:
    return here.window.locks is not None and now >= here.window.locks


def _to_be_filled(election: Election, now: datetime) -> bool:
    before = election.election_day is not None and localtime(now).date() < election.election_day
    return before and list_rules(election).fills and list_change_due(election)
