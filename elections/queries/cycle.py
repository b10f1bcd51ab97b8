from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import User
from elections.models import Cycle, Election

RUNNING_FIRST = (F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")


def cycle_for(user: Any, township: str = "") -> Cycle | None:
    """The cycle a signed-in officer works in, of one township if its code is given.

    A running one before a closed one, then the newest.
    """
    if not user.is_authenticated or not user.held:
        return None
    near = cycles_for(user).filter(township__code__startswith=township)
    return near.select_related("township").order_by(*RUNNING_FIRST).first()


def cycles_for(user: User) -> QuerySet[Cycle]:
    """The cycles of the townships that the user's offices cover, or that cover the user's village; newest first."""
    near = Q(pk__in=[])
    for office in user.held:
        near |= Q(township__code__startswith=office.scope) | Q(township__code=office.scope[:9])
    return Cycle.objects.filter(near)


def elections_for(user: User, cycle: Cycle | None) -> QuerySet[Election]:
    """The elections of a cycle in the villages that the user's offices cover, by official code."""
    covered = Q(pk__in=[])
    for office in user.held:
        covered |= Q(village__code__startswith=office.scope)
    return Election.objects.filter(covered, cycle=cycle).select_related("cycle__township", "village")


def election_in(cycle: Cycle | None, village_code: str) -> Election | None:
    """The election of one village in a cycle, or None."""
    return (
        Election.objects.filter(cycle=cycle, village=village_code)
        .select_related("cycle__township", "village")
        .first()
    )


def public_election(village_code: str) -> Election | None:
    """The newest election of a village, for its public board: a real one before a training one."""
    return (
        Election.objects.filter(village=village_code)
        .select_related("cycle__township", "village")
        .order_by("cycle__training", "-cycle__opened_at", "-cycle__pk")
        .first()
    )
