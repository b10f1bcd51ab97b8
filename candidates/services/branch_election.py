"""The elections of the sub-branches that follow that of the Party organisation, put on record one by one (A-ASM-04)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import assembly_refusals as refusals
from candidates.models import BranchElection
from candidates.queries.branch_election import branches_elect, organisation_elected_on
from elections.enums import Act
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.refusals import DateInTheFuture
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.models import PartyMember, PartyOrganisation
from villages.refusals.party import BranchElsewhere, MemberGone
from villages.services.locks import lock_place

RECORDS_CLOSE = "archive"


@dataclass(frozen=True)
class BranchHeld:
    """The meeting of a sub-branch: attendance, the secretary elected, and who else was elected, in words."""

    held_on: date
    expected: int
    present: int
    secretary: PartyMember
    others: str = ""
    note: str = ""


def record_branch_election(
    *, by: User, election: Election, branch: PartyOrganisation, held: BranchHeld, now: datetime
) -> BranchElection:
    """Put the election of a sub-branch on record (DOC-95); who heads it in the register is named by the township.

    Raises StepClosed once the records are closed, BranchesNotElected, OrganisationNotElected, BranchElsewhere,
    BranchElectedAlready, and at once all of DateInTheFuture, BranchElectedTooEarly, BranchFiguresFaulty, MemberGone.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        lock_place(election.village)
        election = gate_ahead(RECORDS_CLOSE, election, now).election
        after = _refuse(election, branch, now)
        faults = list(_faults(election, held, after, now))
        if faults:
            raise Refusals(faults)
        made = BranchElection.objects.create(
            election=election,
            branch=branch,
            held_on=held.held_on,
            expected=held.expected,
            present=held.present,
            secretary=held.secretary,
            secretary_name=held.secretary.resident.name,
            others=held.others.strip(),
            note=held.note.strip(),
            recorded_at=now,
            recorded_by=by,
            office=office.title,
        )
        record_act(
            by=by,
            office=office,
            act=Act.BRANCH_ELECTED,
            election=election,
            subject=branch.name,
            data={
                "held_on": held.held_on.isoformat(),
                "expected": held.expected,
                "present": held.present,
                "secretary": made.secretary_name,
                "others": made.others,
            },
            now=now,
        )
    return made


def _refuse(election: Election, branch: PartyOrganisation, now: datetime) -> date:
    """The day on which the new Party organisation was elected."""
    rule = election.cycle.rules.followup.branches_elected
    if not branches_elect(election.cycle.rules):
        raise refusals.BranchesNotElected(_("The plan orders no election of sub-branches here."))
    after = organisation_elected_on(progress_of_one(election, now).steps.values())
    if after is None:
        told = _("The sub-branches elect once the new Party organisation is elected.")
        raise refusals.OrganisationNotElected(told, clause=rule.clause)
    here = PartyOrganisation.objects.filter(
        pk=branch.pk, village=election.village_id, parent__isnull=False, ended_on=None
    )
    if not here.exists():
        raise BranchElsewhere(_("The sub-branch belongs to another place, or is no more."))
    if BranchElection.objects.filter(election=election, branch=branch).exists():
        told = _("The election of %(branch)s is on record already.")
        raise refusals.BranchElectedAlready(told, {"branch": branch.name})
    return after


def _faults(election: Election, held: BranchHeld, after: date, now: datetime) -> Iterator[Refusal]:
    if held.held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held.held_on}, field="held_on")
    if held.held_on < after:
        yield refusals.BranchElectedTooEarly(
            _("The new Party organisation was elected on %(elected)s; its sub-branches elect after it."),
            {"elected": after},
            field="held_on",
            clause=election.cycle.rules.followup.branches_elected.clause,
        )
    if held.present > held.expected:
        yield refusals.BranchFiguresFaulty(
            _("%(present)s came, but only %(expected)s should come."),
            {"present": held.present, "expected": held.expected},
            field="present",
        )
    if held.secretary.village_id != election.village_id:
        told = _("The secretary is no member of the Party organisation here.")
        yield MemberGone(told, field="secretary")
