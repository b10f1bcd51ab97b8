"""What objections to a roll there are, which stand open, and by when each is answered (A-ROLL-19 to A-ROLL-21)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from elections.models import Election
from voting.enums import AppealState
from voting.models import Appeal, Roll

OPEN = Q(state=AppealState.RECEIVED)
# Adjusted, and no version was published since that could hold the change.
UNPUBLISHED = Q(state=AppealState.ADJUSTED) & ~Exists(
    Roll.objects.filter(
        election=OuterRef("election"),
        published_at__gte=OuterRef("decided_at"),
        version__gt=OuterRef("roll__version"),
    )
)


def open_appeals(election: Election) -> QuerySet[Appeal]:
    """The objections that came in time and are not decided: while one stands, there is no vote (A-ROLL-20).

    Late ones, which the township decides, stop nothing: else anybody could stop a vote on its eve.
    """
    return election.appeals.filter(OPEN)


def unpublished_adjustments(election: Election) -> QuerySet[Appeal]:
    """The objections upheld whose change is not published yet: until then no voter cards (A-ROLL-21)."""
    return election.appeals.filter(UNPUBLISHED)
