"""The next seven days: which steps end, which open, where people vote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.timezone import localtime

from elections.enums import State, Step
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Text
from elections.states import last_day

DAYS = 7
Moment = tuple[date, str, StepProgress]


@dataclass
class Event:
    """A step that ends or opens on a day, or the vote; `everywhere` when it is so in every village in sight."""

    kind: str
    title: Text
    places: list[str] = field(default_factory=list)
    everywhere: bool = False


@dataclass(frozen=True)
class Day:
    on: date
    events: list[Event]


def next_days(found: list[Progress], today: date) -> list[Day]:
    """What happens from tomorrow on, day by day; days without anything are left out."""
    wanted = {today + timedelta(days=n) for n in range(1, DAYS + 1)}
    days: dict[date, dict[tuple[str, str], Event]] = {}
    for on, kind, step in _moments(found):
        if on in wanted:
            event = days.setdefault(on, {}).setdefault((kind, step.step), Event(kind, step.rule.title))
            event.places.append(step.election.village.name)
            event.everywhere = len(event.places) == len(found) > 1
    return [Day(on, list(days[on].values())) for on in sorted(days)]


def next_deadline(found: list[Progress], today: date) -> date | None:
    """The first day after today on which an open or coming step ends."""
    ends = (on for on, kind, _step in _moments(found) if kind != "opens" and on > today)
    return min(ends, default=None)


def _moments(found: Iterable[Progress]) -> Iterator[Moment]:
    """The ends and openings still to come; everything that ends or opens with the vote is told as the vote alone."""
    for progress in found:
        vote = progress.election.election_day
        for step in progress.steps.values():
            if step.standing.state in (State.DONE, State.NA):
                continue
            if step.step == Step.VOTING and vote is not None:
                yield vote, "vote", step
            yield from (moment for moment in _ends_and_opens(step) if moment[0] != vote)


def _ends_and_opens(step: StepProgress) -> Iterator[Moment]:
    if step.window.closes is not None:
        yield last_day(step.window.closes), "ends", step
    if step.window.opens is not None:
        yield localtime(step.window.opens).date(), "opens", step
