"""The Party organisation of a place, its branches and its members."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet

from villages.models import PartyGroup, PartyMember, PartyOrganisation, Village
from villages.names.plain import plain
from villages.queries.history import Change, changes_between

TOLD = (
    "organisation",
    "joined_on",
    "probationary",
    "formal_on",
    "away",
    "contact",
    "discipline",
    "discipline_until",
)


@dataclass(frozen=True)
class MemberFigures:
    """Members of a place; `formal` are those who are not probationary, `disciplined` those under an influence period."""

    members: int
    probationary: int
    away: int
    disciplined: int

    @property
    def formal(self) -> int:
        return self.members - self.probationary


def organisation_of(village: Village) -> PartyOrganisation | None:
    """The Party organisation of a place itself, not a sub-branch."""
    return PartyOrganisation.objects.filter(village=village, parent=None, ended_on=None).first()


def branches_of(village: Village) -> QuerySet[PartyOrganisation]:
    """The sub-branches of a place with how many members each has, by number; the place's own where it has none."""
    here = PartyOrganisation.objects.filter(village=village, ended_on=None)
    if here.filter(parent__isnull=False).exists():
        here = here.filter(parent__isnull=False)
    counted = here.annotate(strength=Count("members"))
    return counted.select_related("secretary__resident", "parent").order_by("number", "pk")


def groups_of(village: Village) -> QuerySet[PartyGroup]:
    """The Party groups of a place with their leaders, by name."""
    return PartyGroup.objects.filter(village=village, ended_on=None).select_related("leader__resident")


def members_of(village: Village, words: str = "", branch: int | None = None) -> QuerySet[PartyMember]:
    """The members of a place by pinyin, those whom the words mean: part of the name, or its pinyin or initials."""
    members = PartyMember.objects.filter(village=village).select_related("resident__group", "organisation")
    typed = plain(words)
    if typed:
        latin = typed.lower()
        members = members.filter(
            Q(resident__name__contains=typed)
            | Q(resident__pinyin__startswith=latin)
            | Q(resident__initials__startswith=latin)
        )
    if branch is not None:
        members = members.filter(organisation=branch)
    return members.order_by("resident__pinyin", "pk")


def member_figures(village: Village, today: date) -> MemberFigures:
    found = PartyMember.objects.filter(village=village).aggregate(
        members=Count("pk"),
        probationary=Count("pk", filter=Q(probationary=True)),
        away=Count("pk", filter=Q(away=True)),
        disciplined=Count("pk", filter=Q(discipline_until__gte=today)),
    )
    return MemberFigures(**found)


def member_in(village_code: str, pk: int) -> PartyMember | None:
    """A member of a place, with the person."""
    members = PartyMember.objects.select_related("resident__group", "organisation", "village__township")
    return members.filter(village=village_code, pk=pk).first()


def changes_of_member(member: PartyMember) -> list[Change]:
    """What was changed of a member, the latest first."""
    kept: list[Any] = list(
        member.history.select_related("history_user", "organisation").order_by("history_date", "pk")
    )
    changes = [changes_between(*pair, TOLD) for pair in pairwise(kept)]
    return [change for change in reversed(changes) if change.fields]
