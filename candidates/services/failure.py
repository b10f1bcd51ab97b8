"""The decision on the place of a person who failed the joint review, on which the plan is silent (C-REV-07, AMB-49)."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.enums import FailureWay
from candidates.models import Candidacy, FailureDecision
from candidates.queries.failure import failures_undecided, standing_and_needed
from candidates.queries.nomination import next_in_line
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy
from candidates.services.nomination_checks import day_faults
from candidates.told import told_name
from elections.enums import Act, Step
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.enums import Post


def decide_failure(
    *,
    by: User,
    candidacy: Candidacy,
    way: FailureWay,
    reason: str,
    decided_on: date,
    now: datetime,
    document: str = "",
) -> FailureDecision:
    """Record what becomes of the place of somebody whom the joint review did not pass; the formal list waits for it.

    The next by votes moves up, somebody is nominated anew, or the list is shorter where the differential is still met.
    Raises StepClosed, FailureNotOpen, OwnCandidacy, RelativeCandidacy; Refusals with all of DateInTheFuture, ReasonNeeded,
    FailureWayClosed (nobody comes next, or too few would be left).
    """
    office = require(by, "candidate.review_township", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        election = candidacy.election
        gate_ahead(Step.FORMAL_CANDIDATES, election, now)
        if candidacy.pk not in {person.pk for person in failures_undecided(election)}:
            raise refusals.FailureNotOpen(
                _("Nothing is to be decided on the place of %(name)s."), {"name": told_name(candidacy.name)}
            )
        refuse_recused(by, candidacy)
        faults = [*_dated(decided_on, now), *_faults(candidacy, way, reason)]
        if faults:
            raise Refusals(faults)
        made = FailureDecision.objects.create(
            candidacy=candidacy,
            way=way,
            reason=reason.strip(),
            document=document.strip(),
            decided_on=decided_on,
            recorded_by=by,
            recorded_at=now,
            office=office.title,
        )
        record_act(
            by=by,
            office=office,
            act=Act.FAILURE_DECIDED,
            election=election,
            step=Step.FORMAL_CANDIDATES,
            subject=candidacy.name,
            data={
                "post": candidacy.post,
                "way": made.way,
                "reason": made.reason,
                "document": made.document,
                "decided_on": decided_on.isoformat(),
            },
            now=now,
        )
    return made


def _dated(decided_on: date, now: datetime) -> Iterator[Refusal]:
    for fault in day_faults(decided_on, now):
        fault.field = "decided_on"
        yield fault


def _faults(candidacy: Candidacy, way: FailureWay, reason: str) -> Iterator[Refusal]:
    election, clause = candidacy.election, candidacy.election.cycle.rules.review.failure_decided.clause
    if not reason.strip():
        yield refusals.ReasonNeeded(_("Say why it was decided so."), clause=clause, field="reason")
    if way == FailureWay.NEXT and not next_in_line(election).get(candidacy.post):
        told = _("Nobody comes next by votes for %(post)s; decide otherwise.")
        yield refusals.FailureWayClosed(
            told, {"post": Post(candidacy.post).label}, clause=clause, field="way"
        )
    if way == FailureWay.SHORTER:
        yield from _too_short(candidacy, clause)


def _too_short(candidacy: Candidacy, clause: str) -> Iterator[Refusal]:
    """The list is shortened only while the differential is still met."""
    have, need = standing_and_needed(candidacy.election, candidacy.post)
    if have < need:
        told = _(
            "%(post)s: %(have)s would be left, and at least %(need)s are needed; the list cannot be shorter."
        )
        yield refusals.FailureWayClosed(
            told,
            {"post": Post(candidacy.post).label, "have": have, "need": need},
            clause=clause,
            field="way",
            data={"have": have, "need": need},
        )
