"""Which step a write on the roll belongs to. What is published is only corrected, as appeals ask for (A-ROLL-20, -21)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election
from elections.refusals import ElectionDayNotSet
from elections.services.gate import gate, locked_step


def gate_list(election: Election, now: datetime) -> Step:
    """The open step in which a list is brought in: registration, after publication the appeals.

    Raises ElectionDayNotSet, since ages count to that day, and what the gate raises.
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
    the appeals, which end before voting. Raises what the gate raises.
    """
    return _opened(Step.ROLL_PUBLICATION, election, now)


def _opened(first: Step, election: Election, now: datetime) -> Step:
    published = locked_step(Step.ROLL_PUBLICATION, election, now).evidence.done_at is not None
    step = Step.APPEALS if published else first
    gate(step, election, now)
    return step
