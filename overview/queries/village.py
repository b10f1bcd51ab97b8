from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from accounts.models import User
from candidates.models import CommitteeMember, SeatPlan
from candidates.queries.branch_election import branches_elect, organisation_elected_on, rows_of
from candidates.queries.election_committee import serving_members
from candidates.queries.seats import seats_of
from elections.enums import State
from elections.models import Cycle, Election, StepRecord
from elections.queries.progress import Progress, StepProgress, progress_of_one
from overview.queries.board import ACTIVE, RANK, Cell, cell_of
from overview.queries.columns import Column, steps_by_group
from overview.queries.figures import voters_of
from overview.queries.sight import progress_in_sight
from overview.queries.timeline import Timeline, timeline_of
from overview.queries.work import OVERSEERS, rooted
from overview.step_pages import Page, page_of, step_page
from villages.models import Group as VillageGroup


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
    """A step of the schedule with the page where the viewer does it or looks at it.

    `records` are those of an off-line step that stand, `step_url` the page where they are read in full.
    """

    step: StepProgress
    page: Page
    current: bool
    records: tuple[StepRecord, ...] = ()
    step_url: str = ""


@dataclass(frozen=True)
class Section:
    """A group of steps as the schedule shows it, with its cell of the board: what is over or not open is folded."""

    cell: Cell
    rows: list[StepRow]

    @property
    def column(self) -> Column:
        return self.cell.column

    @property
    def state(self) -> State:
        return self.cell.state

    @property
    def done(self) -> int:
        return sum(row.step.standing.state == State.DONE for row in self.rows)

    @property
    def open(self) -> bool:
        """Whether something in it is to be done or waited for now."""
        return self.state in ACTIVE or any(row.current for row in self.rows)


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
    committee: list[CommitteeMember]
    branches_left: int
    days_left: int | None
    rows: list[StepRow]
    sections: list[Section]
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
    urgent, records = _urgent(progress, user), records_of(election)
    steps = [s for s in progress.steps.values() if s.standing.state != State.NA]
    rows = [
        StepRow(
            step=step,
            page=page_of(step, user),
            current=step is urgent,
            records=records.get(step.step, ()),
            step_url=step_page(step, user),
        )
        for step in steps
    ]
    day = election.election_day
    return Schedule(
        election=election,
        voters=voters_of([election]).get(election.pk),
        groups=VillageGroup.objects.filter(village=election.village_id).count(),
        seats=list(seats_of(election)),
        committee=list(serving_members(election)),
        branches_left=_branches_left(progress),
        days_left=(day - localtime(now).date()).days if day else None,
        rows=rows,
        sections=_sections(progress, rows, localtime(now).date()),
        done=progress.done,
        current=_current(rows, progress, now),
        wide=timeline_of(progress, now, width=1324, left=74, weeks=(4, 3)),
        narrow=timeline_of(progress, now, width=390, left=60, weeks=(2, 1)),
    )


def _branches_left(progress: Progress) -> int:
    """Sub-branches that still have to elect, once the new Party organisation is elected (A-ASM-04)."""
    if not branches_elect(progress.election.cycle.rules) or not organisation_elected_on(
        progress.steps.values()
    ):
        return 0
    return sum(row.record is None for row in rows_of(progress.election))


def records_of(election: Election) -> dict[str, tuple[StepRecord, ...]]:
    """The records of the off-line steps that stand, with signatures and the names of their files."""
    rows = StepRecord.objects.filter(election=election, withdrawn_at=None)
    found: dict[str, tuple[StepRecord, ...]] = {}
    for record in rows.prefetch_related("signatures", "files"):
        found[record.step] = (*found.get(record.step, ()), record)
    return found


def _sections(progress: Progress, rows: Sequence[StepRow], today: date) -> list[Section]:
    """The rows by group, in the order of the groups."""
    held = {row.step.step: row for row in rows}
    found = (
        Section(cell_of(progress, group.number, today)[0], [held[step] for step in steps if step in held])
        for group, steps in steps_by_group(progress.election.cycle.rules)
    )
    return [section for section in found if section.rows]


def _urgent(progress: Progress, user: User) -> StepProgress | None:
    """The step that stands on the card: the most urgent that the viewer does, else the most urgent of all.

    Who looks over others sees the most urgent of all. What is late only because of a step before it stands behind.
    """
    roles = {office.role for office in user.held}
    urgent = [step for step in rooted(progress) if step.standing.state in ACTIVE]
    if roles & OVERSEERS:
        return min(urgent, key=lambda step: RANK[step.standing.state], default=None)
    own = [s for s in urgent if roles.intersection(s.rule.who) or s.evidence.waiting_for in roles]
    return min(own or urgent, key=lambda step: RANK[step.standing.state], default=None)


def _village(progress: Progress, voters: dict[int, int]) -> VillageRow:
    steps = [s for s in progress.steps.values() if s.standing.state != State.NA]
    election = progress.election
    return VillageRow(election, voters.get(election.pk), progress.done, len(steps), _worst(progress))


def _worst(progress: Progress) -> StepProgress | None:
    urgent = [step for step in rooted(progress) if step.standing.state in ACTIVE]
    return min(urgent, key=lambda step: RANK[step.standing.state], default=None)


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
