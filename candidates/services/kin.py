from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.eligibility.kin import Avoidance
from candidates.models import KinDecision
from candidates.queries.relatives import Pair, pairs_with_elected
from candidates.recusal import refuse_recused_from
from candidates.services.yielded import settle_yielded
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.services.locks import lock_place


@ungated(
    "Who gives way may be decided at any time until both take office; the list is gated where it is published."
)
def decide_kin(
    *,
    by: User,
    election: Election,
    first: int,
    second: int,
    yields: int | None,
    document: str,
    decided_on: date,
    reason: str,
    now: datetime,
) -> KinDecision:
    """Record what was decided on two relatives who stand: who gives way, or that both may stand (AMB-16).

    `first`, `second` and `yields` are residents. Where the rule is one in principle, both may stand by the approval;
    where one has to give way before taking office, or may not stand, somebody is named. A later decision takes the
    place of an earlier one. Where both are elected, the seat of whoever gives way falls vacant. Raises OwnCandidacy,
    RelativeCandidacy (A-COM-07), RoundFollowed where a further round was opened for the seat already given up; at once
    all of NotRelated, RelativesBarred, ApprovalMissing, ReasonNeeded, DateInTheFuture.
    """
    office = require(by, "candidate.decide_kin", election.village_id)
    with transaction.atomic():
        lock_place(election.village)
        election = lock_election(election)
        asked = {first, second}
        found = ((p, {one.resident.pk for one in p.people}) for p in pairs_with_elected(election))
        pair = next((p for p, people in found if people == asked), None)
        if pair is not None:
            refuse_recused_from(by, election, [one.resident for one in pair.people])
        faults = list(_faults(pair, asked, yields, document, reason, decided_on, now))
        if faults or pair is None:
            raise Refusals(faults)
        made = KinDecision.objects.create(
            election=election,
            first_id=min(asked),
            second_id=max(asked),
            yields_id=yields,
            document=document.strip(),
            decided_on=decided_on,
            reason=reason,
            decided_by=by,
            entered_at=now,
        )
        settled = settle_yielded(by=by, election=election, now=now, decides=True)
        record_act(
            by=by,
            office=office,
            act=Act.KIN_DECIDED,
            election=election,
            subject=pair.first.resident.name,
            data=_decided(pair, made) | asdict(settled),
            now=now,
        )
    return made


def _decided(pair: Pair, made: KinDecision) -> dict[str, Any]:
    """A decision as the ledger tells it."""
    return {
        "people": [one.resident.name for one in pair.people],
        "relation": pair.kinship.relation,
        "gives_way": next((p.resident.name for p in pair.people if p.resident.pk == made.yields_id), None),
        "document": made.document,
        "decided_on": made.decided_on.isoformat(),
        "reason": made.reason,
    }


def _faults(
    pair: Pair | None,
    asked: set[int],
    yields: int | None,
    document: str,
    reason: str,
    decided_on: date,
    now: datetime,
) -> Iterator[Refusal]:
    if pair is None or (yields is not None and yields not in asked):
        yield refusals.NotRelated(_("Of these two the rulebook asks nothing, or they do not both stand."))
    elif yields is None and pair.ground.avoidance != Avoidance.CONSENT:
        yield refusals.RelativesBarred(
            _("%(first)s and %(second)s: nobody may allow both; say who gives way."),
            {"first": told_name(pair.first.resident.name), "second": told_name(pair.second.resident.name)},
            clause=pair.ground.rule.clause,
            field="yields",
        )
    if not document.strip():
        yield refusals.ApprovalMissing(_("Give the number of the document."), field="document")
    if not reason.strip():
        yield refusals.ReasonNeeded(_("Say why it was decided so."), field="reason")
    if decided_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": decided_on}, field="decided_on")
