"""What an officer looks over: the elections of the own cycle, for a county those of all its townships."""

from datetime import datetime

from django.db.models import Case, Q, When

from accounts.models import User
from elections.models import Cycle, Election
from elections.queries.cycle import cycles_for
from elections.queries.progress import Progress, progress_of

TOWNSHIP_DIGITS = 9


def elections_in_sight(user: User, cycle: Cycle | None) -> list[Election]:
    """The elections of the places in the user's scopes, by official code; those of one cycle share its object."""
    if cycle is None:
        return []
    covered = Q(pk__in=[])
    for office in user.held:
        covered |= Q(village__code__startswith=office.scope)
    found = list(
        Election.objects.filter(covered, _in_sight(user, cycle)).select_related(
            "cycle__township", "village__township"
        )
    )
    shared = {cycle.pk: cycle}
    for election in found:
        election.cycle = shared.setdefault(election.cycle_id, election.cycle)
    return found


def election_in_sight(user: User, cycle: Cycle | None, village_code: str) -> Election | None:
    """The election of one village in those cycles, or None."""
    if cycle is None:
        return None
    found = Election.objects.filter(_in_sight(user, cycle), village=village_code)
    return found.select_related("cycle__township", "village__township").first()


def progress_in_sight(user: User, cycle: Cycle | None, now: datetime) -> list[Progress]:
    """How the steps of these elections stand, each on the clock of its cycle; `now` holds for real cycles."""
    by_clock: dict[datetime, list[Election]] = {}
    for election in elections_in_sight(user, cycle):
        by_clock.setdefault(election.cycle.now(now), []).append(election)
    found = [
        progress for moment, elections in by_clock.items() for progress in progress_of(elections, moment)
    ]
    return sorted(found, key=lambda progress: progress.election.village_id)


def _in_sight(user: User, cycle: Cycle) -> Q:
    """Of the cycle itself; for a wider scope also of the newest of each other township, real or training like it."""
    if all(len(office.scope) >= TOWNSHIP_DIGITS for office in user.held):
        return Q(cycle=cycle)
    own_first = Case(When(pk=cycle.pk, then=0), default=1)
    cycles = cycles_for(user).filter(training=cycle.training)
    newest = cycles.order_by("township_id", own_first, "-opened_at", "-pk").distinct("township_id")
    return Q(cycle__in=newest.values("pk"))
