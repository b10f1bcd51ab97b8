from rest_framework.request import Request

from accounts.refusals import NotThere
from candidates.models import Candidacy
from candidates.queries.candidacy import candidacies_of, person_of
from elections.api.found import election_here
from villages.enums import Body


def candidacy_here(request: Request, village_code: str, pk: int) -> Candidacy:
    """A person who stands or stood in the village's election, or not there."""
    return _there(person_of(election_here(request, village_code), pk))


def candidacy_of_body(request: Request, village_code: str, pk: int, body: Body) -> Candidacy:
    """A person who stands or stood for a body in the village's election, or not there."""
    return _there(candidacies_of(election_here(request, village_code), body).filter(pk=pk).first())


def _there(found: Candidacy | None) -> Candidacy:
    if found is None:
        raise NotThere
    return found
