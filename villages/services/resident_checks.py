"""What refuses a person's particulars, every fault at once."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed
from villages.identity import birth_date_of, check_matches, sex_of, well_formed
from villages.models import Group, Household, Resident, Village
from villages.refusals.resident import (
    GroupUnknown,
    HouseholdOfAnotherGroup,
    IdNumberDiffers,
    IdNumberFaulty,
    RegisterDayAhead,
    RegisteredWhere,
    ResidentElsewhere,
    ResidentTwice,
)
from villages.sealing import blind_index
from villages.services.locks import COUNTY_DIGITS
from villages.services.register import RegisterRow


def refusals_of(village: Village, row: RegisterRow, person: Resident | None, today: date) -> list[Refusal]:
    """Everything that is wrong with a row; `person` is whom it changes, None for a new one."""
    return [
        *_of_place(village, row),
        *_of_days(row, today),
        *(_of_number(village, row, person) if row.id_number or person is None else _of_kept(row, person)),
    ]


def refuse_elsewhere(village: Village, person: Resident) -> None:
    """Raises ResidentElsewhere: meanwhile another place of the county has the person in its register."""
    for refusal in _elsewhere(village, bytes(person.id_index)):
        raise refusal


def _of_place(village: Village, row: RegisterRow) -> Iterator[Refusal]:
    groups = list(Group.objects.filter(village=village).values_list("number", flat=True))
    if row.group not in groups:
        yield GroupUnknown(
            _("There is no group %(group)s here; there are: %(groups)s."),
            {"group": row.group, "groups": Listed(map(str, groups)) if groups else "—"},
            field="group",
            data={"groups": groups},
        )
    known = Household.objects.filter(village=village, number=row.household).select_related("group").first()
    if known is not None and known.group.number != row.group:
        yield HouseholdOfAnotherGroup(
            _("Household %(household)s belongs to group %(group)s."),
            {"household": row.household, "group": known.group.number},
            field="household",
        )
    if not row.registered_here and not row.registered_at.strip():
        yield RegisteredWhere(_("Say where the household registration is."), field="registered_at")


def _of_days(row: RegisterRow, today: date) -> Iterator[Refusal]:
    for field in ("birth_date", "residence_since"):
        day = getattr(row, field)
        if day is not None and day > today:
            yield RegisterDayAhead(_("%(day)s is still to come."), {"day": day}, field=field)


def _of_number(village: Village, row: RegisterRow, person: Resident | None) -> Iterator[Refusal]:
    number = row.id_number
    if not well_formed(number) or birth_date_of(number) is None or not check_matches(number):
        yield IdNumberFaulty(
            _(
                "This is no identity number: 18 places, a day that exists, and a last place that fits the others."
            ),
            field="id_number",
        )
        return
    yield from _differing(row, birth_date_of(number), sex_of(number))
    index = blind_index(number)
    same = (
        Resident.objects.filter(village=village, id_index=index)
        .exclude(pk=person.pk if person else 0)
        .first()
    )
    if same is not None:
        yield ResidentTwice(
            _("%(name)s has this number in this register already."),
            {"name": same.name},
            field="id_number",
            data={"resident": same.pk, "left": same.left_on is not None},
        )
    yield from _elsewhere(village, index)


def _of_kept(row: RegisterRow, person: Resident) -> Iterator[Refusal]:
    """Birth date and sex stand in the number that is on record and not changed with them."""
    yield from _differing(row, person.birth_date, person.sex)


def _differing(row: RegisterRow, birth_date: date | None, sex: str) -> Iterator[Refusal]:
    if row.birth_date != birth_date:
        yield IdNumberDiffers(
            _("By the identity number the birth date is %(day)s."), {"day": birth_date}, field="birth_date"
        )
    if row.sex != sex:
        yield IdNumberDiffers(_("The identity number says otherwise of the sex."), field="sex")


def _elsewhere(village: Village, index: bytes) -> Iterator[Refusal]:
    """Whether another place of the county has the person, told by that place's name and nothing else."""
    others = Resident.objects.filter(
        id_index=index, left_on=None, village__code__startswith=village.pk[:COUNTY_DIGITS]
    ).exclude(village=village)
    place = others.values_list("village__name", flat=True).first()
    if place is not None:
        yield ResidentElsewhere(
            _("This person stands in the register of %(place)s; there the leaving is put down first."),
            {"place": place},
            field="id_number",
            data={"place": place},
        )
