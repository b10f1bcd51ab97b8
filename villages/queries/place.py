from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q

from villages.models import Village
from villages.queries.history import Change, changes_between

TOLD = (
    "kind",
    "place_class",
    "population",
    "collective_income",
    "remote",
    "scattered",
    "complexity",
    "linked_cadre",
    "closed_on",
)


@dataclass(frozen=True)
class GroupFigures:
    """A group with its households and those who stand in the register; `at_home` are those who live there."""

    number: int
    households: int
    residents: int
    women: int
    at_home: int


def place_of(village_code: str) -> Village | None:
    """A place with its township, closed or not."""
    return Village.objects.select_related("township").filter(pk=village_code).first()


def groups_of(village: Village) -> list[GroupFigures]:
    """The groups of a place by number, in one query; who has left does not count, nor an empty household."""
    here = Q(residents__left_on=None)
    rows = village.groups.annotate(
        homes=Count("residents__household", filter=here, distinct=True),
        people=Count("residents", filter=here),
        women=Count("residents", filter=here & Q(residents__sex="F")),
        at_home=Count("residents", filter=here & Q(residents__lives_here=True)),
    ).order_by("number")
    return [GroupFigures(r.number, r.homes, r.people, r.women, r.at_home) for r in rows]


@dataclass(frozen=True)
class PlaceFigures:
    """The groups of a place and their sums."""

    groups: Sequence[GroupFigures]

    @property
    def households(self) -> int:
        return sum(group.households for group in self.groups)

    @property
    def residents(self) -> int:
        return sum(group.residents for group in self.groups)

    @property
    def women(self) -> int:
        return sum(group.women for group in self.groups)

    @property
    def at_home(self) -> int:
        return sum(group.at_home for group in self.groups)


def figures_of(village: Village) -> PlaceFigures:
    return PlaceFigures(groups_of(village))


def changes_of_place(village: Village) -> list[Change]:
    """What was changed of a place, the latest first."""
    kept: list[Any] = list(village.history.select_related("history_user").order_by("pk"))
    return [
        change
        for change in reversed([changes_between(*pair, TOLD) for pair in pairwise(kept)])
        if change.fields
    ]
