"""The Party groups (党小组) into which the members of a place are divided (A-ORG-05)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from villages.acts import remember
from villages.enums import RegisterAct
from villages.models import PartyGroup, PartyMember, Village
from villages.refusals.party import GroupGone, GroupThere, MemberGone
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place


@dataclass(frozen=True)
class GroupDraft:
    """What is kept of a Party group; `holds` says in words which members it has."""

    name: str
    basis: str
    leader: PartyMember | None = None
    holds: str = ""


@ungated("The Party organisation of a place stands between elections as well as in them.")
def set_up_group(*, by: User, village: Village, draft: GroupDraft, now: datetime) -> PartyGroup:
    """Enter a further Party group. Raises GroupThere, MemberGone for a leader who is no member of the place."""
    office = require(by, "register.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        made = PartyGroup(village=village)
        _fill(made, draft)
        save_changed(made, by, now)
        _remember(by, office, made, "group_added", now)
    return made


@ungated("The Party organisation of a place stands between elections as well as in them.")
def change_group(*, by: User, group: PartyGroup, draft: GroupDraft, now: datetime) -> PartyGroup:
    """Put what is kept of a Party group right. Raises GroupThere, GroupGone, MemberGone."""
    office = require(by, "register.edit", group.village_id)
    with transaction.atomic():
        lock_place(group.village)
        found = _locked(group)
        begin_history([found], now)
        _fill(found, draft)
        save_changed(found, by, now)
        _remember(by, office, found, "group_changed", now)
    return found


@ungated("The Party organisation of a place stands between elections as well as in them.")
def end_group(*, by: User, group: PartyGroup, on: date, now: datetime) -> PartyGroup:
    """Put down that a Party group is no more. Raises GroupGone."""
    office = require(by, "register.edit", group.village_id)
    with transaction.atomic():
        lock_place(group.village)
        found = _locked(group)
        begin_history([found], now)
        found.ended_on = on
        save_changed(found, by, now)
        _remember(by, office, found, "group_ended", now)
    return found


def _locked(group: PartyGroup) -> PartyGroup:
    found = PartyGroup.objects.select_for_update(of=("self",)).filter(pk=group.pk, ended_on=None).first()
    if found is None:
        raise GroupGone(_("This Party group is no more."))
    return found


def _fill(group: PartyGroup, draft: GroupDraft) -> None:
    name = draft.name.strip()
    others = PartyGroup.objects.filter(village=group.village_id, name=name, ended_on=None)
    if others.exclude(pk=group.pk).exists():
        raise GroupThere(_("There is a Party group named %(name)s already."), {"name": name}, field="name")
    if draft.leader and not PartyMember.objects.filter(pk=draft.leader.pk, village=group.village_id).exists():
        raise MemberGone(_("The leader is no member of the Party organisation here."), field="leader")
    group.name, group.basis = name, draft.basis
    group.leader, group.holds = draft.leader, draft.holds.strip()


def _remember(by: User, office: Office, group: PartyGroup, what: str, now: datetime) -> None:
    data: dict[str, Any] = {
        what: group.name,
        "basis": group.basis,
        "leader": group.leader.resident.name if group.leader else "",
        "holds": group.holds,
    }
    remember(
        by=by,
        office=office,
        act=RegisterAct.PLACE_CHANGED,
        place_code=group.village_id,
        subject=group.name,
        data=data,
        now=now,
    )
