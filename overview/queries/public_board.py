"""What everybody may see of a village: the election day, what is posted now, and whether a name is on the roll."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import pgettext_lazy

from candidates.models import Notice, Withdrawal
from candidates.queries.notice import open_notices
from candidates.queries.withdrawal import cancelled_publicly
from documents.models import Posting
from documents.queries.paper import posted_papers
from elections.enums import State, Step
from elections.models import Election
from elections.queries.progress import Progress, progress_of_one
from elections.states import last_day
from overview.queries.public_appeal import Objecting, in_time_until, objecting_by
from villages.models import Group
from voting.models import Invalidity, Roll
from voting.queries.after import invalidities_of
from voting.queries.roll import on_roll, published_roll

STAGES: dict[Step, Promise | str] = {
    Step.REGISTRATION: pgettext_lazy("stage", "Register"),
    Step.ROLL_PUBLICATION: pgettext_lazy("stage", "Roll"),
    Step.FORMAL_CANDIDATES: pgettext_lazy("stage", "Candidates"),
    Step.VOTING: pgettext_lazy("stage", "Vote"),
    Step.RESULT: pgettext_lazy("stage", "Result"),
}
QUIET = frozenset({State.DONE, State.OFF})


@dataclass(frozen=True)
class Stage:
    """A stage on the way to the result: done, open or not open, with its day."""

    title: Promise | str
    state: State
    day: date | None

    @property
    def sign(self) -> str:
        return f"s-{self.state.value}"


@dataclass(frozen=True)
class PublicBoard:
    election: Election
    postings: list[Posting]
    notices: list[Notice]
    groups: list[int]
    roll: Roll | None
    objecting: Objecting | None
    appeals_until: date | None
    days_left: int | None
    stages: list[Stage]
    invalid: list[Invalidity]
    cancelled: list[Withdrawal]


@dataclass(frozen=True)
class Found:
    """The answer to who asked: on the roll or not, with the number there; never more."""

    name: str
    group: int
    version: int
    numbers: list[int]


def public_board_of(election: Election, now: datetime) -> PublicBoard:
    """The public board of a village at this moment."""
    progress = progress_of_one(election, now)
    roll = published_roll(election)
    day = election.election_day
    stands = objecting_by(progress, now) if roll and Step.APPEALS in progress.steps else None
    return PublicBoard(
        election=election,
        postings=list(posted_papers(election.village_id, now)),
        notices=list(open_notices(election, localtime(now).date())),
        groups=list(Group.objects.filter(village=election.village_id).values_list("number", flat=True)),
        roll=roll,
        objecting=stands,
        appeals_until=in_time_until(stands) if stands else None,
        days_left=(day - localtime(now).date()).days if day else None,
        stages=[_stage(progress, step) for step in STAGES if step in progress.steps],
        invalid=[each for each in invalidities_of([election]) if each.void],
        cancelled=list(cancelled_publicly(election)),
    )


def find_on_roll(election: Election, roll: Roll, name: str, group: int) -> Found:
    """Whether somebody of this name and group is on the published roll."""
    return Found(name, group, roll.version, [entry.number for entry in on_roll(election, name, group)])


def _stage(progress: Progress, step: Step) -> Stage:
    here = progress.steps[step]
    done, closes = here.evidence.done_at, here.window.closes
    day = localtime(done).date() if done else (last_day(closes) if closes else None)
    state = here.standing.state
    return Stage(STAGES[step], state if state in QUIET else State.OPEN, day)
