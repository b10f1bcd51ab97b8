"""The township discipline commission's opinion on somebody who was inspected without it (C-REV-03)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from candidates import party_refusals as refusals
from candidates.models import Candidacy, Inspection
from candidates.queries.inspection import inspecting_stage
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy
from candidates.services.stage import refuse_others_stage
from candidates.told import told_name
from elections.enums import Act
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act


def add_opinion(*, by: User, candidacy: Candidacy, opinion: str, now: datetime) -> Inspection:
    """Add the opinion to an inspection that is on record without it; the record as it was stays in the history.

    By the office that inspects people of the post, until the Party's vote is locked: so somebody can be named discipline
    commissioner after the inspection. Raises OpinionNotAsked (the plan asks for none, or nobody inspected the person),
    NotYourStage, StepClosed, OwnCandidacy, RelativeCandidacy, OpinionThere, and OpinionMissing where nothing is written.
    """
    office = require(by, "party.act", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        election = candidacy.election
        rules, told = election.cycle.rules, {"name": told_name(candidacy.name)}
        rule, stage = rules.review.discipline_opinion, inspecting_stage(rules, candidacy)
        kept = Inspection.objects.select_for_update().filter(candidacy=candidacy).first()
        if not (rule.stated and rule.value) or stage is None or kept is None:
            raise refusals.OpinionNotAsked(_("No inspection of %(name)s asks for this opinion."), told)
        refuse_others_stage(office, stage)
        gate_ahead(rules.assembly_step, election, now)
        refuse_recused(by, candidacy)
        if kept.discipline_opinion.strip():
            raise refusals.OpinionThere(_("The opinion on %(name)s is on record."), told, clause=rule.clause)
        if not opinion.strip():
            missing = _("Enter the discipline commission’s opinion on %(name)s.")
            raise Refusals(
                [refusals.OpinionMissing(missing, told, clause=rule.clause, field="discipline_opinion")]
            )
        kept.discipline_opinion = opinion.strip()
        kept.save()
        record_act(
            by=by,
            office=office,
            act=Act.OPINION_ADDED,
            election=election,
            step=stage.step,
            subject=candidacy.name,
            data={"post": candidacy.post, "duty": candidacy.duty, "opinion": kept.discipline_opinion},
            now=now,
        )
    return kept
