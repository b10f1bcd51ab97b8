"""What an amendment of a cycle's rulebook would do, and what earlier ones did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.said import Said
from elections.calendar import CalendarNotAnnounced, Window, build_calendar, step_windows
from elections.enums import State
from elections.models import Amendment, Cycle, Election
from elections.models.rulebook import thawed_all
from elections.queries.allowances import Allowances, allowances_of
from elections.queries.comparison import Section, comparison_of
from elections.queries.progress import Progress, StepProgress, calendar_kind, events_of, progress_of
from elections.rulebook import Rulebook
from elections.states import last_day
from villages.models import Village

MOVED, KEPT, NEW, GONE = "moved", "kept", "new", "gone"
Days = tuple[date | None, date | None, date | None]


@dataclass(frozen=True)
class Move:
    """One step whose window another rulebook changes in some villages: from which days to which.

    `state` is "moved", "kept" (closed: it stays as it was), "new" or "gone". `locked` says that the new window is over
    already, so that the step would be locked at once.
    """

    step: str
    title: Said
    state: str
    before: Days
    after: Days
    villages: list[Village]
    locked: bool


@dataclass(frozen=True)
class Preview:
    """What would change, step by step in the order of the work. `unknown` is a year whose days off are not known."""

    moves: list[Move]
    unknown: int | None = None

    def windows(self, state: str) -> int:
        return sum(len(move.villages) for move in self.moves if move.state == state)

    @property
    def open_moves(self) -> list[Move]:
        return [move for move in self.moves if move.state != KEPT]

    @property
    def kept_moves(self) -> list[Move]:
        return [move for move in self.moves if move.state == KEPT]

    @property
    def moved(self) -> int:
        return self.windows(MOVED) + self.windows(NEW) + self.windows(GONE)

    @property
    def kept(self) -> int:
        return self.windows(KEPT)

    @property
    def villages(self) -> int:
        return len({village.pk for move in self.moves if move.state != KEPT for village in move.villages})


@dataclass(frozen=True)
class Past:
    """An amendment that came into force, and where the two editions differ."""

    amendment: Amendment
    changes: list[Section]


def closed(step: StepProgress, now: datetime) -> bool:
    """Whether an amendment leaves the step as it was: it is done, or past its lock."""
    locks = step.window.locks
    return step.standing.state == State.DONE or (locks is not None and now >= locks)


def preview_of(cycle: Cycle, rules: Rulebook, now: datetime) -> Preview:
    """Which steps of which villages would get another window if these rules came into force at `now`."""
    elections = list(cycle.elections.select_related("cycle__township", "village").order_by("village_id"))
    allowed = allowances_of(elections)
    found: dict[tuple[str, str, Days, Days], Move] = {}
    order = [rule.key for rule in (*cycle.rules.steps, *rules.steps)]
    try:
        for progress in progress_of(elections, now):
            for move in _moves(progress, rules, allowed, now):
                known = found.setdefault((move.step, move.state, move.before, move.after), move)
                if known is not move:
                    known.villages.extend(move.villages)
    except CalendarNotAnnounced as unknown:
        return Preview([], unknown.year)
    return Preview(sorted(found.values(), key=lambda move: order.index(move.step)))


def history_of(cycle: Cycle) -> list[Past]:
    """The amendments of a cycle, the newest first, each with what it changed."""
    made = list(cycle.amendments.select_related("before", "after", "made_by").order_by("-pk"))
    books = thawed_all([edition for one in made for edition in (one.before, one.after)])
    return [Past(one, comparison_of(books[one.before_id], books[one.after_id])) for one in made]


def _moves(progress: Progress, rules: Rulebook, allowed: Allowances, now: datetime) -> Iterator[Move]:
    election = progress.election
    windows = _windows(progress, rules, allowed)
    for key in dict.fromkeys([*progress.steps, *windows]):
        before, after = progress.steps.get(key), windows.get(key)
        old, new = _days(before.window if before else None), _days(after)
        if old == new and (before is None) == (after is None):
            continue
        yield Move(
            step=key,
            title=Said((rules if rules.has_step(key) else election.cycle.rules).step(key).title),
            state=_state(before, after, now),
            before=old,
            after=new,
            villages=[election.village],
            locked=after is not None and after.locks is not None and now >= after.locks,
        )


def _windows(progress: Progress, rules: Rulebook, allowed: Allowances) -> Mapping[str, Window]:
    """The windows of an election's steps under other rules, with the time that was granted."""
    election: Election = progress.election
    calendar = build_calendar(
        rules,
        election_day=election.election_day,
        party_day=election.party_day,
        village_kind=calendar_kind(election.village),
        events=events_of(rules, {key: step.evidence for key, step in progress.steps.items()}),
        work=allowed.work(election),
    )
    return {key: allowed.window(election, key, window) for key, window in step_windows(calendar).items()}


def _state(before: StepProgress | None, after: Window | None, now: datetime) -> str:
    if before is None:
        return NEW
    if closed(before, now):
        return KEPT
    return MOVED if after is not None else GONE


def _days(window: Window | None) -> Days:
    """First day, last day, and the last day on which anything can be written."""
    if window is None:
        return (None, None, None)
    return (
        localtime(window.opens).date() if window.opens else None,
        last_day(window.closes) if window.closes else None,
        last_day(window.locks) if window.locks else None,
    )
