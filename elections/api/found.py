"""What an address of the API names, or not there."""

from typing import TypeVar

from rest_framework.request import Request

from accounts.refusals import NotThere
from elections.models import Election, StepExtension, StepRecord
from elections.queries.cycle import election_in
from elections.rules import require_step

Row = TypeVar("Row", StepRecord, StepExtension)


def election_here(request: Request, village_code: str, step: str | None = None) -> Election:
    """The election of a village in the cycle of the request. Raises StepNotInPlan where its plan lacks the `step`."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise NotThere
    if step is not None:
        require_step(election.cycle, step)
    return election


def record_here(election: Election, step: str, pk: int) -> StepRecord:
    return _found(election.step_records.filter(step=step, pk=pk).first(), election)


def extension_here(election: Election, step: str, pk: int) -> StepExtension:
    return _found(election.extensions.filter(step=step, pk=pk).first(), election)


def _found(row: Row | None, election: Election) -> Row:
    if row is None:
        raise NotThere
    row.election = election
    return row
