from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals, standing_refusals
from candidates.enums import CandidacyState
from candidates.list_rules import list_rules
from candidates.models import Candidacy, Withdrawal
from candidates.queries.candidacy import formal_candidates
from candidates.services.candidacy import lock_candidacy, move
from candidates.services.list_positions import positions_of
from candidates.services.nomination_checks import day_faults
from candidates.states import Move
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.enums import Body
from voting.services.contest import set_positions


def withdraw_candidate(
    *, by: User, candidacy: Candidacy, received_on: date, reason: str, now: datetime
) -> Withdrawal:
    """Record the letter by which a nominee or a formal candidate stands no longer (ZJ-19).

    `received_on` is the day on which it reached the election committee. Whoever stood on the formal list is taken off
    the prepared vote at once; the list is then posted again (`publish_list_change`) before the vote can open.

    Raises StepClosed after election day, CandidacyMovedOn, and at once all of DateInTheFuture, ReasonNeeded,
    WithdrawalTooLate.
    """
    office = require(by, "candidate.propose", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        election = gate_ahead(Step.VOTING, candidacy.election, now).election
        faults = list(_faults(election, received_on, reason, now))
        if faults:
            raise Refusals(faults)
        letter = Withdrawal(received_on=received_on, reason=reason.strip(), recorded_by=by, recorded_at=now)
        made = stand_down(candidacy, Move.WITHDRAW, letter)
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATE_WITHDREW,
            election=election,
            step=Step.FORMAL_CANDIDATES if made.from_list else Step.PROPOSAL,
            subject=candidacy.name,
            data={
                "name": candidacy.name,
                "post": candidacy.post,
                "received_on": received_on.isoformat(),
                "reason": made.reason,
                "from_list": made.from_list,
            },
            now=now,
        )
    return made


@part_of_an_act
def stand_down(candidacy: Candidacy, how: Move, kept: Withdrawal) -> Withdrawal:
    """Let a locked candidacy stand no longer; a name on the committee's formal list leaves the prepared vote at once.

    Raises CandidacyMovedOn, NotInThisState once the count has begun.
    """
    listed = candidacy.state == CandidacyState.FORMAL and candidacy.body == Body.COMMITTEE
    candidacy.place = None
    kept.candidacy, kept.from_list = move(candidacy, how, kept.recorded_at), listed
    kept.save()
    if listed:
        election = candidacy.election
        set_positions(election, positions_of(election, list(formal_candidates(election))))
    return kept


def _faults(election: Election, received_on: date, reason: str, now: datetime) -> Iterator[Refusal]:
    for fault in day_faults(received_on, now):
        fault.field = "received_on"
        yield fault
    if not reason.strip():
        yield refusals.ReasonNeeded(_("Say why the person withdraws."), field="reason")
    rules, today = list_rules(election), localtime(now).date()
    if rules.withdraw_by is not None and (received_on > rules.withdraw_by or today == election.election_day):
        yield standing_refusals.WithdrawalTooLate(
            _("Withdrawals were to be handed in by %(last)s; the list stands as it is."),
            {"last": rules.withdraw_by},
            clause=rules.withdraw_clause,
            field="received_on",
            data={"last": rules.withdraw_by.isoformat()},
        )
