"""The Party members of a place, entered one by one or as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act, ungated
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
    formal_on: date | None = None
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
        member = put_in_member(village, resident, membership, by, now)
        _remember(by, office, member, {"change": "member_entered"}, now)
    return member


@part_of_an_act
def put_in_member(
    village: Village, resident: Resident, membership: Membership, by: User, now: datetime
) -> PartyMember:
    """A new member of a place that is held. Raises what enter_member raises."""
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
    save_changed(member, by, now)
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
        changed = put_right_member(village, found, membership, by, now)
        if changed:
            _remember(by, office, found, {"change": "member_changed", "fields": changed}, now)
    return found


@part_of_an_act
def put_right_member(
    village: Village, member: PartyMember, membership: Membership, by: User, now: datetime
) -> list[str]:
    """Change a member of a place that is held; the names of what was otherwise. Raises Refusals."""
    faults = _faults(village, member.resident, membership, now)
    if faults:
        raise Refusals(faults)
    wanted = vars(membership)
    changed = sorted(name for name, value in wanted.items() if getattr(member, name) != value)
    if changed:
        begin_history([member], now)
        for name in changed:
            setattr(member, name, wanted[name])
        save_changed(member, by, now)
    return changed


@ungated("Who leaves the Party organisation leaves its list, whatever step an election is in.")
def remove_member(*, by: User, member: PartyMember, reason: str, now: datetime) -> None:
    """Take a member off the list, with the reason: moved to another organisation, left, expelled, died.

    Raises MemberHeadsBranch, MemberGone.
    """
    office = require(by, "register.edit", member.village_id)
    with transaction.atomic():
        lock_place(member.village)
        found = _locked(member)
        _remember(by, office, found, {"change": "member_removed", "reason": reason.strip()}, now)
        take_off_member(found, by, now)


@part_of_an_act
def take_off_member(member: PartyMember, by: User, now: datetime) -> None:
    """Delete a member of a place that is held; the history keeps the row. Raises MemberHeadsBranch."""
    heads = member.heads.filter(ended_on=None).first()
    if heads is not None:
        raise MemberHeadsBranch(
            _("%(name)s is secretary of %(branch)s; name another first."),
            {"name": member.resident.name, "branch": heads.name},
        )
    begin_history([member], now)
    leaving: Any = member
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
    formal = membership.formal_on
    if formal is not None and (membership.probationary or not membership.joined_on <= formal <= today):
        faults.append(
            MemberDaysFaulty(
                _("Formal membership follows the joining, by today, and a probationary member has none."),
                field="formal_on",
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
