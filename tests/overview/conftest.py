from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.models import User
from elections.models import Cycle, Election, StepRecord
from tests.cast import BODIES, ELECTION_DAY, LAUNCH, PREPARED, at, body_on_record

Record = Callable[..., StepRecord | None]
HELD = at(2020, 12, 10)


@pytest.fixture
def recorded(township: User) -> Record:
    """Puts an off-line step on record: recorded(election, step, on=…)."""

    def make(election: Election, step: str, on: datetime = HELD) -> StepRecord | None:
        if step in BODIES:
            body_on_record(election, step, on.date(), on)
            return None
        return StepRecord.objects.create(
            election=election,
            step=step,
            parts=[part.key for part in election.cycle.rules.step(step).parts],
            held_on=on.date(),
            people="王晓梅",
            note="会议已开",
            recorded_at=on,
            recorded_by=township,
        )

    return make


@pytest.fixture
def town(cycle: Cycle, recorded: Record) -> Cycle:
    """Three villages that vote on 20 January 2021 and have launched, on 29 December 2020."""
    for election in cycle.elections.all():
        with_day(election, ELECTION_DAY)
        for step in (*LAUNCH, *PREPARED):
            recorded(election, step)
    return cycle


def with_day(election: Election, day: date | None) -> Election:
    election.election_day = day
    election.save()
    return election


def election_of(cycle: Cycle, village_code: str) -> Election:
    return cycle.elections.select_related("cycle__township", "village").get(village=village_code)
