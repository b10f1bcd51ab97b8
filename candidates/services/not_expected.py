"""Members who are left out of the number expected at the assembly, with their chain of approvals (C-ASM-02)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Listed, Said
from candidates import assembly_refusals as refusals
from candidates.assembly_rules import (
    APPROVALS,
    ASSEMBLY,
    FROM_ABOVE,
    AssemblyRules,
    assembly_rules,
    day_of,
)
from candidates.enums import Expectation
from candidates.models import NotExpected, NotExpectedApproval
from candidates.queries.assembly import expected_at, is_over, left_out
from candidates.refusals import ReasonNeeded
from candidates.services.agenda_checks import Adopted, leaving_out_faults
from candidates.told import told_name
from elections.calendar.counting import add_months
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.rulebook.wording import word
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.models import Resident


@dataclass(frozen=True, slots=True)
class Situation:
    """Why a member is left out: a code of the rulebook, since when, and in words."""

    code: str
    detail: str = ""
    since: date | None = None


def leave_out(
    *, by: User, election: Election, resident: Resident, situation: Situation, now: datetime
) -> NotExpected:
    """Enter a member who is to be left out of the number expected; the approvals follow.

    Raises what the gate raises, AssemblyOver, NobodyLeftOut; Refusals with all of NotAmongExpected, LeftOutAlready,
    SituationUnknown, SpanTooShort, ReasonNeeded.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = _opened(election, now)
        rules = assembly_rules(election.cycle.rules)
        if not rules.approvals.value:
            raise refusals.NobodyLeftOut(
                _("The rulebook lets no member be left out of the number expected."),
                clause=rules.approvals.clause,
            )
        faults = [*_of_member(election, resident, now), *_of_situation(election, rules, situation, now)]
        if faults:
            raise Refusals(faults)
        made = NotExpected.objects.create(
            election=election,
            resident=resident,
            name=resident.name,
            situation=situation.code,
            since=situation.since,
            detail=situation.detail.strip(),
            entered_at=now,
            entered_by=by,
        )
        _record(by, office, Act.MEMBER_LEFT_OUT, made, now, {"situation": made.situation})
    return made


def approve_leaving_out(
    *,
    by: User,
    entry: NotExpected,
    approval: str,
    held_on: date,
    note: str,
    now: datetime,
    adopted: Adopted | None = None,
) -> NotExpectedApproval:
    """Record the next approval of an entry, in the rulebook's order; consent from above by the office above.

    The assembly's own is a vote, `adopted` by the majority of `assembly.adoption` (C-ASM-02). Raises NotThere, what the
    gate raises, AssemblyOver, LeavingOutWithdrawn, ApprovalUnknown, LeavingOutOrder; Refusals with DateInTheFuture,
    ReasonNeeded, and of the vote PresentMissing, PresentOverExpected, NoQuorum, VotesOverPresent, NotAdopted.
    """
    permission = "assembly.agree" if approval in FROM_ABOVE else "assembly.record"
    office = require(by, permission, entry.election.village_id)
    with transaction.atomic():
        entry = _locked(entry, now)
        _refuse_order(entry, approval)
        faults = list(_of_approval(entry.election, held_on, note, now))
        voted = _voted(adopted) if approval == ASSEMBLY else {}
        if approval == ASSEMBLY:
            faults += leaving_out_faults(entry, held_on, adopted)
        if faults:
            raise Refusals(faults)
        made = NotExpectedApproval.objects.create(
            not_expected=entry,
            approval=approval,
            held_on=held_on,
            note=note.strip(),
            recorded_at=now,
            recorded_by=by,
            office=office.title,
            **voted,
        )
        told = {"approval": approval, "held_on": held_on.isoformat(), **voted}
        _record(by, office, Act.LEAVING_OUT_APPROVED, entry, now, told)
    return made


def withdraw_leaving_out(*, by: User, entry: NotExpected, reason: str, now: datetime) -> NotExpected:
    """Withdraw an entry: the member is expected again. Raises what the gate raises, AssemblyOver,
    LeavingOutWithdrawn, ReasonNeeded.
    """
    office = require(by, "assembly.record", entry.election.village_id)
    with transaction.atomic():
        entry = _locked(entry, now)
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        entry.withdrawn_at, entry.withdrawn_because = now, reason.strip()
        entry.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _record(by, office, Act.LEAVING_OUT_WITHDRAWN, entry, now, {"reason": entry.withdrawn_because})
    return entry


