"""The moments of polling day that acts around it keep to: until the boxes are opened, and while they stand open."""

from datetime import datetime, time

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election
from voting.models import Contest
from voting.queries.contest import rounds_in, voting_ends
from voting.refusals.proxy import BoxesOpened


def polling_begins(contest: Contest) -> datetime:
    """When the boxes of a round are opened; the beginning of its day while no hours are set."""
    return make_aware(datetime.combine(contest.day, contest.opens_at or time.min))


def step_ahead(election: Election, now: datetime) -> Step:
    """The step that what is done now prepares: the vote, and after its day a further round."""
    day = election.election_day
    return Step.RUNOFF if day is not None and localtime(now).date() > day else Step.VOTING


def refuse_while_open(election: Election, now: datetime) -> None:
    """Raises BoxesOpened while the boxes of a round stand open."""
    for contest in rounds_in([election]):
        if polling_begins(contest) <= now < voting_ends(contest):
            raise BoxesOpened(
                _("Voting has begun at %(begins)s; proxies and the mobile list stand as they are."),
                {"begins": polling_begins(contest)},
            )
