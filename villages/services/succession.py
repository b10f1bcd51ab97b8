"""Moves the registers of a place over to another. Whether it may be done is decided where cycles are known."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count

from django.db.models import QuerySet

from accounts.exempt import part_of_an_act
from accounts.models import User
from villages.enums import SuccessionKind
from villages.models import (
    Cadre,
    Group,
    Household,
    PartyGroup,
    PartyMember,
    PartyOrganisation,
    Resident,
    Succession,
    Village,
)
from villages.queries.succession import kept_rows, renumbering, taken_numbers
from villages.services.history import begin_history, save_changed

# Of a number of 20 places, so that a sign and a figure before it find room.
LAST_PLACES = 14
CARRIED_OVER = (
    "kind",
    "township_id",
    "sign",
    "population",
    "linked_cadre",
    "place_class",
    "collective_income",
    "remote",
    "scattered",
    "complexity",
)


@part_of_an_act
def make_successor(*, before: Village, code: str, name: str, by: User, now: datetime) -> Village:
    """The same place under another code, still empty."""
    made = Village(code=code, name=name, **{field: getattr(before, field) for field in CARRIED_OVER})
    save_changed(made, by, now)
    return made


@part_of_an_act
def move_registers(
    *, before: Village, after: Village, kind: SuccessionKind, on: date, document: str, by: User, now: datetime
) -> Succession:
    """Move groups, households, residents, Party members and cadres of a place to another, and close the first.

    Bonds of kinship go with their persons. Both places are locked by the caller, and nobody stands in both registers.
    """
    kept = list(kept_rows(before, after).values_list("pk", flat=True))
    moving = Resident.objects.filter(village=before).exclude(pk__in=kept)
    people = list(moving)
    begin_history(people, now)
    groups = _groups(before, after)
    _rename_households(before, after)
    _move_people(before, after, groups, moving)
    _keep_behind(before, kept)
    moved = Resident.objects.filter(pk__in=[person.pk for person in people])
    Resident.history.bulk_history_create(
        list(moved), batch_size=1000, update=True, default_user=by, default_date=now
    )
    _move_party(before, after, [person.pk for person in people], on, by, now)
    here = sum(person.left_on is None for person in people)
    _close(before, after, kind, on, by, now)
    return Succession.objects.create(
        before=before, after=after, kind=kind, on=on, document=document, people=here
    )


def _groups(before: Village, after: Village) -> dict[int, Group]:
    """The groups of the first place made anew in the second, by their keys in the first."""
    numbers = renumbering(before, after)
    found = list(Group.objects.filter(village=before))
    made = Group.objects.bulk_create([Group(village=after, number=numbers[g.number]) for g in found])
    return {old.pk: new for old, new in zip(found, made, strict=True)}


def _rename_households(before: Village, after: Village) -> None:
    """A household whose number is taken gets the first character of its old place before it, and a figure if needed."""
    used = set(Household.objects.filter(village__in=[before, after]).values_list("number", flat=True))
    for household in Household.objects.filter(village=before, number__in=taken_numbers(before, after)):
        tries = (f"{before.name[0]}{n or ''}{household.number[-LAST_PLACES:]}" for n in count())
        household.number = next(number for number in tries if number not in used)
        used.add(household.number)
        household.save(update_fields=["number"])


def _move_people(
    before: Village, after: Village, groups: Mapping[int, Group], moving: QuerySet[Resident]
) -> None:
    keys = list(moving.values_list("pk", flat=True))
    for old, new in groups.items():
        homes = Household.objects.filter(village=before, group=old, residents__in=keys)
        home_keys = list(homes.values_list("pk", flat=True).distinct())
        Household.objects.filter(pk__in=home_keys).update(village=after, group=new)
        Resident.objects.filter(pk__in=keys, group=old).update(village=after, group=new)


def _keep_behind(before: Village, kept: list[int]) -> None:
    """Who stays with the closed place has a household there again, where the old one went over."""
    for person in Resident.objects.filter(pk__in=kept).select_related("household", "group"):
        if person.household.village_id != before.pk:
            home, _made = Household.objects.get_or_create(
                village=before, number=person.household.number, defaults={"group": person.group}
            )
            Resident.objects.filter(pk=person.pk).update(household=home)


def _move_party(
    before: Village, after: Village, people: list[int], on: date, by: User, now: datetime
) -> None:
    """Members and cadres follow their persons; the organisation ends where the second place has its own."""
    members = PartyMember.objects.filter(resident__in=people)
    begin_history(list(members), now)
    organisations = PartyOrganisation.objects.filter(village=before, ended_on=None)
    begin_history(list(organisations), now)
    _move_party_groups(before, after, on, by, now)
    if PartyOrganisation.objects.filter(village=after, ended_on=None).exists():
        members.update(village=after, organisation=None)
        for organisation in organisations:
            organisation.ended_on, organisation.secretary = on, None
            save_changed(organisation, by, now)
    else:
        members.update(village=after)
        for organisation in organisations:
            organisation.village = after
            save_changed(organisation, by, now)
    cadres = Cadre.everywhere.filter(resident__in=people)
    begin_history(list(cadres), now)
    cadres.update(village=after)


def _move_party_groups(before: Village, after: Village, on: date, by: User, now: datetime) -> None:
    """Party groups go over, but where the second place has one of that name."""
    groups = list(PartyGroup.objects.filter(village=before, ended_on=None))
    taken = set(PartyGroup.objects.filter(village=after, ended_on=None).values_list("name", flat=True))
    begin_history(groups, now)
    for group in groups:
        if group.name in taken:
            group.ended_on = on
        else:
            group.village = after
        save_changed(group, by, now)


def _close(before: Village, after: Village, kind: SuccessionKind, on: date, by: User, now: datetime) -> None:
    begin_history([before, after], now)
    before.closed_on = on
    save_changed(before, by, now)
    if kind == SuccessionKind.MERGED:
        after.population += before.population
        incomes = [place.collective_income for place in (before, after)]
        known = [income for income in incomes if income is not None]
        after.collective_income = sum(known) if known else None
        save_changed(after, by, now)
