"""The Party members of a place, entered one by one or as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from villages.acts import remember
from villages.enums import Discipline, RegisterAct
from villages.models import Appraisal, Audit, Cadre, PartyMember, PartyOrganisation, Resident, Village
from villages.refusals.party import (
    BranchElsewhere,
    MemberDaysFaulty,
    MemberGone,
    MemberHeadsBranch,
    MemberLeft,
    MemberThere,
)
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place


@ungated("A register of the village, loaded before an election is opened.")
def add_party_members(members: Iterable[PartyMember]) -> None:
    """Enter the members of a village's Party organisation."""
    PartyMember.objects.bulk_create(members)


@ungated("A register of the village, loaded before an election is opened.")
def add_cadres(cadres: Iterable[Cadre]) -> None:
    """Enter those who hold the posts of the sitting term."""
    Cadre.objects.bulk_create(cadres)


@ungated("A register of the village, loaded before an election is opened.")
def add_records(appraisals: Iterable[Appraisal], audits: Iterable[Audit]) -> None:
    """Enter the appraisals and audits of cadres."""
    Appraisal.objects.bulk_create(appraisals)
    Audit.objects.bulk_create(audits)


@dataclass(frozen=True)
class Membership:
    """What is kept of a Party member; `organisation` is the branch, None where it is not told."""

    joined_on: date
    probationary: bool = False
    organisation: PartyOrganisation | None = None
    away: bool = False
    contact: str = ""
    discipline: str = Discipline.NONE
    discipline_until: date | None = None


@ungated(
    "A register is kept between elections as well as in them; what an election draws from it has its own gate."
)
def enter_member(*, by: User, resident: Resident, membership: Membership, now: datetime) -> PartyMember:
    """Enter somebody of the household register as a Party member.

    Raises Refusals with all that speaks against it: MemberThere, MemberLeft, MemberDaysFaulty, BranchElsewhere.
    """
    office = require(by, "register.edit", resident.village_id)
    with transaction.atomic():
        village = lock_place(resident.village)
        resident = Resident.objects.select_for_update().get(pk=resident.pk)
        faults = _faults(village, resident, membership, now)
        if resident.left_on is not None:
            faults.append(MemberLeft(_("%(name)s has left the register."), {"name": resident.name}))
        if PartyMember.objects.filter(resident=resident).exists():
            faults.append(
                MemberThere(_("%(name)s is a Party member on record already."), {"name": resident.name})
            )
        if faults:
            raise Refusals(faults)
        member = PartyMember(village=village, resident=resident, **vars(membership))
        _keep(by, office, member, {"change": "member_entered"}, now)
    return member


@ungated(
    "A register is kept between elections as well as in them; what an election draws from it has its own gate."
)
def change_member(*, by: User, member: PartyMember, membership: Membership, now: datetime) -> PartyMember:
    """Put what is kept of a member right; what was before stays in the history. Raises Refusals, MemberGone."""
    office = require(by, "register.edit", member.village_id)
    with transaction.atomic():
        village = lock_place(member.village)
        found = _locked(member)
        faults = _faults(village, found.resident, membership, now)
        if faults:
            raise Refusals(faults)
        wanted = vars(membership)
        changed = sorted(name for name, value in wanted.items() if getattr(found, name) != value)
        if not changed:
            return found
        begin_history([found], now)
        for name in changed:
            setattr(found, name, wanted[name])
        _keep(by, office, found, {"change": "member_changed", "fields": changed}, now)
    return found


@ungated("Who leaves the Party organisation leaves its list, whatever step an election is in.")
def remove_member(*, by: User, member: PartyMember, reason: str, now: datetime) -> None:
    """Take a member off the list, with the reason: moved to another organisation, left, expelled, died.

    Raises MemberHeadsBranch, MemberGone.
    """
    office = require(by, "register.edit", member.village_id)
    with transaction.atomic():
        lock_place(member.village)
        found = _locked(member)
        heads = found.heads.filter(ended_on=None).first()
        if heads is not None:
            raise MemberHeadsBranch(
                _("%(name)s is secretary of %(branch)s; name another first."),
                {"name": found.resident.name, "branch": heads.name},
            )
        begin_history([found], now)
        _remember(by, office, found, {"change": "member_removed", "reason": reason.strip()}, now)
        leaving: Any = found
        leaving._history_user, leaving._history_date = by, now
        leaving.delete()


def _locked(member: PartyMember) -> PartyMember:
    rows = PartyMember.objects.select_for_update(of=("self",)).select_related("resident")
    found = rows.filter(pk=member.pk).first()
    if found is None:
        raise MemberGone(_("This member was taken off the list already."))
    return found


def _faults(village: Village, person: Resident, membership: Membership, now: datetime) -> list[Refusal]:
    today, faults = localtime(now).date(), list[Refusal]()
    if membership.joined_on > today:
        told = {"day": membership.joined_on}
        faults.append(MemberDaysFaulty(_("%(day)s is still to come."), told, field="joined_on"))
    if membership.joined_on <= person.birth_date:
        faults.append(
            MemberDaysFaulty(
                _("That is before the birth, %(day)s."), {"day": person.birth_date}, field="joined_on"
            )
        )
    if bool(membership.discipline) != bool(membership.discipline_until):
        faults.append(
            MemberDaysFaulty(
                _("A discipline has the day on which its influence ends, and only a discipline has one."),
                field="discipline_until",
            )
        )
    branch = membership.organisation
    if branch is not None and (branch.village_id != village.pk or branch.ended_on is not None):
        faults.append(
            BranchElsewhere(
                _("%(branch)s is none of this place."), {"branch": branch.name}, field="organisation"
            )
        )
    return faults


def _keep(by: User, office: Office, member: PartyMember, data: dict[str, Any], now: datetime) -> None:
    save_changed(member, by, now)
    _remember(by, office, member, data, now)


def _remember(by: User, office: Office, member: PartyMember, data: dict[str, Any], now: datetime) -> None:
    remember(
        by=by,
        office=office,
        act=RegisterAct.CHANGED,
        place_code=member.village_id,
        subject=member.resident.name,
        data={"resident": member.resident_id, **data},
        now=now,
    )
