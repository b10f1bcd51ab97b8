"""The register of posts as an election sees it: a training cycle has its own terms beside it."""

from django.db.models import QuerySet

from accounts.queries.fixed import Among, Asked
from elections.models import Election
from villages.models import Cadre
from villages.queries.posts import posts_in


def posts_for(election: Election) -> QuerySet[Cadre]:
    """The posts of all places as this election sees them. The election comes with its cycle."""
    training = election.cycle.own_posts
    return Cadre.objects.all() if training is None else posts_in([training])


def posts_for_all(elections: Asked) -> QuerySet[Cadre]:
    """The same for elections of one cycle, by their numbers; for a FixedQuery too."""
    trainings = Election.objects.filter(Among("pk", elections), cycle__training=True)
    return posts_in(trainings.order_by().values("cycle_id"))
