from elections.models import Election


def lock_election(election: Election) -> Election:
    """The election as it stands now, held until the transaction ends, with its cycle and village.

    Read in a second statement, after the lock: one that waits for the lock sees the rows it joins as they were before
    it waited, so that an amendment of the rulebook committed meanwhile would go unseen.
    """
    Election.objects.select_for_update().only("pk").get(pk=election.pk)
    return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)
