"""A postponement after which the roll is drawn up and posted anew (A-ROLL-22)."""

from datetime import datetime

from elections.models import Election, Postponement
from voting.models import Roll
from voting.queries.roll import published_roll


def renewal_due(election: Election) -> Postponement | None:
    """The postponement that asks for a new roll, while none was published since it."""
    renewed = election.postponements.filter(renews_roll=True).order_by("-made_at").first()
    roll = published_roll(election)
    if renewed is None or roll is None or roll.published_at is None:
        return None
    return renewed if roll.published_at < renewed.made_at else None


def first_publication(roll: Roll) -> datetime:
    """When the roll was first posted that this version corrects: the time for objections counts from then. A roll
    that was renewed counts anew. The version must be published.
    """
    assert roll.published_at is not None
    renewals = roll.election.postponements.filter(renews_roll=True, made_at__lte=roll.published_at)
    renewed = renewals.order_by("-made_at").values_list("made_at", flat=True).first()
    versions = roll.election.rolls.filter(published_at__lte=roll.published_at)
    if renewed is not None:
        versions = versions.filter(published_at__gte=renewed)
    moments = versions.order_by("published_at").values_list("published_at", flat=True)
    return moments.first() or roll.published_at
