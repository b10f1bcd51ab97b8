"""A checked sheet of audits held against those on record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format

from villages.enums import AuditState, Post
from villages.models import Audit, RegisterUpload, StagedRow, Village
from villages.queries.preview import Difference, Moved, Preview, Told
from villages.services.cadre import Audited

FIELDS = ("state", "finding", "settled_on")


@dataclass(frozen=True)
class AuditRow:
    """A row of the sheet with what it says of the post held; `audit` is what is on record, with what differs."""

    row: StagedRow
    cadre: int
    audited: Audited
    audit: Audit | None = None
    differences: tuple[Difference, ...] = ()


@dataclass
class AuditComparison:
    """What taking the sheet over does to the audits on record; `left_out` are those that the sheet leaves out."""

    base: bool
    new: list[AuditRow] = field(default_factory=list)
    changed: list[AuditRow] = field(default_factory=list)
    left_out: list[Audit] = field(default_factory=list)
    unchanged: int = 0


def audits_on_record(village: Village) -> dict[tuple[int, date], Audit]:
    """The audits of a place, by post held and day: by what a row of the sheet means one; the later entry counts."""
    audits = Audit.objects.filter(cadre__village=village).select_related("cadre__resident__group")
    return {(audit.cadre_id, audit.on): audit for audit in audits.order_by("pk")}


def audits_compared(upload: RegisterUpload) -> AuditComparison:
    """The sheet against the record, in two queries."""
    kept = audits_on_record(upload.village)
    found = AuditComparison(base=bool(kept))
    for row in upload.staged.select_related("resident__group"):
        cadre, audited = read(row.data)
        audit = kept.pop((cadre, audited.on), None)
        if audit is None:
            found.new.append(AuditRow(row, cadre, audited))
        elif differences := tuple(_differences(audit, audited)):
            found.changed.append(AuditRow(row, cadre, audited, audit, differences))
        else:
            found.unchanged += 1
    found.left_out = list(kept.values())
    return found


def audits_preview(upload: RegisterUpload) -> Preview:
    """What taking a sheet of audits over would do."""
    found = audits_compared(upload)
    return Preview(
        base=found.base,
        new=[_told(each.row.resident, each.audited) for each in found.new],
        changed=[
            Moved(each.row.row, each.row.resident.name, [_worded(d) for d in each.differences])
            for each in found.changed
        ],
        left_out=[_told(audit.cadre.resident, audit, audit.cadre.post) for audit in found.left_out],
        unchanged=found.unchanged,
    )


def staged(cadre: int, audited: Audited) -> dict[str, Any]:
    """An audit as a row keeps it until it is taken over."""
    settled = audited.settled_on
    return {
        "cadre": cadre,
        "state": str(audited.state),
        "on": audited.on.isoformat(),
        "finding": audited.finding,
        "settled_on": settled.isoformat() if settled else None,
    }


def read(data: Mapping[str, Any]) -> tuple[int, Audited]:
    """What `staged` kept."""
    settled = date.fromisoformat(data["settled_on"]) if data["settled_on"] else None
    return data["cadre"], Audited(data["state"], date.fromisoformat(data["on"]), data["finding"], settled)


def _differences(audit: Audit, audited: Audited) -> list[Difference]:
    pairs = [(name, getattr(audit, name), getattr(audited, name)) for name in FIELDS]
    return [Difference(name, before, after) for name, before, after in pairs if before != after]


def _worded(difference: Difference) -> Difference:
    """With words for a page: the label of a state."""
    name, before, after = difference.field, difference.before, difference.after
    if name == "state":
        return Difference(name, str(AuditState(before).label), str(AuditState(after).label))
    return difference


def _told(person: Any, audited: Any, post: str = "") -> Told:
    held = f"{Post(post).label} " if post else ""
    about = f"{held}{AuditState(audited.state).label} {date_format(audited.on)}"
    return Told(person.name, person.group.number, person.birth_date, about)
