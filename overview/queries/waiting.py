"""What the head of every page counts: verdicts that wait for the officer's office, messages not read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.rules import offices_with
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from candidates.queries.department import waiting_for_department
from candidates.queries.review import passed_in_plan
from elections.models import Cycle
from elections.queries.cycle import elections_for
from overview.models import Digest
from villages.enums import Body

STATES = {
    "candidate.review_township": CandidacyState.PROPOSED,
    "candidate.review_county": CandidacyState.TOWNSHIP_PASSED,
}


@dataclass(frozen=True)
class Waiting:
    reviews: int
    unread: int


def waiting_for(user: User, cycle: Cycle | None) -> Waiting:
    """Both numbers in one query, for they are asked on every page."""
    unread = Digest.objects.filter(user=user, read_at=None)
    counts = User.objects.filter(pk=user.pk).values_list(
        _number(_reviews(user, cycle)) + _number(waiting_for_department(user, cycle)), _number(unread)
    )
    return Waiting(*counts.get())


def _reviews(user: User, cycle: Cycle | None) -> QuerySet[Candidacy]:
    states = [state for permission, state in STATES.items() if offices_with(user, permission)]
    if cycle is None or not states:
        return Candidacy.objects.none()
    people = Candidacy.objects.filter(
        election__in=elections_for(user, cycle), body__in=(Body.COMMITTEE, Body.PARTY), state__in=states
    )
    return people.exclude(passed_in_plan(cycle))


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as part of another query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
