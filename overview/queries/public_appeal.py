"""What the public page tells of objections to the roll: whether one can be raised, until when, and how one stands."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from elections.enums import Step
from elections.models import Election
from elections.queries.progress import Progress, progress_of_one
from voting.appeal_rules import REFUSED, InForce, TimeToObject, appellants, late_appeals
from voting.models import Roll
from voting.queries.appeal import groups_of, time_of
from voting.queries.roll import published_roll


@dataclass(frozen=True)
class Objecting:
    """Whether the villagers can object now, and what holds for it."""

    roll: Roll | None
    is_open: bool
    time: TimeToObject
    late: bool
    who: InForce
    if_late: InForce
    groups: list[int]

    @property
    def taken_in(self) -> bool:
        """Whether an objection is taken in now: in time, or late where the township decides on such."""
        return self.roll is not None and self.is_open and not (self.late and self.if_late.value == REFUSED)


def objecting(election: Election, now: datetime) -> Objecting | None:
    """How objections to the roll of a village stand; None under a plan that knows no roll."""
    if not election.cycle.rules.has_step(Step.APPEALS):
        return None
    return objecting_by(progress_of_one(election, now), now)


def objecting_by(progress: Progress, now: datetime) -> Objecting:
    """The same, where the progress of the village is known."""
    step, time = progress.steps[Step.APPEALS], time_of(progress)
    rules = progress.election.cycle.rules
    return Objecting(
        roll=published_roll(progress.election),
        is_open=step.window.is_open(now) and not step.missing,
        time=time,
        late=time.is_late(localtime(now).date()),
        who=appellants(rules),
        if_late=late_appeals(rules),
        groups=groups_of(progress.election),
    )


def in_time_until(objecting: Objecting) -> date | None:
    """The last day on which an objection is in time, while it has not passed."""
    return objecting.time.last if objecting.taken_in and not objecting.late else None
