"""A postponement after which the roll is drawn up and posted anew (A-ROLL-22)."""

from elections.models import Election, Postponement
from voting.queries.roll import published_roll


def renewal_due(election: Election) -> Postponement | None:
    """The postponement that asks for a new roll, while none was published since it."""
    renewed = election.postponements.filter(renews_roll=True).order_by("-made_at").first()
    roll = published_roll(election)
    if renewed is None or roll is None or roll.published_at is None:
        return None
    return renewed if roll.published_at < renewed.made_at else None
