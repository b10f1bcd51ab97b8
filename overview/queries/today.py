from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import User
from elections.enums import Step
from elections.models import Cycle, Election
from elections.queries.progress import Progress
from overview.queries.days import Day, next_days, next_deadline
from overview.queries.figures import Figures, figures_of
from overview.queries.phases import PhaseStanding, phases_of
from overview.queries.sight import progress_in_sight
from overview.queries.work import Work, work_of
from voting.models import Contest, Sealing
from voting.queries.after import keeping_over_in, unsealed_in
from voting.queries.polling_day import PollingDay, polling_on


@dataclass(frozen=True)
class Today:
    """Everything the home page of one officer tells."""

    work: Work
    days: list[Day]
    phases: list[PhaseStanding]
    figures: Figures | None
    next_deadline: date | None
    first_vote: Election | None
    without_day: int
    villages: int
    forced: int
    polling: list[PollingDay]
    unsealed: list[Contest]
    kept_over: list[Sealing]


def today_of(user: User, cycle: Cycle | None, now: datetime) -> Today:
    """What is due today for this officer, by when, and how things stand in the places in sight."""
    found = progress_in_sight(user, cycle, now)
    today = localtime(now).date()
    return Today(
        work=work_of(user, found),
        days=next_days(found, today),
        phases=phases_of(found, today),
        figures=figures_of(found),
        next_deadline=next_deadline(found, today),
        first_vote=_first_vote(found, today),
        without_day=sum(progress.election.election_day is None for progress in found),
        villages=len(found),
        forced=sum(waiver.forced for p in found for step in p.steps.values() for waiver in step.waivers),
        polling=_polling(found, today),
        unsealed=unsealed_in([progress.election for progress in found]),
        kept_over=keeping_over_in([progress.election for progress in found], today),
    )


def _polling(found: list[Progress], today: date) -> list[PollingDay]:
    """The rounds that are voted today in the places in sight."""
    here = [p.election for p in found if Step.VOTING in p.steps]
    return polling_on(here, today) if here else []


def _first_vote(found: list[Progress], today: date) -> Election | None:
    """The election with the nearest day from today on."""
    coming = (p.election for p in found if p.election.election_day and p.election.election_day >= today)
    return min(coming, key=lambda e: e.election_day or today, default=None)
