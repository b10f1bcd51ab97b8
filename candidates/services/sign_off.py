"""Decisions and signatures above the village on a secretary's candidate, recorded in the plan's order."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Said
from candidates.department_refusals import NotForThisPost, SignOffOrder
from candidates.models import Candidacy, SignOff
from candidates.queries.sign_off import PATH, asks_signatures, signing_of, signing_roles
from candidates.recusal import refuse_recused
from candidates.refusals import CandidacyMovedOn, ReasonNeeded
from candidates.services.candidacy import lock_candidacy
from candidates.states import GONE
from candidates.told import told_name
from elections.enums import Act
from elections.refusals import DateInTheFuture
from elections.rulebook.wording import word
from elections.services.ledger import record_act


@ungated(
    "The offices above meet when they meet; the stage that waits for their signatures asks for them at its own gate."
)
def record_sign_off(
    *,
    by: User,
    candidacy: Candidacy,
    role: str,
    name: str,
    document: str,
    signed_on: date,
    now: datetime,
) -> SignOff:
    """Put a decision or signature above on record, the next one in the rulebook's order.

    Raises NotForThisPost, CandidacyMovedOn, SignOffOrder, OwnCandidacy, RelativeCandidacy (A-COM-07);
    Refusals with every fault of what is entered
    (DateInTheFuture, SignOffOrder for a day before the signature before it, ReasonNeeded).
    """
    office = require(by, "sign_off.record", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        _refuse(candidacy, role)
        refuse_recused(by, candidacy)
        faults = list(_faults(candidacy, name, document, signed_on, now))
        if faults:
            raise Refusals(faults)
        made = SignOff.objects.create(
            candidacy=candidacy,
            role=role,
            place=signing_roles(candidacy.election.cycle.rules).index(role) + 1,
            name=name.strip(),
            document=document.strip(),
            signed_on=signed_on,
            recorded_by=by,
            recorded_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.SIGN_OFF_RECORDED,
            election=candidacy.election,
            subject=candidacy.name,
            data={
                "role": role,
                "name": made.name,
                "document": made.document,
                "signed_on": signed_on.isoformat(),
            },
            now=now,
        )
    return made


def _refuse(candidacy: Candidacy, role: str) -> None:
    rule = candidacy.election.cycle.rules.review.secretary_final_approver
    if not asks_signatures(candidacy) or not rule.stated:
        raise NotForThisPost(
            _("Offices above sign the candidate for Party secretary only, and only where the plan says so."),
            clause=rule.clause or None,
        )
    if candidacy.state in GONE:
        raise CandidacyMovedOn(_("%(name)s does not stand any more."), {"name": told_name(candidacy.name)})
    following = signing_of(candidacy).next
    if role != following:
        told = (
            _("The next signature is that of: %(role)s.")
            if following
            else _("All signatures are recorded already.")
        )
        raise SignOffOrder(
            told,
            {"role": Said(word(following, PATH))} if following else {},
            clause=rule.clause,
            field="role",
            data={"next": following},
        )


def _faults(candidacy: Candidacy, name: str, document: str, signed_on: date, now: datetime) -> list[Refusal]:
    found: list[Refusal] = []
    if signed_on > localtime(now).date():
        found.append(DateInTheFuture(_("%(day)s is still to come."), {"day": signed_on}, field="signed_on"))
    before = candidacy.sign_offs.order_by("-place").first()
    if before is not None and signed_on < before.signed_on:
        found.append(
            SignOffOrder(
                _("The signature before it is of %(day)s."), {"day": before.signed_on}, field="signed_on"
            )
        )
    if not name.strip():
        found.append(ReasonNeeded(_("Say who signed, or who presided."), field="name"))
    if not document.strip():
        found.append(ReasonNeeded(_("Give the number of the document or minutes."), field="document"))
    return found
