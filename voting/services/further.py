"""Seats that a further round left empty: the township decides whether they are voted on once more (AMB-35)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from elections.enums import Act
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.models import FurtherDecision
from voting.queries.result import vote_of
from voting.refusals.confirmation import NoFurtherRound
from voting.refusals.polling_day import WordsNeeded
from voting.refusals.result import CountRunning
from voting.rounds import COMMITTEE
from voting.services.contest import lock_rounds, step_of, told_round

WORDS = {
    "reason": _("Write down why the seats are voted on once more."),
    "decision": _("Name the document by which it was decided."),
}


def decide_further(
    *, by: User, election: Election, reason: str, decision: str, now: datetime, body: str = COMMITTEE
) -> FurtherDecision:
    """Decide that seats which the last further round left empty are voted on once more; the outcome then asks for it.

    Without a decision they stay empty when the result is confirmed. Raises CountRunning, NoFurtherRound where no seat
    was left so or a round is due anyhow; Refusals with WordsNeeded.
    """
    office = require(by, "runoff.decide", election.village_id)
    with transaction.atomic():
        rounds = lock_rounds(election, body)
        if not rounds:
            raise CountRunning(_("The count is not complete; partial figures are no result."))
        gate(step_of(rounds[-1]), election, now)
        vote = vote_of(election, body)
        if vote is None or vote.standing.running:
            raise CountRunning(_("The count is not complete; partial figures are no result."))
        if not vote.may_go_on:
            raise NoFurtherRound(
                _("No seat was left empty that could be voted on once more."), clause="AMB-35"
            )
        given = {"reason": reason.strip(), "decision": decision.strip()}
        faults = [WordsNeeded(told, field=name) for name, told in WORDS.items() if not given[name]]
        if faults:
            raise Refusals(faults)
        made = FurtherDecision.objects.create(contest=vote.last, decided_by=by, decided_at=now, **given)
        posts = {post.post: post.seats for post in vote.standing.left}
        record_act(
            by=by,
            office=office,
            act=Act.FURTHER_DECIDED,
            election=election,
            step=step_of(rounds[-1]),
            data={**told_round(vote.last), "posts": posts, **given},
            now=now,
        )
    return made
