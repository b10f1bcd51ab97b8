from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from accounts.models import User
from candidates.models import SeatPlan
from elections.enums import State
from elections.models import Cycle, Election
from elections.queries.progress import Progress, StepProgress, progress_of_one
from overview.queries.board import PRECEDENCE
from overview.queries.figures import voters_of
from overview.queries.sight import progress_in_sight
from overview.queries.timeline import Timeline, timeline_of
from overview.step_pages import Page, page_of
from villages.models import Group

URGENT = (State.LATE, State.BACK, State.SOON, State.WAIT, State.OPEN)


@dataclass(frozen=True)
class VillageRow:
    """A village of the list: its election, its voters if there is a roll, and how its steps stand."""

    election: Election
    voters: int | None
    done: int
    steps: int
    worst: StepProgress | None


@dataclass(frozen=True)
class StepRow:
    """A step of the schedule with the page where the viewer does it or looks at it."""

    step: StepProgress
    page: Page
    current: bool


@dataclass(frozen=True)
class Current:
    """The most urgent step: time left (days and hours, None without an end), what must stand, what follows."""

    row: StepRow
    days: int | None
    hours: int | None
    before: list[StepProgress]
    after: list[StepProgress]


@dataclass(frozen=True)
class Schedule:
    """The page of one village."""

    election: Election
    voters: int | None
    groups: int
    seats: list[SeatPlan]
    days_left: int | None
    rows: list[StepRow]
    done: int
    current: Current | None
    wide: Timeline
    narrow: Timeline


def villages_of(user: User, cycle: Cycle | None, now: datetime) -> list[VillageRow]:
    """The villages in sight, by official code."""
    found = progress_in_sight(user, cycle, now)
    voters = voters_of([progress.election for progress in found])
    return [_village(progress, voters) for progress in found]


def schedule_of(election: Election, user: User, now: datetime) -> Schedule:
    """One village: facts, strip of time, steps, and the most urgent one."""
    progress = progress_of_one(election, now)
    urgent = _worst(progress)
    steps = [s for s in progress.steps.values() if s.standing.state != State.NA]
    rows = [StepRow(step, page_of(step, user), step is urgent) for step in steps]
    day = election.election_day
    return Schedule(
        election=election,
        voters=voters_of([election]).get(election.pk),
        groups=Group.objects.filter(village=election.village_id).count(),
        seats=list(SeatPlan.objects.filter(election=election)),
        days_left=(day - localtime(now).date()).days if day else None,
        rows=rows,
        done=progress.done,
        current=_current(rows, progress, now),
        wide=timeline_of(progress, now, width=1324, left=74, weeks=(4, 3)),
        narrow=timeline_of(progress, now, width=390, left=60, weeks=(2, 1)),
    )


def _village(progress: Progress, voters: dict[int, int]) -> VillageRow:
    steps = [s for s in progress.steps.values() if s.standing.state != State.NA]
    election = progress.election
    return VillageRow(election, voters.get(election.pk), progress.done, len(steps), _worst(progress))


def _worst(progress: Progress) -> StepProgress | None:
    urgent = [step for step in progress.steps.values() if step.standing.state in URGENT]
    return min(urgent, key=lambda step: PRECEDENCE.index(step.standing.state), default=None)


def _current(rows: Sequence[StepRow], progress: Progress, now: datetime) -> Current | None:
    row = next((row for row in rows if row.current), None)
    if row is None:
        return None
    closes = row.step.window.closes
    left = abs(closes - now) if closes else None
    every = list(progress.steps.values())
    return Current(
        row=row,
        days=left.days if left is not None else None,
        hours=left.seconds // int(timedelta(hours=1).total_seconds()) if left is not None else None,
        before=[step for step in every if step.step in _before(row.step) and step.standing.state != State.NA],
        after=[s for s in every if row.step.step in _before(s) and s.standing.state != State.NA],
    )


def _before(step: StepProgress) -> set[str]:
    return {needed.step for needed in step.rule.prerequisites}
