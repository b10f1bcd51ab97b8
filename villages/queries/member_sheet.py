"""A checked sheet of Party members against the list as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from villages.enums import Discipline
from villages.models import PartyMember, PartyOrganisation, RegisterUpload, StagedRow, Village
from villages.queries.party import branches_of
from villages.queries.preview import Difference, Moved, Preview, Told
from villages.services.party import Membership

DAYS = ("joined_on", "formal_on", "discipline_until")


@dataclass(frozen=True)
class MemberRow:
    """A row of the sheet with what it says; `member` is the person's entry on record, with what differs."""

    row: StagedRow
    membership: Membership
    member: PartyMember | None = None
    differences: tuple[Difference, ...] = ()


@dataclass
class MemberComparison:
    """What taking the sheet over does to the list; `left_out` are members whom the sheet leaves out."""

    base: bool
    new: list[MemberRow] = field(default_factory=list)
    changed: list[MemberRow] = field(default_factory=list)
    left_out: list[PartyMember] = field(default_factory=list)
    unchanged: int = 0


def branches_by_pk(village: Village) -> dict[int, PartyOrganisation]:
    """The branches that a member of a place may belong to, in their order."""
    return {branch.pk: branch for branch in branches_of(village)}


def members_compared(upload: RegisterUpload) -> MemberComparison:
    """The sheet against the list, in three queries."""
    members = PartyMember.objects.filter(village=upload.village_id).select_related(
        "resident__group", "organisation"
    )
    kept = {member.resident_id: member for member in members.order_by("resident__pinyin", "pk")}
    branches = branches_by_pk(upload.village)
    found = MemberComparison(base=bool(kept))
    for row in upload.staged.select_related("resident__group"):
        membership = _membership(row.data, branches)
        member = kept.pop(row.resident_id, None)
        if member is None:
            found.new.append(MemberRow(row, membership))
        elif differences := tuple(_differences(member, membership)):
            found.changed.append(MemberRow(row, membership, member, differences))
        else:
            found.unchanged += 1
    found.left_out = list(kept.values())
    return found


def members_preview(upload: RegisterUpload) -> Preview:
    """What taking a sheet of Party members over would do."""
    found = members_compared(upload)
    return Preview(
        base=found.base,
        new=[_told(each.row.resident) for each in found.new],
        changed=[
            Moved(each.row.row, each.row.resident.name, [_worded(d) for d in each.differences])
            for each in found.changed
        ],
        left_out=[_told(member.resident) for member in found.left_out],
        unchanged=found.unchanged,
    )


def _membership(data: Mapping[str, Any], branches: Mapping[int, PartyOrganisation]) -> Membership:
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in DAYS}
    # a branch that ended meanwhile is none of the place any more
    return Membership(**{**data, **days, "organisation": branches.get(data["organisation"])})


def _differences(member: PartyMember, membership: Membership) -> list[Difference]:
    pairs = [(name, getattr(member, name), value) for name, value in vars(membership).items()]
    return [Difference(name, before, after) for name, before, after in pairs if before != after]


def _worded(difference: Difference) -> Difference:
    """With words for a page: the name of a branch, the label of a sanction."""
    name, before, after = difference.field, difference.before, difference.after
    if name == "organisation":
        return Difference(name, str(before or ""), str(after or ""))
    if name == "discipline":
        return Difference(name, str(Discipline(before).label), str(Discipline(after).label))
    return difference


def _told(person: Any) -> Told:
    return Told(person.name, person.group.number, person.birth_date)
