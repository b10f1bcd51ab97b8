from elections.models import Election


def lock_election(election: Election) -> Election:
    """The election as it stands now, held until the transaction ends, with its cycle and village."""
    return (
        Election.objects.select_for_update(of=("self",))
        .select_related("cycle__township", "village")
        .get(pk=election.pk)
    )
