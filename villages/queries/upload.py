"""An uploaded register's sheet, read: what it would change, and who of it stands in other registers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from documents.enums import OPEN_UPLOAD
from villages.enums import ListKind
from villages.models import RegisterUpload, Resident, StagedResident, Village
from villages.queries.preview import Difference, Moved, Preview, Told

COUNTY_DIGITS = 6
KEPT = (
    "name",
    "sex",
    "birth_date",
    "nation",
    "education",
    "relation",
    "lives_here",
    "registered_here",
    "registered_at",
    "residence_since",
    "contact",
)


@dataclass(frozen=True)
class Changed:
    """A person on both the sheet and the register, with what differs."""

    row: StagedResident
    person: Resident
    differences: Sequence[Difference]


@dataclass
class Comparison:
    """What taking the sheet over does to the register as it stands; `left_out` are those whom the sheet leaves out."""

    base: bool
    new: list[StagedResident] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    left_out: list[Resident] = field(default_factory=list)
    unchanged: int = 0


def upload_of(village: Village, pk: int) -> RegisterUpload | None:
    """An upload of this place, with file and job."""
    uploads = village.register_uploads.select_related("file", "job", "uploaded_by", "village__township")
    return uploads.filter(pk=pk).first()


def open_upload(village: Village, kind: ListKind) -> RegisterUpload | None:
    """The newest upload of this list that is neither taken over nor put away."""
    uploads = village.register_uploads.filter(kind=kind, state__in=OPEN_UPLOAD)
    return uploads.select_related("uploaded_by", "job").first()


def compared(upload: RegisterUpload) -> Comparison:
    """The sheet against the register, in two queries; who left and stands on the sheet comes back."""
    kept = {bytes(person.id_index): person for person in _on_record(upload)}
    found = Comparison(base=bool(kept))
    for row in upload.rows.defer("id_sealed"):
        person = kept.pop(bytes(row.id_index), None)
        if person is None:
            found.new.append(row)
        elif differences := _differences(person, row):
            found.changed.append(Changed(row, person, differences))
        else:
            found.unchanged += 1
    found.left_out = [person for person in kept.values() if person.left_on is None]
    return found


def register_preview(upload: RegisterUpload) -> Preview:
    """What taking a register's sheet over would do."""
    found = compared(upload)
    return Preview(
        base=found.base,
        new=[Told(row.name, row.group, row.birth_date) for row in found.new],
        changed=[Moved(each.row.row, each.row.name, each.differences) for each in found.changed],
        left_out=[Told(each.name, each.group.number, each.birth_date) for each in found.left_out],
        unchanged=found.unchanged,
    )


def _on_record(upload: RegisterUpload) -> QuerySet[Resident]:
    people = Resident.objects.filter(village=upload.village_id).select_related("group", "household")
    return people.defer("id_sealed").order_by("group__number", "household__number", "pk")


def _differences(person: Resident, row: StagedResident) -> list[Difference]:
    pairs = [(name, getattr(person, name), getattr(row, name)) for name in KEPT]
    pairs += [
        ("group", person.group.number, row.group),
        ("household", person.household.number, row.household),
    ]
    pairs += [("left_on", person.left_on, None)]
    return [Difference(name, before, after) for name, before, after in pairs if before != after]


# What the check of the rows asks


def known_of(village: Village) -> dict[tuple[str, date, str], list[tuple[bytes, str]]]:
    """Blind index and sex on record by name, birth date and last four places: whom a masked number may mean."""
    known: dict[tuple[str, date, str], list[tuple[bytes, str]]] = {}
    people = Resident.objects.filter(village=village)
    for name, born, last4, index, sex in people.values_list(
        "name", "birth_date", "id_last4", "id_index", "sex"
    ):
        known.setdefault((name, born, last4), []).append((bytes(index), sex))
    return known


def households_of(village: Village) -> Mapping[str, int]:
    """The group's number by the number of each household."""
    return dict(village.households.values_list("number", "group__number"))


def registers_elsewhere(village: Village, indexes: Iterable[bytes]) -> Iterator[tuple[bytes, str]]:
    """Those of the blind indexes that stand in another register of the county, each with that place's name."""
    # one array written into the statement: hashed once, whatever the planner knows of the table
    wanted = RawSQL("villages_resident.id_index = ANY(%s)", [list(indexes)], output_field=BooleanField())
    others = Resident.objects.filter(
        wanted, left_on=None, village__code__startswith=village.pk[:COUNTY_DIGITS]
    ).exclude(village=village)
    for index, place in others.order_by("village_id").values_list("id_index", "village__name"):
        yield bytes(index), place


NAMESAKES = """
    SELECT sheet.row, village.code, village.name
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::date[]) AS sheet (row, strokes, name, born)
    JOIN villages_resident person ON person.strokes = sheet.strokes AND person.name = sheet.name
        AND person.birth_date = sheet.born
    JOIN villages_village village ON village.code = person.village_id
    WHERE person.left_on IS NULL AND starts_with(person.village_id, %s) AND person.id_index <> ALL (%s::bytea[])
    ORDER BY sheet.row, village.code
"""


@dataclass(frozen=True)
class Namesake:
    """A row whose name and birth date stand in a register of the county under a number that is not on the sheet."""

    row: int
    village_code: str
    place: str


def namesakes_of(
    village: Village, people: Sequence[tuple[int, str, str, date]], indexes: Sequence[bytes]
) -> list[Namesake]:
    """The rows (number, strokes, name, birth date) that may be somebody on record under a mistyped number."""
    rows, strokes, names, days = (
        (list(column) for column in zip(*people, strict=True)) if people else ([],) * 4
    )
    with connection.cursor() as cursor:
        cursor.execute(NAMESAKES, [rows, strokes, names, days, village.pk[:COUNTY_DIGITS], list(indexes)])
        return [Namesake(*found) for found in cursor.fetchall()]
