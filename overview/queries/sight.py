"""What an officer looks over: the elections of the own cycle, for a county those of all its townships."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from elections.models import Cycle, Election
from elections.queries.cycle import cycles_for
from elections.queries.progress import Progress, progress_of

TOWNSHIP_DIGITS = 9


def elections_in_sight(user: User, cycle: Cycle | None) -> list[Election]:
    """The elections of the places in the user's scopes, by official code; those of one cycle share its rulebook."""
    if cycle is None:
        return []
    cycles = {each.pk: each for each in _cycles_in_sight(user, cycle)}
    covered = Q(pk__in=[])
    for office in user.held:
        covered |= Q(village__code__startswith=office.scope)
    found = list(Election.objects.filter(covered, cycle__in=cycles).select_related("village__township"))
    for election in found:
        election.cycle = cycles[election.cycle_id]
    return found


def election_in_sight(user: User, cycle: Cycle | None, village_code: str) -> Election | None:
    """The election of one village in those cycles, or None."""
    if cycle is None:
        return None
    found = Election.objects.filter(village=village_code, cycle__in=_cycles_in_sight(user, cycle))
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


def _cycles_in_sight(user: User, cycle: Cycle) -> list[Cycle]:
    """The cycle itself; for a wider scope also the newest of each other township, real or training like it."""
    if all(len(office.scope) >= TOWNSHIP_DIGITS for office in user.held):
        return [cycle]
    newest: dict[str, Cycle] = {cycle.township_id: cycle}
    for each in cycles_for(user).filter(training=cycle.training).select_related("township"):
        newest.setdefault(each.township_id, each)
    return list(newest.values())
