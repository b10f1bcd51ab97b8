"""What the data show of the steps of the vote: time and place, voting, count, further rounds, result."""

from collections.abc import Callable, Collection, Mapping

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from elections.enums import Step
from elections.models import Election
from elections.steps import Evidence, evidence
from voting import appeal_steps, proxy_steps, roll_steps
from voting.enums import ContestState
from voting.models import Contest
from voting.queries.contest import counted, voting_ends
from voting.queries.result import Vote, votes_of

__all__ = [
    "appeal_steps",
    "count",
    "further_rounds",
    "proxy_steps",
    "result",
    "roll_steps",
    "time_and_place",
    "voting",
]

filled = lazy(lambda sentence, facts: str(sentence) % facts, str)


def _of_first_round(
    tell: Callable[[Contest], Evidence | None], elections: Collection[Election]
) -> dict[int, Evidence]:
    told = {election: tell(vote.round(1)) for election, vote in votes_of(elections).items()}
    return {election: proof for election, proof in told.items() if proof is not None}


@evidence(Step.TIME_AND_PLACE)
def time_and_place(elections: Collection[Election]) -> Mapping[int, Evidence]:
    """Hours and places of the first round are published."""

    def tell(contest: Contest) -> Evidence | None:
        published = contest.places_published_at
        return Evidence(done_at=published) if published else None

    return _of_first_round(tell, elections)


@evidence(Step.VOTING)
def voting(elections: Collection[Election]) -> Mapping[int, Evidence]:
    """Boxes are opened after voting only, so the first sheet shows that voting was held in its hours."""

    def tell(contest: Contest) -> Evidence | None:
        return None if contest.state == ContestState.PREPARED else Evidence(done_at=voting_ends(contest))

    return _of_first_round(tell, elections)


@evidence(Step.COUNT)
def count(elections: Collection[Election]) -> Mapping[int, Evidence]:
    """The first round is tallied."""

    def tell(contest: Contest) -> Evidence | None:
        if not counted(contest):
            return None
        totals = {name: f"{n:,}" for name, n in contest.outcome.data["totals"].items() if n is not None}
        remark = filled(_("%(returned)s of %(electors)s voters voted"), totals)
        return Evidence(done_at=contest.outcome.computed_at, remark=remark)

    return _of_first_round(tell, elections)


@evidence(Step.RUNOFF)
def further_rounds(elections: Collection[Election]) -> Mapping[int, Evidence]:
    """Every further round that the outcomes ask for is tallied; nothing is told where none is asked for."""
    told = {election: _further(vote) for election, vote in votes_of(elections).items()}
    return {election: proof for election, proof in told.items() if proof is not None}


def _further(vote: Vote) -> Evidence | None:
    standing = vote.standing
    if standing.due is not None or (standing.running and len(vote.rounds) > 1):
        return Evidence(remark=_("A further round is needed"))
    return Evidence(done_at=vote.last.outcome.computed_at) if len(vote.rounds) > 1 else None


@evidence(Step.RESULT)
def result(elections: Collection[Election]) -> Mapping[int, Evidence]:
    """The result is final: announced by the election committee and, where an office reviews it, reviewed. It waits for
    the one or the other once no further round is needed.
    """
    return {election: _confirmed(vote) for election, vote in votes_of(elections).items()}


def _confirmed(vote: Vote) -> Evidence:
    if vote.confirmed and not vote.reopened:
        return Evidence(done_at=vote.last.confirmed_at)
    if vote.standing.running or vote.standing.due is not None:
        return Evidence()
    announcement = vote.announcement
    if announcement is None:
        return Evidence(waiting_since=vote.last.outcome.computed_at, waiting_for=Role.VILLAGE_CLERK.value)
    return Evidence(waiting_since=announcement.recorded_at, waiting_for=Role.TOWNSHIP_OFFICE.value)
