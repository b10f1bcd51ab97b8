from accounts.models import User
from accounts.rules import offices_with
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from elections.models import Cycle
from elections.queries.cycle import elections_for

STATES = {
    "candidate.review_township": CandidacyState.PROPOSED,
    "candidate.review_county": CandidacyState.TOWNSHIP_PASSED,
}


def reviews_waiting_for(user: User, cycle: Cycle | None) -> int:
    """How many candidacies of the cycle wait for a verdict of one of the user's offices."""
    states = [state for permission, state in STATES.items() if offices_with(user, permission)]
    if cycle is None or not states:
        return 0
    return Candidacy.objects.filter(election__in=elections_for(user, cycle), state__in=states).count()
