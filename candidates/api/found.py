from rest_framework.request import Request

from accounts.refusals import NotThere
from candidates.models import Candidacy
from candidates.queries.candidacy import person_of
from elections.api.found import election_here


def candidacy_here(request: Request, village_code: str, pk: int) -> Candidacy:
    """A person who stands or stood in the village's election, or not there."""
    found = person_of(election_here(request, village_code), pk)
    if found is None:
        raise NotThere
    return found
