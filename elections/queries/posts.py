"""The register of posts as an election sees it: a training cycle has its own terms beside it."""

from collections.abc import Collection

from django.db.models import QuerySet

from elections.models import Election
from villages.models import Cadre
from villages.queries.posts import posts_in


def posts_for(election: Election) -> QuerySet[Cadre]:
    """The posts of all places as this election sees them. The election comes with its cycle."""
    training = election.cycle.own_posts
    return Cadre.objects.all() if training is None else posts_in([training])


def posts_for_all(elections: Collection[int]) -> QuerySet[Cadre]:
    """The same for elections of one cycle, by their numbers."""
    trainings = Election.objects.filter(pk__in=list(elections), cycle__training=True)
    return posts_in(trainings.order_by().values("cycle_id"))
