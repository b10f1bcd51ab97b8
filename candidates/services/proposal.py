from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.enums import CandidacyState
from candidates.models import Answer, Candidacy, Proposal
from candidates.queries.preselection import preselection_of
from candidates.rules import answer_step
from candidates.services.candidacy import lock_candidacy, move
from candidates.services.late_place import gate_of_way
from candidates.services.naming_checks import proposal_faults
from candidates.services.preselection_checks import refuse_before_preselection
from candidates.states import Move
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body


@dataclass(frozen=True)
class Reply:
    """What a nominee said: the day of the signed acceptance, or why the nomination is declined."""

    candidacy_id: int
    accepted_on: date | None = None
    declined_why: str = ""


def propose_candidates(
    *, by: User, election: Election, held_on: date, note: str, replies: Sequence[Reply], now: datetime
) -> Proposal:
    """Propose the nominees to the township after the Party organisation's deliberation (A-REV-09).

    Every nominee has a reply: those who accept wait for the township, those who decline stand no longer.
    Raises PreselectionMissing, what the gate raises, NothingToPropose, and at once all of DateInTheFuture, BeforeNomination,
    ReasonNeeded, AcceptanceMissing, and under plan C FindingFails of whom the negative list bars
    (C-NEG-01). The field of a person's reply is `reply-` and the candidacy's number.
    """
    office = require(by, "candidate.propose", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        refuse_before_preselection(election)
        gate_of_way(Step.PROPOSAL, election, now)
        nominees = _nominees(election)
        answered = {reply.candidacy_id: reply for reply in replies}
        accepting = [each for each in nominees if each.pk in answered and answered[each.pk].accepted_on]
        faults = [
            *_meeting(election, held_on, note, now),
            *_replies(election, nominees, answered, now),
            *proposal_faults(election, accepting, now),
        ]
        if faults:
            raise Refusals(faults)
        proposal = Proposal.objects.create(
            election=election, held_on=held_on, note=note, proposed_by=by, proposed_at=now
        )
        for person in nominees:
            _reply(person, answered[person.pk], proposal, now)
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATES_PROPOSED,
            election=election,
            step=Step.PROPOSAL,
            data=_told(proposal, nominees),
            now=now,
        )
    return proposal


def answer_return(*, by: User, candidacy: Candidacy, text: str, now: datetime) -> Answer:
    """Hand a returned candidacy in again, with what is answered. It goes through the township once more.

    Raises what the gate raises, ReasonNeeded, CandidacyMovedOn.
    """
    office = require(by, "candidate.propose", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        step = answer_step(candidacy)
        gate_of_way(step, candidacy.election, now)
        if not text.strip():
            raise refusals.ReasonNeeded(_("Say what was added or corrected."), field="text")
        move(candidacy, Move.ANSWER, now)
        answer = Answer.objects.create(candidacy=candidacy, text=text, given_by=by, given_at=now)
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATES_PROPOSED,
            election=candidacy.election,
            step=step,
            subject=candidacy.name,
            data={"again": candidacy.name, "post": candidacy.post, "answer": text},
            now=now,
        )
    return answer


def _nominees(election: Election) -> list[Candidacy]:
    waiting = Candidacy.objects.select_for_update(of=("self",)).filter(
        election=election, body=Body.COMMITTEE, state=CandidacyState.NOMINATED
    )
    nominees = list(waiting.select_related("resident").order_by("pk"))
    for person in nominees:
        person.election = election
    if not nominees:
        raise refusals.NothingToPropose(_("There is no nominee who is not proposed already."))
    return nominees


def _meeting(election: Election, held_on: date, note: str, now: datetime) -> Iterator[Refusal]:
    if held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
    clause = election.cycle.rules.step(Step.PROPOSAL).clause
    nominated, preselection = election.nomination.held_on, preselection_of(election)
    if preselection is not None and nominated <= held_on < preselection.held_on:
        told = _("The preselection was on %(day)s; the Party organisation deliberates after it.")
        yield refusals.BeforeNomination(told, {"day": preselection.held_on}, clause=clause, field="held_on")
    if held_on < nominated:
        told = _("The nomination was on %(day)s; the Party organisation deliberates after it.")
        yield refusals.BeforeNomination(told, {"day": nominated}, clause=clause, field="held_on")
    if not note.strip():
        yield refusals.ReasonNeeded(_("Say what the meeting decided."), clause=clause, field="note")


def _replies(
    election: Election, nominees: Sequence[Candidacy], answered: Mapping[int, Reply], now: datetime
) -> Iterator[Refusal]:
    for person in nominees:
        reply = answered.get(person.pk)
        field, data = f"reply-{person.pk}", {"candidacy": person.pk}
        if reply is None or (reply.accepted_on is None) == (not reply.declined_why.strip()):
            yield refusals.AcceptanceMissing(
                _("%(name)s: enter the day of the signed acceptance, or why the nomination is declined."),
                {"name": told_name(person.name)},
                clause=election.cycle.rules.step(Step.PROPOSAL).clause,
                field=field,
                data=data,
            )
        elif reply.accepted_on is not None and reply.accepted_on > localtime(now).date():
            yield DateInTheFuture(
                _("%(day)s is still to come."), {"day": reply.accepted_on}, field=field, data=data
            )


def _reply(person: Candidacy, reply: Reply, proposal: Proposal, now: datetime) -> None:
    person.proposal = proposal
    person.accepted_on, person.declined_why = reply.accepted_on, reply.declined_why
    move(person, Move.PROPOSE if reply.accepted_on else Move.DECLINE, now)


def _told(proposal: Proposal, nominees: Sequence[Candidacy]) -> dict[str, object]:
    return {
        "held_on": proposal.held_on.isoformat(),
        "note": proposal.note,
        "people": [
            {
                "name": person.name,
                "post": person.post,
                "accepted_on": person.accepted_on and person.accepted_on.isoformat(),
                "declined_why": person.declined_why,
            }
            for person in nominees
        ],
    }
