from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.eligibility import Finding
from candidates.models import Approval, Candidacy
from candidates.queries.findings import findings_of
from candidates.queries.sheet import relaxable
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy
from elections.enums import Act
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act


@ungated("The document of an office above comes when it comes; the verdict that it allows is gated.")
def record_approval(
    *, by: User, candidacy: Candidacy, rule: str, document: str, approved_on: date, now: datetime
) -> Approval:
    """Record the document by which the office that may relax a rule does so (A-QUAL-09, A-NEG-13).

    `rule` is the key of a finding that may be relaxed; the office follows from the rulebook. Relatives are decided
    on as a pair (services/kin.py). Raises OwnCandidacy, and at once all of NothingToRelax, ApprovalMissing,
    DateInTheFuture.
    """
    office = require(by, "candidate.record_approval", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        refuse_recused(by, candidacy)
        found = _relaxable(candidacy, rule, localtime(now).date())
        faults = list(_faults(found, document, approved_on, now))
        if faults or found is None:
            raise Refusals(faults)
        made = Approval.objects.create(
            candidacy=candidacy,
            rule=rule,
            approver=found.approver or "",
            document=document.strip(),
            approved_on=approved_on,
            entered_by=by,
            entered_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.RULE_RELAXED,
            election=candidacy.election,
            subject=candidacy.name,
            data={
                "post": candidacy.post,
                "rule": rule,
                "approver": made.approver,
                "document": made.document,
                "approved_on": approved_on.isoformat(),
            },
            now=now,
        )
    return made


def _relaxable(candidacy: Candidacy, rule: str, day: date) -> Finding | None:
    """The finding of a rule that an office may relax now."""
    found = findings_of([candidacy], candidacy.election.cycle.rules, day)[candidacy.pk]
    return next((finding for finding in relaxable(found) if finding.key == rule), None)


def _faults(found: Finding | None, document: str, approved_on: date, now: datetime) -> Iterator[Refusal]:
    if found is None:
        told = _("Nothing of this person may be relaxed by this document.")
        yield refusals.NothingToRelax(told, field="rule")
    if not document.strip():
        clause = found.clauses[-1] if found and found.clauses else None
        yield refusals.ApprovalMissing(_("Give the number of the document."), clause=clause, field="document")
    if approved_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": approved_on}, field="approved_on")
