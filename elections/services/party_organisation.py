"""The Party organisation of a place: its kind by the number of members, its numbered sub-branches and their heads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from elections.queries.party_organisation import Standing, is_secretary, sitting_in_party, standing_of
from elections.refusals import (
    BranchHasMembers,
    BranchSecretaryNeedsReason,
    CountyApprovalMissing,
    NoOrganisation,
    OrganisationHasBranches,
    OrganisationNeedsReason,
    OrganisationTooSmall,
    SecretaryHeadsBoth,
)
from villages.acts import remember
from villages.enums import OrganisationKind, RegisterAct
from villages.models import PartyMember, PartyOrganisation, Village
from villages.names.numerals import numeral
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place


@dataclass(frozen=True)
class Setup:
    """What a Party organisation is to be; `approval` is the county's document where the kind needs one."""

    kind: str
    name: str
    approval: str = ""
    founded_on: date | None = None


@ungated("The Party organisation of a place stands between elections as well as in them.")
def set_up_organisation(
    *, by: User, village: Village, setup: Setup, reason: str, now: datetime
) -> PartyOrganisation:
    """Set the organisation of a place up, or change it.

    Raises OrganisationTooSmall, CountyApprovalMissing, OrganisationHasBranches, OrganisationNeedsReason (a `reason`
    lets it pass).
    """
    office = require(by, "place.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        here = standing_of(village)
        _refuse_kind(here, setup)
        if here.departs(setup.kind) and not reason.strip():
            assert here.rules is not None  # a plan that wants nothing is not departed from
            rule = here.rules.seats.general_branch_min_members
            raise OrganisationNeedsReason(
                _("With %(n)s members the plan wants: %(kind)s. Say why it is another."),
                {"n": here.members, "kind": here.wanted.label if here.wanted else ""},
                clause=rule.clause,
                field="reason",
            )
        made = here.organisation or PartyOrganisation(village=village)
        if here.organisation:
            begin_history([made], now)
        made.kind, made.name = setup.kind, setup.name.strip()
        made.approval, made.founded_on = setup.approval.strip(), setup.founded_on
        save_changed(made, by, now)
        data = {
            "organisation": made.kind,
            "members": here.members,
            "approval": made.approval,
            "reason": reason,
        }
        _remember(by, office, made, data, now)
    return made


def _refuse_kind(here: Standing, setup: Setup) -> None:
    if setup.kind == OrganisationKind.BRANCH and here.branches:
        raise OrganisationHasBranches(
            _("A Party branch has no sub-branches; end those there are first."), field="kind"
        )
    if setup.kind != OrganisationKind.COMMITTEE or here.rules is None:
        return
    rule = here.rules.seats.grassroots_committee_min_members
    if not here.may_be_committee():
        raise OrganisationTooSmall(
            _("A grassroots committee needs %(least)s members; here are %(n)s."),
            {"least": rule.value, "n": here.members},
            clause=rule.clause,
            field="kind",
        )
    if rule.stated and rule.approver and not setup.approval.strip():
        raise CountyApprovalMissing(
            _("A grassroots committee needs the county's approval; name its document."),
            clause=rule.clause,
            field="approval",
        )


@ungated("The Party organisation of a place stands between elections as well as in them.")
def add_branch(*, by: User, village: Village, founded_on: date, now: datetime) -> PartyOrganisation:
    """Set up the next sub-branch, named by its number. Raises NoOrganisation."""
    office = require(by, "place.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        here = standing_of(village)
        if here.organisation is None or here.organisation.kind == OrganisationKind.BRANCH:
            raise NoOrganisation(_("Only a general branch or a committee has sub-branches; set it up first."))
        taken = {branch.number for branch in here.branches}
        number = next(n for n in range(1, len(taken) + 2) if n not in taken)
        made = PartyOrganisation(
            village=village,
            kind=OrganisationKind.BRANCH,
            parent=here.organisation,
            number=number,
            name=f"第{numeral(number)}党支部",
            founded_on=founded_on,
        )
        save_changed(made, by, now)
        _remember(by, office, made, {"branch_added": number}, now)
    return made


@ungated("The Party organisation of a place stands between elections as well as in them.")
def end_branch(*, by: User, branch: PartyOrganisation, on: date, now: datetime) -> PartyOrganisation:
    """Put down that a sub-branch is no more. Raises BranchHasMembers."""
    office = require(by, "place.edit", branch.village_id)
    with transaction.atomic():
        lock_place(branch.village)
        found = PartyOrganisation.objects.select_for_update().get(pk=branch.pk)
        members = found.members.count()
        if members:
            raise BranchHasMembers(
                _("%(n)s members belong to %(branch)s; put them into another branch first."),
                {"n": members, "branch": found.name},
            )
        begin_history([found], now)
        found.ended_on, found.secretary = on, None
        save_changed(found, by, now)
        _remember(by, office, found, {"branch_ended": found.number}, now)
    return found


@ungated("The Party organisation of a place stands between elections as well as in them.")
def name_branch_secretary(
    *, by: User, branch: PartyOrganisation, member: PartyMember, reason: str, now: datetime
) -> PartyOrganisation:
    """Enter who heads a sub-branch.

    Raises SecretaryHeadsBoth; and BranchSecretaryNeedsReason for somebody who is not of the general branch's committee,
    which a `reason` lets pass.
    """
    office = require(by, "place.edit", branch.village_id)
    with transaction.atomic():
        village = lock_place(branch.village)
        found = PartyOrganisation.objects.select_for_update().get(pk=branch.pk)
        member = PartyMember.objects.select_related("resident").get(pk=member.pk, village=village)
        _refuse_secretary(standing_of(village), member, reason)
        begin_history([found], now)
        found.secretary = member
        save_changed(found, by, now)
        data = {"branch_secretary": member.resident_id, "branch": found.number, "reason": reason}
        _remember(by, office, found, data, now)
    return found


def _refuse_secretary(here: Standing, member: PartyMember, reason: str) -> None:
    rule = here.rules.seats.general_branch_secretary_may_head_subbranch if here.rules else None
    if rule is None or not rule.stated or rule.value:
        return
    posts = [cadre for cadre in sitting_in_party(here.village) if cadre.resident_id == member.resident_id]
    named = {"name": member.resident.name}
    if any(is_secretary(cadre) for cadre in posts):
        raise SecretaryHeadsBoth(
            _("%(name)s is secretary of the general branch and heads no sub-branch as well."),
            named,
            clause=rule.clause,
            field="member",
        )
    if not posts and not reason.strip():
        raise BranchSecretaryNeedsReason(
            _(
                "%(name)s is not of the general branch's committee, which generally heads sub-branches. Say why."
            ),
            named,
            clause=rule.clause,
            field="reason",
        )


def _remember(
    by: User, office: Office, organisation: PartyOrganisation, data: dict[str, Any], now: datetime
) -> None:
    remember(
        by=by,
        office=office,
        act=RegisterAct.PLACE_CHANGED,
        place_code=organisation.village_id,
        subject=organisation.name,
        data=data,
        now=now,
    )
