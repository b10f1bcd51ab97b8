"""Loads the registers: the division list, a place with its groups, and whole household registers at once."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from accounts.exempt import ungated
from villages.enums import Level, VillageKind
from villages.models import Division, Group, Household, Resident, Village
from villages.names.pinyin import full_key, initials
from villages.names.strokes import surname_key
from villages.sealing import blind_index, seal
from villages.services.planner import tell_planner

DIVISIONS = Path(__file__).resolve().parent.parent / "data" / "hengshan.csv"


@dataclass(frozen=True)
class RegisterRow:
    """One person of a household register; `id_number` in clear, sealed before it is stored."""

    group: int
    household: str
    relation: str
    name: str
    sex: str
    birth_date: date
    nation: str
    education: str
    lives_here: bool
    id_number: str
    registered_here: bool = True
    registered_at: str = ""
    residence_since: date | None = None
    contact: str = ""


@dataclass(frozen=True)
class ListedPlace:
    """A village or community of the official division list."""

    code: str
    name: str
    kind: VillageKind


def listed_places(township: str) -> list[ListedPlace]:
    """The villages and communities of a township in the official list, with the names people use."""
    with DIVISIONS.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["parent"] == township]
    return [ListedPlace(row["code"], _spoken(row["name"]), _kind(row["name"])) for row in rows]


@ungated("The official list of places, loaded before an election is opened.")
def load_divisions(township: str) -> Division:
    """Enter a township and its county from the official list. Raises LookupError for a code that is not on it."""
    with DIVISIONS.open(encoding="utf-8") as lines:
        names = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    if township not in names:
        raise LookupError(f"{township} is not a township of the division list")
    Division.objects.get_or_create(
        code=township[:6], defaults={"name": names[township[:6]], "level": Level.COUNTY}
    )
    made, _created = Division.objects.get_or_create(
        code=township, defaults={"name": names[township], "level": Level.TOWNSHIP}
    )
    return made


def _kind(listed: str) -> VillageKind:
    return VillageKind.COMMUNITY if listed.endswith(("社区", "居委会")) else VillageKind.VILLAGE


def _spoken(listed: str) -> str:
    """棠兴村委会 is 棠兴村, 楚南桥社区居委会 is 楚南桥社区."""
    for long, short in (("社区居委会", "社区"), ("村委会", "村"), ("居委会", "社区")):
        if listed.endswith(long):
            return listed.removesuffix(long) + short
    return listed


@ungated("The official list of places, loaded before an election is opened.")
def add_village(
    *, place: ListedPlace, township: Division, population: int, groups: int, linked_cadre: str = ""
) -> Village:
    """Enter a village or community with its numbered groups. The sign of its papers is its name's first character."""
    with transaction.atomic():
        village = Village.objects.create(
            code=place.code,
            name=place.name,
            kind=place.kind,
            township=township,
            sign=f"{place.name[0]}选",
            population=population,
            linked_cadre=linked_cadre,
        )
        Group.objects.bulk_create([Group(village=village, number=n) for n in range(1, groups + 1)])
    return village


@ungated("A register of the village, loaded before an election is opened.")
def load_register(*, village: Village, rows: Iterable[RegisterRow]) -> int:
    """Store a whole household register by COPY; returns the number of residents. The groups must exist."""
    rows = list(rows)
    groups = dict(Group.objects.filter(village=village).values_list("number", "pk"))
    with transaction.atomic():
        households = _households(village, groups, rows)
        _copy_residents(village, groups, households, rows)
        tell_planner(len(rows), Household, Resident)
    return len(rows)


def _households(village: Village, groups: dict[int, int], rows: Sequence[RegisterRow]) -> dict[str, int]:
    numbers = {row.household: groups[row.group] for row in rows}
    made = Household.objects.bulk_create(
        [Household(village=village, group_id=group, number=number) for number, group in numbers.items()]
    )
    return {household.number: household.pk for household in made}


COLUMNS = (
    "village_id",
    "group_id",
    "household_id",
    "name",
    "pinyin",
    "initials",
    "strokes",
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
    "left_why",
    "id_sealed",
    "id_index",
    "id_last4",
)


def _copy_residents(
    village: Village, groups: dict[int, int], households: dict[str, int], rows: Sequence[RegisterRow]
) -> None:
    statement = f"COPY {Resident._meta.db_table} ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                (
                    village.pk,
                    groups[row.group],
                    households[row.household],
                    row.name,
                    full_key(row.name),
                    initials(row.name),
                    surname_key(row.name),
                    row.sex,
                    row.birth_date,
                    row.nation,
                    row.education,
                    row.relation,
                    row.lives_here,
                    row.registered_here,
                    row.registered_at,
                    row.residence_since,
                    row.contact,
                    "",
                    seal(row.id_number),
                    blind_index(row.id_number),
                    row.id_number[-4:],
                )
            )
