"""One person of a register: entered, changed, gone, returned, and the full identity number looked at."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act, ungated
from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from villages.acts import remember
from villages.enums import Leaving, RegisterAct
from villages.models import Group, Household, Resident, Village
from villages.names.pinyin import full_key, initials
from villages.names.plain import plain
from villages.names.strokes import surname_key
from villages.refusals.resident import (
    LeftAlready,
    LeftBeforeBirth,
    ReasonMissing,
    RegisterDayAhead,
    StillHere,
)
from villages.sealing import blind_index, seal, unseal
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place
from villages.services.register import RegisterRow
from villages.services.resident_checks import refusals_of, refuse_elsewhere

KEPT_AS_TYPED = (
    "sex",
    "birth_date",
    "nation",
    "education",
    "relation",
    "lives_here",
    "registered_here",
    "registered_at",
    "residence_since",
    "contact",
)


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def add_resident(*, by: User, village: Village, row: RegisterRow, now: datetime) -> Resident:
    """Enter a person in a village's register; a household that is new is made. Raises Refusals, every fault at once."""
    office = require(by, "register.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        row = _plain(row)
        _refuse(village, row, None, now)
        person = Resident(village=village, left_why="")
        _fill(person, village, row)
        save_changed(person, by, now)
        _remember(by, office, person, {"change": "added"}, now)
    return person


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def change_resident(*, by: User, resident: Resident, row: RegisterRow, now: datetime) -> Resident:
    """Put particulars right; an empty `id_number` leaves the number as it is. Raises Refusals, LeftAlready."""
    office = require(by, "register.edit", resident.village_id)
    with transaction.atomic():
        village = lock_place(resident.village)
        person = _locked(resident)
        if person.left_on is not None:
            raise LeftAlready(
                _("%(name)s has left the register; take the person back first."), _named(person)
            )
        row = _plain(row)
        _refuse(village, row, person, now)
        begin_history([person], now)
        before = _state(person)
        _fill(person, village, row)
        changed = sorted(name for name, value in _state(person).items() if value != before[name])
        if changed:
            save_changed(person, by, now)
            _remember(by, office, person, {"change": "changed", "fields": changed}, now)
    return person


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def record_leaving(*, by: User, resident: Resident, on: date, why: str, now: datetime) -> Resident:
    """Put down that a person died, moved the registration away or was entered in error; the row stays.

    Raises LeftAlready, RegisterDayAhead, LeftBeforeBirth.
    """
    office = require(by, "register.edit", resident.village_id)
    with transaction.atomic():
        lock_place(resident.village)
        person = _locked(resident)
        if person.left_on is not None:
            raise LeftAlready(_("%(name)s has left the register already."), _named(person))
        if on > localtime(now).date():
            raise RegisterDayAhead(_("%(day)s is still to come."), {"day": on}, field="on")
        if on < person.birth_date:
            raise LeftBeforeBirth(
                _("That is before the birth, %(day)s."), {"day": person.birth_date}, field="on"
            )
        begin_history([person], now)
        person.left_on, person.left_why = on, Leaving(why)
        save_changed(person, by, now)
        data = {"change": "left", "on": on.isoformat(), "why": person.left_why}
        _remember(by, office, person, data, now)
    return person


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def record_return(*, by: User, resident: Resident, now: datetime) -> Resident:
    """Take a person back who left, or who was struck by mistake. Raises StillHere, ResidentElsewhere."""
    office = require(by, "register.edit", resident.village_id)
    with transaction.atomic():
        village = lock_place(resident.village)
        person = _locked(resident)
        if person.left_on is None:
            raise StillHere(_("%(name)s stands in the register."), _named(person))
        refuse_elsewhere(village, person)
        begin_history([person], now)
        person.left_on, person.left_why = None, ""
        save_changed(person, by, now)
        _remember(by, office, person, {"change": "returned"}, now)
    return person


@ungated("Looking at a number belongs to no step; the look itself is what is put on record.")
def see_number(*, by: User, resident: Resident, reason: str, now: datetime) -> str:
    """The full identity number of one person; that it was looked at, and what for, is entered in the ledger.

    Raises ReasonMissing.
    """
    office = require(by, "register.see_id", resident.village_id)
    return number_seen(by=by, office=office, resident=resident, reason=reason, now=now)


@part_of_an_act
def number_seen(*, by: User, office: Office, resident: Resident, reason: str, now: datetime) -> str:
    """The look itself, by an office that may. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(_("Say what the full number is needed for."), field="reason")
    with transaction.atomic():
        person = Resident.objects.get(pk=resident.pk)
        number = unseal(bytes(person.id_sealed))
        remember(
            by=by,
            office=office,
            act=RegisterAct.ID_SEEN,
            place_code=person.village_id,
            subject=person.name,
            data={"resident": person.pk, "reason": reason.strip()},
            now=now,
        )
    return number


def _locked(resident: Resident) -> Resident:
    found = Resident.objects.select_for_update(of=("self",)).select_related("group", "household")
    return found.get(pk=resident.pk)


def _plain(row: RegisterRow) -> RegisterRow:
    return replace(
        row, name=plain(row.name), household=row.household.strip(), id_number=row.id_number.strip().upper()
    )


def _refuse(village: Village, row: RegisterRow, person: Resident | None, now: datetime) -> None:
    faults = refusals_of(village, row, person, localtime(now).date())
    if faults:
        raise Refusals(faults)


def _fill(person: Resident, village: Village, row: RegisterRow) -> None:
    """Put a checked row into the person, with the keys that searching and sorting go by."""
    person.group = Group.objects.get(village=village, number=row.group)
    person.household, _made = Household.objects.get_or_create(
        village=village, number=row.household, defaults={"group": person.group}
    )
    person.name = row.name
    person.pinyin, person.initials, person.strokes = (
        full_key(row.name),
        initials(row.name),
        surname_key(row.name),
    )
    for name in KEPT_AS_TYPED:
        setattr(person, name, getattr(row, name))
    if row.registered_here:
        person.registered_at = ""
    if row.id_number:
        person.id_sealed = seal(row.id_number)
        person.id_index = blind_index(row.id_number)
        person.id_last4 = row.id_number[-4:]


def _state(person: Resident) -> dict[str, Any]:
    """What a change may change, by names that the ledger may keep: that a number changed, never which."""
    state = {name: getattr(person, name) for name in (*KEPT_AS_TYPED, "name")}
    index = bytes(person.id_index)
    return state | {"group": person.group.number, "household": person.household.number, "id_number": index}


def _remember(by: User, office: Office, person: Resident, data: dict[str, Any], now: datetime) -> None:
    remember(
        by=by,
        office=office,
        act=RegisterAct.CHANGED,
        place_code=person.village_id,
        subject=person.name,
        data={"resident": person.pk, **data},
        now=now,
    )


def _named(person: Resident) -> dict[str, str]:
    return {"name": person.name}
