"""Who sat before an election gave its terms."""

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from accounts.queries.fixed import Among, Asked
from candidates.models import ElectedTerm
from elections.queries.posts import posts_for_all
from villages.models import Cadre

RAN = Q(until=None) | Q(until__gte=F("given"))


def terms_before(elections: Asked) -> QuerySet[Cadre]:
    """The terms that had begun when the first that one of these elections gave in the body began; `sat`: that ran then.

    What a person was before the election (new or continuing, the team before) does not change with its result.
    """
    given = ElectedTerm.objects.filter(
        Among("election", elections),
        election__village=OuterRef("village"),
        term__body=OuterRef("body"),
    )
    first = Subquery(given.order_by("term__since").values("term__since")[:1])
    begun = Q(given=None) | Q(since__lt=F("given"))
    sat = ExpressionWrapper(RAN, output_field=BooleanField())
    return posts_for_all(elections).annotate(given=first).filter(begun).annotate(sat=sat)


def sitting_before(elections: Asked) -> QuerySet[Cadre]:
    """Who sits, or sat when the first terms that one of these elections gave in the body began."""
    return terms_before(elections).filter(RAN)
