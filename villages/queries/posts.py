"""The register of posts: as it is, or as a training cycle left it for itself."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from villages.models import Cadre


def posts_in(trainings: Sequence[int] | QuerySet[Any]) -> QuerySet[Cadre]:
    """The posts of the register; in these training cycles with what they entered, and without what they ended of it.

    `trainings` are numbers of training cycles, or a query of them; none: the register as it is.
    """
    stood_for = Cadre.everywhere.filter(stands_for=OuterRef("pk"), training__in=trainings)
    return Cadre.everywhere.filter(Q(training=None) & ~Exists(stood_for) | Q(training__in=trainings))
