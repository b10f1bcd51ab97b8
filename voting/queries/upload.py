"""An uploaded roll sheet, read: what it would change, and what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from documents.enums import OPEN_UPLOAD
from elections.models import Election
from voting.models import Roll, RollEntry, RollUpload
from voting.queries.roll import VOTER, latest_roll

COMPARED = (
    "group",
    "household",
    "name",
    "sex",
    "birth_date",
    "category",
    "statement",
    "evidence",
    "not_registered",
)


class Difference(NamedTuple):
    """One field of a person that the sheet would change."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """A person on both the sheet and the roll, with what differs."""

    row: RollEntry
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class GroupCount:
    """The voters of a group on the sheet, and how many more or fewer than now."""

    number: int
    voters: int
    more: int


@dataclass(frozen=True)
class Preview:
    """What taking the sheet over would do to the roll as it stands (`base`; None before the first list)."""

    upload: RollUpload
    base: Roll | None
    new: int
    changed: int
    left_out: int

    @property
    def unchanged(self) -> int:
        return int(self.upload.report["rows"]) - self.new - self.changed


def upload_of(election: Election, pk: int) -> RollUpload | None:
    """An upload of this election, with file and job."""
    return election.roll_uploads.select_related("file", "job", "uploaded_by").filter(pk=pk).first()


def open_upload(election: Election) -> RollUpload | None:
    """The newest upload that is neither taken over nor put away."""
    return election.roll_uploads.filter(state__in=OPEN_UPLOAD).select_related("uploaded_by", "job").first()


def preview_of(upload: RollUpload) -> Preview:
    """The figures of the change, in four queries."""
    base = latest_roll(upload.election)
    return Preview(
        upload=upload,
        base=base,
        new=new_rows(upload, base).count(),
        changed=_changed(upload, base).count(),
        left_out=left_out_of(upload, base).count(),
    )


def new_rows(upload: RollUpload, base: Roll | None) -> QuerySet[RollEntry]:
    """The rows of people who do not stand on the roll."""
    return upload.rows.exclude(Exists(_same_person(base)))


def left_out_of(upload: RollUpload, base: Roll | None) -> QuerySet[RollEntry]:
    """The people on the roll who do not stand on the sheet."""
    staged = upload.rows.filter(id_index=OuterRef("id_index"))
    return RollEntry.objects.filter(roll=base).exclude(Exists(staged))


def changed_rows(upload: RollUpload, base: Roll | None, most: int) -> list[Changed]:
    """The first rows of people who stand on the roll otherwise, with what differs."""
    rows = list(_changed(upload, base)[:most])
    entries = {
        bytes(e.id_index): e
        for e in RollEntry.objects.filter(roll=base, id_index__in=[r.id_index for r in rows])
    }
    return [Changed(row, _differences(entries[bytes(row.id_index)], row)) for row in rows]


def group_counts(upload: RollUpload, base: Roll | None) -> list[GroupCount]:
    """The voters by group on the sheet and on the roll, in two queries."""
    after = _voters_by_group(upload.rows.order_by())
    before = _voters_by_group(RollEntry.objects.filter(roll=base).order_by())
    return [
        GroupCount(n, after.get(n, 0), after.get(n, 0) - before.get(n, 0)) for n in sorted({*after, *before})
    ]


def _same_person(base: Roll | None) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(roll=base, id_index=OuterRef("id_index"))


def _changed(upload: RollUpload, base: Roll | None) -> QuerySet[RollEntry]:
    otherwise = _same_person(base).exclude(**{field: OuterRef(field) for field in COMPARED})
    return upload.rows.filter(Exists(otherwise))


def _differences(before: RollEntry, after: RollEntry) -> tuple[Difference, ...]:
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in COMPARED)
    return tuple(Difference(field, old, new) for field, old, new in pairs if old != new)


def _voters_by_group(people: QuerySet[RollEntry]) -> Mapping[int, int]:
    return dict(people.filter(VOTER).values_list("group").annotate(n=Count("pk")))
