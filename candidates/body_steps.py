"""What shows that the representatives and the election committee are elected, filed and announced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateField, IntegerField, Max, OuterRef, Q, Subquery
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from candidates.enums import MemberState, RepresentativeState
from candidates.models import CommitteeMember, ElectingUnit, Representative
from candidates.representative_rules import representative_rules
from elections.models import Election
from elections.steps import Evidence

REPRESENTATIVES_ELECTED, COMMITTEE_FORMED = "representatives_elected", "election_committee_formed"
FILED, PUBLISHED = "filed_with_township", "published"


@dataclass(frozen=True)
class Filed:
    """A body on its way to the file: when it was recorded first, the day it was elected, filed, received, announced.

    `parts` of `whole` units have elected; `people` is how many people it has.
    """

    begun: datetime | None
    held_on: date | None
    filed: datetime | None
    received: datetime | None
    announced: datetime | None
    people: int
    parts: int = 0
    whole: int = 0


def _number(model: Any, path: str, of: Q | None = None) -> Subquery:
    """How many rows the election has, those that `of` tells."""
    rows = model.objects.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(rows.annotate(n=Count("pk", filter=of)).values("n"), output_field=IntegerField())


UNITS, PEOPLE, MEMBERS = "book__election", "unit__book__election", "committee__election"
VOTED = ElectingUnit.objects.filter(**{UNITS: OuterRef("pk")}).order_by().values(UNITS)
# What is read of each election, in one query with the rest (candidates.steps).
COLUMNS: tuple[Any, ...] = (
    "representative_book__allotted_at",
    Subquery(VOTED.annotate(last=Max("held_on")).values("last"), output_field=DateField()),
    "representative_book__filed_at",
    "representative_book__received_at",
    "representative_book__published_at",
    _number(Representative, PEOPLE, Q(state=RepresentativeState.ELECTED)),
    _number(ElectingUnit, UNITS, Q(counted_at__isnull=False)),
    _number(ElectingUnit, UNITS),
    "committee__formed_at",
    "committee__held_on",
    "committee__filed_at",
    "committee__received_at",
    "committee__announced_at",
    _number(CommitteeMember, MEMBERS, Q(state=MemberState.SERVING)),
)
OF_REGISTER = 8


def read_bodies(row: Sequence[Any]) -> tuple[Filed, Filed]:
    """The register and the committee from the columns."""
    register, committee = row[:OF_REGISTER], row[OF_REGISTER:]
    return _filed(register), _filed(committee)


def _filed(row: Sequence[Any]) -> Filed:
    begun, held_on, filed, received, announced, *numbers = row
    return Filed(begun, held_on, filed, received, announced, *(number or 0 for number in numbers))


def shown_of_register(elections: Collection[Election], found: Mapping[int, Filed]) -> dict[int, Evidence]:
    """The evidence of the representatives, by the parts that each plan's rulebook asks for."""
    rules = {election.pk: representative_rules(election) for election in elections}
    return {pk: _register(each, rules[pk].steps) for pk, each in found.items() if each.begun}


def _register(register: Filed, steps: Collection[str]) -> Evidence:
    wanted = [register.filed]
    if FILED in steps:
        wanted.append(register.received)
    if PUBLISHED in steps:
        wanted.append(register.announced)
    if register.filed is None:
        remark = format_lazy(_("{n} of {all} units have elected"), n=register.parts, all=register.whole)
        return Evidence(remark=remark)
    remark = format_lazy(_("{n} representatives"), n=register.people)
    return _shown(register, wanted, REPRESENTATIVES_ELECTED, FILED in steps, remark)


def shown_of_committee(found: Mapping[int, Filed]) -> dict[int, Evidence]:
    """The evidence of the election committee: on file and announced."""
    return {pk: _committee(each) for pk, each in found.items() if each.begun}


def _committee(committee: Filed) -> Evidence:
    remark = format_lazy(_("{n} members of the election committee"), n=committee.people)
    if committee.filed is None:
        return Evidence(remark=remark)
    wanted = [committee.filed, committee.received, committee.announced]
    return _shown(committee, wanted, COMMITTEE_FORMED, True, remark)


def _shown(
    body: Filed, wanted: Sequence[datetime | None], event: str, received: bool, remark: Any
) -> Evidence:
    moments = [moment for moment in wanted if moment is not None]
    happened = {event: body.held_on} if body.held_on else {}
    waits = received and body.received is None
    return Evidence(
        done_at=max(moments) if len(moments) == len(wanted) else None,
        happened=happened if len(moments) == len(wanted) else {},
        waiting_since=body.filed if waits else None,
        waiting_for=Role.TOWNSHIP_OFFICE.value if waits else "",
        remark=remark,
    )
