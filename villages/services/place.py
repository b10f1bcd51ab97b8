"""The particulars of a place, and its groups."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from villages.acts import remember
from villages.enums import Complexity, RegisterAct, VillageKind
from villages.models import Group, Village
from villages.refusals.place import GroupThere
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place


@dataclass(frozen=True)
class Particulars:
    """What the township keeps of a place; `collective_income` in yuan, None where nobody has told it."""

    kind: VillageKind
    place_class: str
    population: int
    collective_income: int | None
    remote: bool
    scattered: bool
    complexity: Complexity
    linked_cadre: str


@ungated(
    "A register of the township; what a running election made of it stands on that election's own record."
)
def change_place(*, by: User, village: Village, particulars: Particulars, now: datetime) -> Village:
    """Put the particulars of a place; what was before stays in its history. Raises PlaceClosed."""
    office = require(by, "place.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        wanted = asdict(particulars)
        changed = {
            name: {"from": getattr(village, name), "to": value}
            for name, value in wanted.items()
            if getattr(village, name) != value
        }
        if not changed:
            return village
        begin_history([village], now)
        for name in changed:
            setattr(village, name, wanted[name])
        save_changed(village, by, now)
        remember(
            by=by,
            office=office,
            act=RegisterAct.PLACE_CHANGED,
            place_code=village.pk,
            subject=village.name,
            data={"changed": changed},
            now=now,
        )
    return village


@ungated("A register of the township, kept between elections as well as in them.")
def add_group(*, by: User, village: Village, number: int, now: datetime) -> Group:
    """Enter a further group of a village. Raises GroupThere, PlaceClosed."""
    office = require(by, "place.edit", village.pk)
    with transaction.atomic():
        village = lock_place(village)
        if village.groups.filter(number=number).exists():
            raise GroupThere(_("Group %(number)s is there already."), {"number": number}, field="number")
        group = Group.objects.create(village=village, number=number)
        remember(
            by=by,
            office=office,
            act=RegisterAct.PLACE_CHANGED,
            place_code=village.pk,
            subject=village.name,
            data={"group_added": number},
            now=now,
        )
    return group
