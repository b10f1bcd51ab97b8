"""Who confirms a committee's result: its election committee on the spot, then the office that reviews it, where the plan
names one (A-VOTE-09, A-RES-01, C-RES-04, AMB-44).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.enums import ContestState
from voting.models import Announcement, Contest, ResultReview
from voting.queries.contest import voting_ends
from voting.queries.result import Vote, reviewers_of
from voting.refusals.confirmation import AnnouncedAlready, AnnouncedAtWrongTime, NoReviewHere, NotAnnounced
from voting.refusals.polling_day import WordsNeeded
from voting.services.contest import lock_rounds, move
from voting.services.counting_rules import refuse_unconfirmed_counting
from voting.services.result import counted_vote, recorded_result, refuse_open_round, refuse_unreviewed

SIGNED = {
    "chair": _("Name who signed for the election committee."),
    "scrutineer": _("Name the chief scrutineer."),
    "place": _("Say where the result was announced."),
}
LOOKED_AT = {
    "reason": _("Write down what was found of conduct and process."),
    "decision": _("Name the document by which it was decided."),
}


@dataclass(frozen=True, slots=True)
class Announced:
    """A result confirmed and announced: who signed for the election committee, the chief scrutineer, when and where."""

    chair: str
    scrutineer: str
    announced_at: datetime
    place: str


def announce_result(*, by: User, election: Election, announced: Announced, now: datetime) -> Announcement:
    """Record that the election committee confirmed the committee's result and announced it on the spot.

    Where no office reviews it, it is final by that. Raises CountRunning, ResultConfirmed, RoundPending,
    AnnouncedAlready; where it is final WriteInReviewNeeded, CountingUnconfirmed; Refusals with WordsNeeded,
    AnnouncedAtWrongTime.
    """
    office = require(by, "result.announce", election.village_id)
    with transaction.atomic():
        rounds = lock_rounds(election)
        gate(Step.RESULT, election, now)
        vote = counted_vote(election)
        refuse_open_round(vote)
        if vote.announcement is not None:
            raise AnnouncedAlready(_("The result is announced already."))
        faults = list(_faults(vote, announced, now))
        if faults:
            raise Refusals(faults)
        given = {name: getattr(announced, name).strip() for name in SIGNED}
        moment = announced.announced_at
        made = Announcement.objects.create(
            contest=vote.last, announced_at=moment, recorded_by=by, recorded_at=now, **given
        )
        if not reviewed(election):
            refuse_unreviewed(vote)
            refuse_unconfirmed_counting(vote.last)
            _confirm(rounds, now)
        record_act(
            by=by,
            office=office,
            act=Act.RESULT_ANNOUNCED,
            election=election,
            step=Step.RESULT,
            subject=str(election.village),
            data=recorded_result(vote)
            | given
            | {"announced_at": moment.isoformat(), "final": not reviewed(election)},
            now=now,
        )
    return made


def reviewed(election: Election) -> bool:
    """Whether an office reviews an announced result before it is final: where the plan names one (A-RES-01, AMB-44)."""
    return bool(reviewers_of(election))


def review_result(
    *, by: User, election: Election, reason: str, decision: str, now: datetime
) -> list[Contest]:
    """Let an announced result stand after its review: `reason` is what was found of the conduct of the formal candidates
    and of the process, `decision` the document. What is found against it is declared invalid instead (A-RES-02).

    Raises NoReviewHere, CountRunning, ResultConfirmed, RoundPending, NotAnnounced, WriteInReviewNeeded,
    CountingUnconfirmed; Refusals with WordsNeeded.
    """
    office = require(by, "result.confirm", election.village_id)
    with transaction.atomic():
        rounds = lock_rounds(election)
        gate(Step.RESULT, election, now)
        if not reviewed(election):
            raise NoReviewHere(
                _("The plan names no office that reviews the result; the election committee confirms it."),
                clause=election.cycle.rules.result.confirmed_by.clause or None,
            )
        vote = counted_vote(election)
        _refuse_open(vote)
        given = {"reason": reason.strip(), "decision": decision.strip()}
        faults = [WordsNeeded(told, field=name) for name, told in LOOKED_AT.items() if not given[name]]
        if faults:
            raise Refusals(faults)
        ResultReview.objects.create(contest=vote.last, reviewed_by=by, reviewed_at=now, **given)
        _confirm(rounds, now)
        record_act(
            by=by,
            office=office,
            act=Act.RESULT_CONFIRMED,
            election=election,
            step=Step.RESULT,
            subject=str(election.village),
            data=recorded_result(vote) | given,
            now=now,
        )
    return rounds


def _refuse_open(vote: Vote) -> None:
    refuse_open_round(vote)
    if vote.announcement is None:
        result = vote.last.election.cycle.rules.result
        raise NotAnnounced(
            _("The election committee has not confirmed and announced the result yet."),
            clause=result.confirmed_by.clause or result.reviewed_by.clause or None,
        )
    refuse_unreviewed(vote)
    refuse_unconfirmed_counting(vote.last)


@part_of_an_act
def _confirm(rounds: list[Contest], now: datetime) -> None:
    for contest in (held for held in rounds if held.state != ContestState.CONFIRMED):
        move(contest, ContestState.CONFIRMED, now)


def _faults(vote: Vote, announced: Announced, now: datetime) -> Iterator[Refusal]:
    for name, told in SIGNED.items():
        if not getattr(announced, name).strip():
            yield WordsNeeded(told, field=name)
    ends = voting_ends(vote.last)
    if not ends <= announced.announced_at <= now:
        yield AnnouncedAtWrongTime(
            _("A result is announced after voting, which ended on %(ends)s, and not in the future."),
            {"ends": ends},
            field="announced_at",
        )
