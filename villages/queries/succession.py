"""How places became others: what would go over, and what did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from villages.models import (
    Cadre,
    Group,
    Household,
    KinTie,
    PartyMember,
    PartyOrganisation,
    Resident,
    Succession,
    Village,
)


@dataclass(frozen=True)
class Renumbered:
    """A group with the number it gets."""

    before: int
    after: int


@dataclass(frozen=True)
class GoingOver:
    """What goes from one place to another. `both` are people who stand in both registers, which bars it.

    `kept` are rows of people who left the first and stand in the second: they stay with the first, closed, for the record.
    `renamed` counts households whose number is taken. `organisation_ends`: the second has a Party organisation of its own.
    """

    groups: Sequence[Renumbered]
    households: int
    renamed: int
    residents: int
    left: int
    kept: int
    members: int
    cadres: int
    ties: int
    organisation_ends: bool
    both: Sequence[str]


def going_over(before: Village, after: Village | None) -> GoingOver:
    """What would go from a place to another; None is a place that is still to be made, of the same people."""
    people = Resident.objects.filter(village=before)
    kept: Any = kept_rows(before, after) if after else Resident.objects.none()
    moving = people.exclude(pk__in=kept.values("pk"))
    return GoingOver(
        groups=[Renumbered(old, new) for old, new in renumbering(before, after).items()],
        households=Household.objects.filter(village=before).count(),
        renamed=len(taken_numbers(before, after)) if after else 0,
        residents=moving.filter(left_on=None).count(),
        left=moving.exclude(left_on=None).count(),
        kept=kept.count(),
        members=PartyMember.objects.filter(resident__in=moving.values("pk")).count(),
        cadres=Cadre.objects.filter(resident__in=moving.values("pk")).count(),
        ties=(
            KinTie.objects.filter(first__village=before) | KinTie.objects.filter(second__village=before)
        ).count(),
        organisation_ends=bool(after)
        and PartyOrganisation.objects.filter(village=after, ended_on=None).exists(),
        both=list(people_in_both(before, after).values_list("name", flat=True)) if after else [],
    )


def renumbering(before: Village, after: Village | None) -> dict[int, int]:
    """The groups of the first place with their numbers in the second, behind those it has."""
    last = Group.objects.filter(village=after).aggregate(last=Max("number"))["last"] if after else 0
    numbers = Group.objects.filter(village=before).order_by("number").values_list("number", flat=True)
    return {number: number + (last or 0) for number in numbers}


def taken_numbers(before: Village, after: Village) -> set[str]:
    """The household numbers that both places have."""
    numbers: Any = Household.objects.filter(village=after).values("number")
    return set(Household.objects.filter(village=before, number__in=numbers).values_list("number", flat=True))


def kept_rows(before: Village, after: Village) -> Any:
    """People who left the first place and have a row in the second."""
    there = Resident.objects.filter(village=after).values("id_index")
    return Resident.objects.filter(village=before, id_index__in=there).exclude(left_on=None)


def people_in_both(before: Village, after: Village) -> Any:
    """People who stand in the register of the first and have a row in the second, gone or not."""
    there = Resident.objects.filter(village=after).values("id_index")
    return Resident.objects.filter(village=before, id_index__in=there, left_on=None).order_by("pinyin", "pk")


def origins_of(village: Village) -> list[Succession]:
    """The places that went into this one, the latest first."""
    return list(village.origins.select_related("before").order_by("-on", "-pk"))


def successor_of(village: Village) -> Succession | None:
    """What became of a place."""
    return village.successions.select_related("after").first()


def places_beside(village: Village) -> Any:
    """The other places of the township into which this one can be merged."""
    beside = Village.objects.filter(township=village.township_id, closed_on=None).exclude(pk=village.pk)
    return beside.order_by("code")
