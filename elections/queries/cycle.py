from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import User
from accounts.queries.fixed import Among, FixedModels, Like, beginning
from elections.models import Cycle, Election

TOWNSHIP_PLACES = 9
RUNNING_FIRST = (F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")


_first = FixedModels(
    lambda covered, townships: (
        Cycle.objects.filter(Like("township", covered), Like("township", townships))
        .select_related("township")
        .order_by(*RUNNING_FIRST)[:1]
    )
)


def cycle_for(user: Any, township: str = "") -> Cycle | None:
    """The cycle a signed-in officer works in, of one township if its code is given.

    A running one before a closed one, then the newest.
    """
    if not user.is_authenticated or not user.held:
        return None
    return _first.first(_townships(user), beginning(township))


def cycles_for(user: User) -> QuerySet[Cycle]:
    """The cycles of the townships that the user's offices cover, or that cover the user's village; newest first."""
    return Cycle.objects.filter(Like("township", _townships(user)))


def _townships(user: User) -> list[str]:
    """Patterns of the townships that the user's offices cover, or that cover the user's village."""
    return beginning(*{office.scope[:TOWNSHIP_PLACES] for office in user.held})


def elections_for(user: User, cycle: Cycle | None) -> QuerySet[Election]:
    """The elections of a cycle in the villages that the user's offices cover, by official code."""
    covered = Q(pk__in=[])
    for office in user.held:
        covered |= Q(village__code__startswith=office.scope)
    return Election.objects.filter(covered, cycle=cycle).select_related("cycle__township", "village")


_of_village = FixedModels(
    lambda cycles, villages: (
        Election.objects.filter(Among("cycle", cycles), Among("village", villages))
        .select_related("village")
        .order_by("pk")
    )
)


def election_in(cycle: Cycle | None, village_code: str) -> Election | None:
    """The election of one village in a cycle, or None."""
    election = _of_village.first([cycle.pk], [village_code]) if cycle else None
    if election is not None and cycle is not None:
        election.cycle = cycle
    return election


def public_election(village_code: str) -> Election | None:
    """The newest election of a village, for its public board: a real one before a training one."""
    return (
        Election.objects.filter(village=village_code)
        .select_related("cycle__township", "village")
        .order_by("cycle__training", "-cycle__opened_at", "-cycle__pk")
        .first()
    )
