"""Which step a write on the roll belongs to. What is published is only corrected, as appeals ask for (A-ROLL-20, -21)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election
from elections.refusals import ElectionDayNotSet
from elections.services.gate import let_through, locked_progress
from voting.queries.roll import published_roll
from voting.refusals.roll import RollConfirmed


def gate_list(election: Election, now: datetime) -> Step:
    """The open step in which the list is worked on: registration, after publication the appeals.

    Raises ElectionDayNotSet, since ages count to that day, RollConfirmed once the published roll is final, and what
    the gate raises.
    """
    if election.election_day is None:
        raise ElectionDayNotSet(
            _("%(village)s has no election day yet; the township office sets it."),
            {"village": election.village},
            clause=election.cycle.rules.roll.voter_min_age.clause,
        )
    return _opened(Step.REGISTRATION, election, now)


def gate_publication(election: Election, now: datetime) -> Step:
    """The open step in which a version is published: the publication with its deadline (A-ROLL-17), once; after it
    the appeals, which end before voting. Raises RollConfirmed, and what the gate raises.
    """
    return _opened(Step.ROLL_PUBLICATION, election, now)


def _opened(first: Step, election: Election, now: datetime) -> Step:
    progress = locked_progress(election, now)
    published = progress.steps[Step.ROLL_PUBLICATION].evidence.done_at is not None
    step = Step.APPEALS if published else first
    let_through(progress, step, now)
    if published:
        _refuse_confirmed(election)
    return step


def _refuse_confirmed(election: Election) -> None:
    roll = published_roll(election)
    if roll is not None and roll.confirmed_at is not None:
        raise RollConfirmed(
            _(
                "The roll was confirmed as final on %(day)s. Only an election put off far enough asks for a new one."
            ),
            {"day": roll.confirmed_at},
            clause=election.cycle.rules.roll.postponement_days.clause or None,
        )
