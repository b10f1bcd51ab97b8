"""The election days of many villages at once: all of them, or none."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from elections.models import Cycle, Election
from elections.queries.planner import Planner, refuses
from elections.services.election import set_days


class VillagesRefused(Refusals):
    """What refuses the days of villages; `by_village` tells it beside each."""

    def __init__(self, by_village: Mapping[str, Sequence[Refusal]]) -> None:
        self.by_village = by_village
        super().__init__(refusal for refusals in by_village.values() for refusal in refusals)


@ungated("Planning: each day is set as one alone would be, and refused alike.")
def set_many_days(
    *,
    by: User,
    cycle: Cycle,
    elections: Sequence[Election],
    days: Mapping[str, date],
    per_day: int,
    now: datetime,
    reason: str = "",
) -> list[Election]:
    """Set the election days of all villages whose day changes, in one transaction, each with its line in the ledger.

    `days` are those of all villages by their codes, `per_day` how many the office can attend. Raises VillagesRefused
    with everything that speaks against any of them; then no day is changed.
    """
    changed = [e for e in elections if e.village_id in days and days[e.village_id] != e.election_day]
    refused: dict[str, list[Refusal]] = {}
    with transaction.atomic():
        planner = Planner(cycle, elections, now)
        for election in changed:
            crowd = planner.objections(election.village_id, days, per_day, reason=reason)
            found = [each for each in crowd if refuses(each)]
            if not found:
                found = _set(by, election, days[election.village_id], now, reason)
            if found:
                refused[election.village_id] = found
        if refused:
            raise VillagesRefused(refused)
    return changed


def _set(by: User, election: Election, day: date, now: datetime, reason: str) -> list[Refusal]:
    """Set one day; what refuses it is told and not raised, so that the others are looked at too."""
    try:
        set_days(
            by=by,
            election=election,
            registration_day=election.registration_day,
            party_day=election.party_day,
            election_day=day,
            reason=reason,
            now=now,
        )
    except Refusals as error:
        return error.refusals
    except Refusal as refusal:
        return [refusal]
    return []
