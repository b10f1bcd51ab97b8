"""Who failed the joint review for the committee, and what was decided on the place (C-REV-07)."""

from django.db.models import Exists, OuterRef

from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Review
from candidates.queries.candidacy import candidacies_of
from candidates.queries.seats import seats_of
from candidates.states import GONE
from elections.models import Election


def failure_is_decided(election: Election) -> bool:
    """Whether the rulebook wants it decided what becomes of the place (C-REV-07, AMB-49)."""
    rule = election.cycle.rules.review.failure_decided
    return bool(rule.stated and rule.value)


def failures_undecided(election: Election) -> list[Candidacy]:
    """Who was not passed by the joint review and on whose place nothing is decided; nobody where the rulebook asks nothing."""
    if not failure_is_decided(election):
        return []
    rejected = Review.objects.filter(
        candidacy=OuterRef("pk"), level=ReviewLevel.COUNTY, verdict=Verdict.REJECT
    )
    people = candidacies_of(election).filter(state=CandidacyState.REJECTED, failure_decision=None)
    return list(people.filter(Exists(rejected)))


def standing_and_needed(election: Election, post: str) -> tuple[int, int]:
    """How many still stand for a post, and how many a list needs by the differential."""
    rule = election.cycle.rules.nomination.candidates_extra_min
    seats = next((plan.seats for plan in seats_of(election) if plan.post == post), 0)
    standing = candidacies_of(election).filter(post=post).exclude(state__in=GONE)
    return standing.count(), seats + (rule.value if rule.stated else 0)