def _voted(adopted: Adopted | None) -> dict[str, int]:
    """The assembly's vote as the approval and the ledger keep it."""
    return {"present": adopted.present, **asdict(adopted.votes)} if adopted else {}


def _opened(election: Election, now: datetime) -> Election:
    """The election, locked, while who is expected may still change."""
    election = gate_ahead(election.cycle.rules.assembly_step, election, now).election
    if is_over(election):
        raise refusals.AssemblyOver(_("The assembly is on record as held."))
    return election


def _locked(entry: NotExpected, now: datetime) -> NotExpected:
    election = _opened(entry.election, now)
    entry = NotExpected.objects.select_for_update().get(pk=entry.pk)
    entry.election = election
    if entry.withdrawn_at is not None:
        raise refusals.LeavingOutWithdrawn(_("This entry was withdrawn."))
    return entry


def _of_member(election: Election, resident: Resident, now: datetime) -> Iterator[Refusal]:
    rows = {row.member.resident_id: row for row in expected_at(election, localtime(now).date()).rows}
    row = rows.get(resident.pk)
    if row is not None and row.left_out is not None:
        yield refusals.LeftOutAlready(
            _("%(name)s is entered already."), {"name": told_name(resident.name)}, field="resident"
        )
    elif row is None or row.standing != Expectation.EXPECTED:
        yield refusals.NotAmongExpected(
            _("%(name)s is not among the members who are expected, so there is nobody to leave out."),
            {"name": told_name(resident.name)},
            field="resident",
        )


def _of_situation(
    election: Election, rules: AssemblyRules, situation: Situation, now: datetime
) -> Iterator[Refusal]:
    if rules.situations.stated and situation.code not in rules.situations.value:
        yield refusals.SituationUnknown(
            _("Choose one of the situations that the plan names."),
            clause=rules.situations.clause,
            field="situation",
        )
    if not rules.situations.stated and not situation.detail.strip():
        yield ReasonNeeded(
            _("Write down why the member cannot take part."), clause=rules.situations.clause, field="detail"
        )
    if situation.code not in rules.lasting.value:
        return
    day = day_of(election, localtime(now).date())
    if situation.since is None or add_months(situation.since, rules.span.value) > day:
        yield refusals.SpanTooShort(
            _("“%(situation)s” must have lasted %(months)s months on %(day)s; enter since when."),
            {"situation": Said(word(situation.code)), "months": rules.span.value, "day": day},
            clause=rules.span.clause,
            field="since",
            data={"months": rules.span.value, "day": day.isoformat()},
        )


def _refuse_order(entry: NotExpected, approval: str) -> None:
    """Raises ApprovalUnknown, LeavingOutOrder."""
    rules = assembly_rules(entry.election.cycle.rules)
    if approval not in rules.approvals.value:
        raise refusals.ApprovalUnknown(
            _("The rulebook asks for no such approval."), clause=rules.approvals.clause, field="approval"
        )
    found = left_out(entry, rules.approvals.value)
    if approval != found.next:
        missing = found.missing[: found.missing.index(approval)] if approval in found.missing else []
        told = _("First comes: %(missing)s.") if missing else _("This approval is on record already.")
        raise refusals.LeavingOutOrder(
            told,
            {"missing": Listed(Said(word(each, APPROVALS)) for each in missing)},
            clause=rules.approvals.clause,
            field="approval",
            data={"missing": list(missing)},
        )


def _of_approval(election: Election, held_on: date, note: str, now: datetime) -> Iterator[Refusal]:
    if held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
    if not note.strip():
        clause = assembly_rules(election.cycle.rules).approvals.clause
        yield ReasonNeeded(_("Say who was asked or decided, and what."), clause=clause, field="note")


def _record(
    by: User, office: Office, act: Act, entry: NotExpected, now: datetime, more: dict[str, Any]
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=entry.election,
        step=entry.election.cycle.rules.assembly_step,
        subject=entry.name,
        data={"entry": entry.pk, "resident": entry.resident_id, **more},
        now=now,
    )
