"""A candidate found before the vote to have bought votes, or to be barred: the candidacy is cancelled (A-DISC-14, A-RES-04,
A-NEG-11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals, standing_refusals
from candidates.cancel_rules import CancelRules, cancel_rules
from candidates.eligibility import Finding
from candidates.enums import WithdrawalCause
from candidates.models import Candidacy, Withdrawal
from candidates.queries.bars import bars_on
from candidates.queries.withdrawal import who_may_be_cancelled
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy, state_after
from candidates.services.nomination_checks import day_faults
from candidates.services.withdrawal import stand_down
from candidates.states import Move
from elections.chain import digest
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.enums import Body
from voting.enums import ContestState, InvalidGround
from voting.models import Contest
from voting.rounds import COMMITTEE, PARTY

WORDS = {
    "reason": _("Write down what was found."),
    "evidence": _("Say on what the finding rests."),
    "decision": _("Name the document by which it was decided."),
}


@dataclass(frozen=True, slots=True)
class Cancelling:
    """Why a candidacy is cancelled: what was found and on what it rests, the document that decides, and its day."""

    decided_on: date
    ground: str
    reason: str
    evidence: str
    decision: str


def cancel_candidacy(*, by: User, candidacy: Candidacy, draft: Cancelling, now: datetime) -> list[Withdrawal]:
    """Cancel the candidacy of somebody found to have competed by improper means, and all others of the same person here.

    So is that of whom a rule bars by now, on the ground of the negative list: whatever the plan says of improper means, and
    only where a finding fails that nobody may relax (C-NEG-01).

    Others whose vote is open already stay. A name on the committee's formal list leaves the prepared vote at once, and
    the list is posted again (`publish_list_change`) before the vote can open; from the Party organisation's list it
    leaves the ballot that is still to be prepared. The township decides, or the county; nobody on themselves or a
    relative.

    Raises CandidacyMovedOn, OwnCandidacy, RelativeCandidacy, CancellingNotInPlan, CancelledTooLate, StepClosed after the
    vote; Refusals with all of DateInTheFuture, ReasonNeeded, CancelGroundUnknown.
    """
    office = require(by, "candidate.cancel", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        state_after(candidacy, Move.CANCEL)
        refuse_recused(by, candidacy)
        election, rules = candidacy.election, cancel_rules(candidacy.election)
        _refuse(candidacy, draft, rules, now)
        gate_ahead(_step(candidacy), election, now)
        bars = bars_on(candidacy, localtime(now).date()) if draft.ground == InvalidGround.BARRED else []
        faults = list(_faults(draft, rules, bars, now))
        if faults:
            raise Refusals(faults)
        clause = bars[0].clauses[-1] if bars else rules.clause
        found = [each for each in _of_the_same(candidacy) if _in_time(each, rules, now)]
        made = [_cancel(each, by, draft, clause, now) for each in found]
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDACY_CANCELLED,
            election=election,
            step=_step(candidacy),
            subject=candidacy.name,
            data={
                "name": candidacy.name,
                "posts": [each.post for each in found],
                "from_list": [each.candidacy.post for each in made if each.from_list],
                "decided_on": draft.decided_on.isoformat(),
                "ground": draft.ground,
                "clause": clause,
                "reason": digest(draft.reason.strip()),
                "evidence": digest(draft.evidence.strip()),
                "decision": draft.decision.strip(),
            },
            now=now,
        )
    return made


def _of_the_same(candidacy: Candidacy) -> list[Candidacy]:
    """All candidacies of the person in this election that still stand, locked."""
    same = who_may_be_cancelled(candidacy.election).filter(resident=candidacy.resident_id)
    found = list(same.select_for_update(of=("self",)))
    for each in found:
        each.election = candidacy.election
    return found


def _cancel(candidacy: Candidacy, by: User, draft: Cancelling, clause: str, now: datetime) -> Withdrawal:
    kept = Withdrawal(
        cause=WithdrawalCause.DECISION,
        received_on=draft.decided_on,
        reason=draft.reason.strip()[:300],
        ground=draft.ground,
        clause=clause,
        decision=draft.decision.strip()[:100],
        evidence=draft.evidence.strip()[:300],
        recorded_by=by,
        recorded_at=now,
    )
    return stand_down(candidacy, Move.CANCEL, kept)


def _step(candidacy: Candidacy) -> str:
    """The step of the vote that a candidacy leads to."""
    if candidacy.body == Body.COMMITTEE:
        return Step.VOTING
    return candidacy.election.cycle.rules.assembly_step


def _refuse(candidacy: Candidacy, draft: Cancelling, rules: CancelRules, now: datetime) -> None:
    """Raises CancellingNotInPlan, CancelledTooLate."""
    if not rules.cancels and draft.ground != InvalidGround.BARRED:
        raise standing_refusals.CancellingNotInPlan(
            _(
                "By the rulebook a candidacy is not cancelled before the vote. Who is elected is declared invalid."
            ),
            clause=rules.clause or None,
        )
    if not _in_time(candidacy, rules, now):
        raise standing_refusals.CancelledTooLate(
            _("It is too late: the ballot stands. If the person is elected, declare the election invalid."),
            clause=rules.last_clause or rules.clause or None,
            data={"last": rules.last.isoformat() if rules.last else None},
        )


def _in_time(candidacy: Candidacy, rules: CancelRules, now: datetime) -> bool:
    """Whether the vote that a candidacy leads to is still ahead: its last day, or its ballot in the assembly."""
    if candidacy.body == Body.PARTY:
        return not _votes(candidacy.election, PARTY)
    over = rules.last is not None and localtime(now).date() > rules.last
    return not over and not any(
        state != ContestState.PREPARED for state in _votes(candidacy.election, COMMITTEE)
    )


def _votes(election: Election, body: str) -> list[str]:
    return list(Contest.objects.filter(election=election, body=body).values_list("state", flat=True))


def _faults(
    draft: Cancelling, rules: CancelRules, bars: Sequence[Finding], now: datetime
) -> Iterator[Refusal]:
    for fault in day_faults(draft.decided_on, now):
        fault.field = "decided_on"
        yield fault
    if draft.ground not in rules.grounds:
        yield standing_refusals.CancelGroundUnknown(
            _("Choose the ground on which the candidacy is cancelled."), field="ground"
        )
    if draft.ground == InvalidGround.BARRED and not bars:
        yield standing_refusals.CancelGroundUnknown(
            _("No rule fails for this person; record first what an office states."), field="ground"
        )
    for name, told in WORDS.items():
        if not getattr(draft, name).strip():
            yield refusals.ReasonNeeded(told, field=name)
