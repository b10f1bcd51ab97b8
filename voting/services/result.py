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
from villages.enums import Post, Sex
from villages.names.plain import plain
from voting.count_sheet import called
from voting.enums import ContestState
from voting.models import Contest, WriteInReview
from voting.queries.after import clause_of_due
from voting.queries.result import Vote, elected_in, vote_of
from voting.refusals.count import ReasonNeeded
from voting.refusals.result import (
    CountRunning,
    ManWrittenIn,
    NoWriteInToReview,
    ResultConfirmed,
    ReviewedAlready,
    RoundPending,
    SexNeeded,
    WriteInReviewNeeded,
)
from voting.relatives import settle_relatives
from voting.rounds import COMMITTEE
from voting.services.contest import lock_rounds, move, result_step
from voting.services.counting_rules import refuse_unconfirmed_counting


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
    sex: str = "",
) -> WriteInReview:
    """Record the township's review of a person elected by write-in; not passed, that election is void.

    `sex` is stated for the seat elected among women. Raises NoWriteInToReview, ReviewedAlready, ReasonNeeded,
    SexNeeded, ManWrittenIn, ResultConfirmed.
    """
    office = require(by, "result.confirm", election.village_id)
    with transaction.atomic():
        step = _result_step(lock_rounds(election, body), election)
        gate(step, election, now)
        vote = counted_vote(election, body)
        held = _round_of_write_in(vote, post, plain(name))
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        if passed and post == Post.WOMAN_MEMBER:
            _refuse_man(election, plain(name), sex)
        review = WriteInReview.objects.create(
            contest=held,
            post=post,
            name=plain(name),
            passed=passed,
            sex=sex,
            reason=reason,
            reviewed_by=by,
            reviewed_at=now,
        )
        if not passed:
            settle_relatives(election, by, now)
        record(
            by=by,
            office=office,
            act=Act.WRITE_IN_REVIEWED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=plain(name),
            data={"write_in": plain(name), "post": post, "passed": passed, "reason": reason}
            | ({"sex": sex} if sex else {}),
            now=now,
        )
    return review


def _refuse_man(election: Election, name: str, sex: str) -> None:
    """The seat elected among women is a woman's, also where somebody was written in for it (C-NOM-08)."""
    clause = election.cycle.rules.structure.dedicated_female_post.clause or None
    if not sex:
        raise SexNeeded(
            _("The seat is elected among women; say whether %(name)s is one."),
            {"name": called(name)},
            clause=clause,
            field="sex",
        )
    if sex != Sex.FEMALE:
        raise ManWrittenIn(
            _("The seat is elected among women; a man does not meet its conditions."),
            clause=clause,
            field="passed",
        )


def _round_of_write_in(vote: Vote, post: str, name: str) -> Contest:
    if any((review.post, review.name) == (post, name) for review in vote.reviews):
        raise ReviewedAlready(_("%(name)s is reviewed already."), {"name": called(name)})
    for seat in vote.unreviewed:
        if seat.post == post and vote.name(seat.person) == name:
            return vote.round(seat.number)
    raise NoWriteInToReview(_("Nobody of that name was elected by write-in."), field="name")


def confirm_result(
    *, by: User, election: Election, now: datetime, body: str, reported_by: str = ""
) -> list[Contest]:
    """Confirm the result of a meeting; returns its rounds. It is found valid on the spot, where its scrutineers
    (`reported_by`) report it (A-CNT-03, C-CNT-01). A committee's result is announced and reviewed instead
    (voting.services.confirmation).

    Raises CountRunning while a round is counted, RoundPending while a post needs a further round,
    WriteInReviewNeeded, CountingUnconfirmed, ResultConfirmed.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        rounds = lock_rounds(election, body)
        step = election.cycle.rules.assembly_step
        gate(step, election, now)
        vote = counted_vote(election, body)
        refuse_open_round(vote)
        refuse_unreviewed(vote)
        refuse_unconfirmed_counting(vote.last)
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
            data=recorded_result(vote) | ({"body": body, "reported_by": reported_by} if reported_by else {}),
            now=now,
        )
    return rounds


def _result_step(rounds: Sequence[Contest], election: Election) -> str:
    """The step in whose window a result is confirmed."""
    return result_step(rounds[0]) if rounds else Step.RESULT


def counted_vote(election: Election, body: str = COMMITTEE) -> Vote:
    """The vote, when nothing of it is counted or final. Raises CountRunning, ResultConfirmed."""
    vote = vote_of(election, body)
    if vote is None or vote.standing.running:
        raise CountRunning(_("The count is not complete; partial figures are no result."))
    if vote.confirmed and not vote.reopened:
        raise ResultConfirmed(_("The result is confirmed."))
    return vote


def refuse_open_round(vote: Vote) -> None:
    """Raises RoundPending while a further round must be held."""
    due = vote.standing.due
    if due is not None:
        raise RoundPending(
            _("A further round must be held first: %(round)s."),
            {"round": due.round.label},
            clause=clause_of_due(vote.last, due),
            data={"round": due.round.value, "anew": due.anew, "posts": [post.post for post in due.posts]},
        )


def refuse_unreviewed(vote: Vote) -> None:
    """Raises WriteInReviewNeeded for the first who was elected by write-in and is not reviewed."""
    for seat in vote.unreviewed:
        raise WriteInReviewNeeded(
            _("%(name)s was elected %(post)s by write-in and must be reviewed first."),
            {"name": called(vote.name(seat.person)), "post": Post(seat.post).label},
            clause=vote.last.election.cycle.rules.review.write_in_reviewed.clause or None,
            data={"post": seat.post, "name": vote.name(seat.person)},
        )


def recorded_result(vote: Vote) -> dict[str, Any]:
    """A result as the ledger keeps it."""
    return {
        "rounds": {str(held.number): held.outcome.digest for held in vote.rounds},
        "elected": [
            {"post": e.post, "name": e.name, "votes": e.votes, "round": e.number} for e in elected_in(vote)
        ],
        "vacant": vote.standing.vacant,
    }
