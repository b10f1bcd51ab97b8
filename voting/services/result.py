from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record
from villages.enums import Post
from villages.names.plain import plain
from voting.count_sheet import called
from voting.counting import clause_of_further
from voting.enums import ContestState
from voting.models import Contest, WriteInReview
from voting.queries.result import Vote, elected_in, vote_of
from voting.refusals.count import ReasonNeeded
from voting.refusals.result import (
    CountRunning,
    NoWriteInToReview,
    ResultConfirmed,
    ReviewedAlready,
    RoundPending,
    WriteInReviewNeeded,
)
from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY
from voting.services.contest import lock_rounds, move, result_step

# Under which right a result is confirmed: of the committee the township's, of a meeting that of who records it.
CONFIRMED_UNDER = {COMMITTEE: "result.confirm", PARTY: "assembly.record", FIRST_MEETING: "assembly.record"}


def review_write_in(
    *,
    by: User,
    election: Election,
    post: str,
    name: str,
    passed: bool,
    reason: str,
    now: datetime,
    body: str = COMMITTEE,
) -> WriteInReview:
    """Record the township's review of a person elected by write-in; not passed, that election is void.

    Raises NoWriteInToReview, ReviewedAlready, ReasonNeeded, ResultConfirmed.
    """
    office = require(by, "result.confirm", election.village_id)
    with transaction.atomic():
        step = _result_step(lock_rounds(election, body), election)
        gate(step, election, now)
        vote = _counted_vote(election, body)
        held = _round_of_write_in(vote, post, plain(name))
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        review = WriteInReview.objects.create(
            contest=held,
            post=post,
            name=plain(name),
            passed=passed,
            reason=reason,
            reviewed_by=by,
            reviewed_at=now,
        )
        record(
            by=by,
            office=office,
            act=Act.WRITE_IN_REVIEWED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=plain(name),
            data={"write_in": plain(name), "post": post, "passed": passed, "reason": reason},
            now=now,
        )
    return review


def _round_of_write_in(vote: Vote, post: str, name: str) -> Contest:
    if any((review.post, review.name) == (post, name) for review in vote.reviews):
        raise ReviewedAlready(_("%(name)s is reviewed already."), {"name": called(name)})
    for seat in vote.unreviewed:
        if seat.post == post and vote.name(seat.person) == name:
            return vote.round(seat.number)
    raise NoWriteInToReview(_("Nobody of that name was elected by write-in."), field="name")


def confirm_result(
    *, by: User, election: Election, now: datetime, body: str = COMMITTEE, reported_by: str = ""
) -> list[Contest]:
    """Confirm the result of a vote; returns its rounds. A committee's is reviewed by the township first (A-RES-01),
    that of a meeting is found valid on the spot, where its scrutineers (`reported_by`) report it (A-CNT-03, C-CNT-01).

    Raises CountRunning while a round is counted, RoundPending while a post needs a further round,
    WriteInReviewNeeded, ResultConfirmed.
    """
    office = require(by, CONFIRMED_UNDER[body], election.village_id)
    with transaction.atomic():
        rounds = lock_rounds(election, body)
        step = _result_step(rounds, election)
        gate(step, election, now)
        vote = _counted_vote(election, body)
        _refuse_while_open(vote)
        for contest in (held for held in rounds if held.state != ContestState.CONFIRMED):
            move(contest, ContestState.CONFIRMED, now)
        record(
            by=by,
            office=office,
            act=Act.RESULT_CONFIRMED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=str(election.village),
            data=_confirmed(vote) | ({"body": body, "reported_by": reported_by} if reported_by else {}),
            now=now,
        )
    return rounds


def _result_step(rounds: Sequence[Contest], election: Election) -> str:
    """The step in whose window a result is confirmed."""
    return result_step(rounds[0]) if rounds else Step.RESULT


def _counted_vote(election: Election, body: str) -> Vote:
    vote = vote_of(election, body)
    if vote is None or vote.standing.running:
        raise CountRunning(_("The count is not complete; partial figures are no result."))
    if vote.confirmed and not vote.reopened:
        raise ResultConfirmed(_("The result is confirmed."))
    return vote


def _refuse_while_open(vote: Vote) -> None:
    due, rules = vote.standing.due, vote.last.election.cycle.rules
    if due is not None:
        raise RoundPending(
            _("A further round must be held first: %(round)s."),
            {"round": due.round.label},
            clause=clause_of_further(rules, vote.last.body, due),
            data={"round": due.round.value, "anew": due.anew, "posts": [post.post for post in due.posts]},
        )
    for seat in vote.unreviewed:
        raise WriteInReviewNeeded(
            _("%(name)s was elected %(post)s by write-in and must be reviewed first."),
            {"name": called(vote.name(seat.person)), "post": Post(seat.post).label},
            clause=rules.review.write_in_reviewed.clause or None,
            data={"post": seat.post, "name": vote.name(seat.person)},
        )


def _confirmed(vote: Vote) -> dict[str, Any]:
    return {
        "rounds": {str(held.number): held.outcome.digest for held in vote.rounds},
        "elected": [
            {"post": e.post, "name": e.name, "votes": e.votes, "round": e.number} for e in elected_in(vote)
        ],
        "vacant": vote.standing.vacant,
    }
