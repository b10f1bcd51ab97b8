from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import offices_with
from candidates.enums import CandidacyState, ReviewLevel
from candidates.models import Candidacy, Review
from candidates.rules import PERMISSION
from candidates.states import WAITS_FOR
from elections.models import Cycle
from villages.enums import Body


def reviews_waiting_for(user: User, cycle: Cycle | None) -> QuerySet[Candidacy]:
    """The people of a cycle on whom the user's offices owe a verdict; who has waited longest stands first."""
    return _people(cycle).filter(_owed_by(user)).exclude(passed_in_plan(cycle))


def reviews_returned_by(user: User, cycle: Cycle | None) -> QuerySet[Candidacy]:
    """The people within the user's review for whom a village owes an answer to a return."""
    return _people(cycle).filter(_reviewed_by(user), state=CandidacyState.RETURNED)


def reviews_decided_by(user: User, cycle: Cycle | None) -> QuerySet[Candidacy]:
    """The people within the user's review on whom no verdict of the user is owed any more; the latest first."""
    open_states = (CandidacyState.NOMINATED, CandidacyState.DECLINED, CandidacyState.RETURNED)
    owed = _owed_by(user) & ~passed_in_plan(cycle)
    people = _people(cycle).filter(_reviewed_by(user)).exclude(owed).exclude(state__in=open_states)
    return people.order_by("-changed_at", "pk")


def _owed_by(user: User) -> Q:
    owed = Q(pk__in=[])
    for state, level in WAITS_FOR.items():
        owed |= _covered(user, PERMISSION[level]) & Q(state=state)
    return owed


def passed_in_plan(cycle: Cycle | None) -> Q:
    """The Party's people whom the township has passed, where the plan has no review of the county for them."""
    path = cycle.rules.party_path if cycle else ()
    if not path or any(stage.level == "county" for stage in path):
        return Q(pk__in=[])
    return Q(body=Body.PARTY, state=CandidacyState.TOWNSHIP_PASSED)


def _reviewed_by(user: User) -> Q:
    """Whom the user has decided on or will: the county's people are those the township has passed once."""
    seen = Q(pk__in=[])
    for level, permission in PERMISSION.items():
        seen |= _covered(user, permission) & (
            Q() if level == ReviewLevel.TOWNSHIP else Q(pk__in=_decided(level))
        )
    return seen


def _decided(level: ReviewLevel) -> QuerySet[Review, int]:
    return Review.objects.filter(level=level).values_list("candidacy_id", flat=True)


def _covered(user: User, permission: str) -> Q:
    covered = Q(pk__in=[])
    for office in offices_with(user, permission):
        covered |= Q(election__village__code__startswith=office.scope)
    return covered


def _people(cycle: Cycle | None) -> QuerySet[Candidacy]:
    return (
        Candidacy.objects.filter(election__cycle=cycle, body__in=(Body.COMMITTEE, Body.PARTY))
        .select_related("election__village", "resident__group")
        .order_by("changed_at", "election__village_id", "post", "-votes", "pk")
    )
