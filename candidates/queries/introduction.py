"""How the candidates were made known to the voters, read."""

from datetime import datetime

from django.db.models import QuerySet

from candidates.models import Introduction
from elections.models import Election
from voting.models import Contest


def introductions_of(election: Election) -> QuerySet[Introduction]:
    """Every introduction on record, the earliest first."""
    return (
        Introduction.objects.filter(election=election).select_related("recorded_by").order_by("held_on", "pk")
    )


def list_posted_on(election: Election) -> datetime | None:
    """When the formal list was posted first: with it the vote was prepared. None before."""
    first = Contest.objects.filter(election=election).order_by("number").first()
    return first.created_at if first else None
