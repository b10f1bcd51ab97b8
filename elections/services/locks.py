from accounts.queries.fixed import Among, FixedModels, FixedQuery
from elections.models import Election

_held = FixedQuery(
    lambda pks: Election.objects.select_for_update().filter(Among("pk", pks)).order_by().values_list("pk")
)
_read = FixedModels(
    lambda pks: Election.objects.filter(Among("pk", pks)).select_related("cycle__township", "village")
)


def lock_election(election: Election) -> Election:
    """The election as it stands now, held until the transaction ends, with its cycle and village.

    Read in a second statement, after the lock: one that waits for the lock sees the rows it joins as they were before
    it waited, so that an amendment of the rulebook committed meanwhile would go unseen.
    """
    _held([election.pk])
    (found,) = _read([election.pk])
    return found
