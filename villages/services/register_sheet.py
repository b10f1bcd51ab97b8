"""The household register's sheet: the check of its rows, and the taking over into the register."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.said import Listed
from documents.importing import Fault, copy_in
from documents.refusals import UploadOvertaken
from documents.sheets import Line
from villages.enums import Leaving
from villages.importing.across import Seen
from villages.importing.resident import Checked, Facts, check_line
from villages.importing.staging import RESIDENTS, keys_of, resident_line
from villages.models import Group, Household, RegisterUpload, Village
from villages.queries.preview import Figures
from villages.queries.upload import (
    KEPT,
    Changed,
    Comparison,
    compared,
    households_of,
    known_of,
    namesakes_of,
    registers_elsewhere,
)
from villages.refusals.resident import ResidentElsewhere
from villages.services.history import begin_history, save_many

NAMED = 5
KEYS = ("pinyin", "initials", "strokes")
LEFT = ("left_on", "left_why")


@dataclass
class RegisterSheet:
    """A register as the check found it: sound rows ready for COPY, and of each person what is asked elsewhere."""

    upload: RegisterUpload
    seen: Seen = field(default_factory=Seen)
    lines: list[str] = field(default_factory=list)
    people: dict[bytes, tuple[int, str]] = field(default_factory=dict)
    names: list[tuple[int, str, str, date]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0

    def __post_init__(self) -> None:
        self.village = self.upload.village
        self.facts = _facts(self.upload)
        self.households = households_of(self.village)

    def add(self, line: Line) -> None:
        checked = check_line(line, self.facts)
        self.rows += 1
        self.faults += checked.faults
        self.faults += self.seen.check(checked)
        if checked.whom:
            self.people.setdefault(checked.whom, (checked.number, checked.last4))
        self._keep(checked)

    def _keep(self, checked: Checked) -> None:
        row = checked.row
        if row is None:
            return
        group = self.households.get(row.household, row.group)
        if group != row.group:
            self.faults.append(
                Fault(checked.number, "household", "household_elsewhere", row.household, {"group": group})
            )
        self.names.append((checked.number, keys_of(row.name)[2], row.name, row.birth_date))
        self.lines.append(resident_line(self.upload.pk, checked.number, row, checked.whom, checked.last4))

    def compare(self) -> None:
        self.faults += _elsewhere(self.village, self)

    def stage(self) -> None:
        copy_in(RESIDENTS, self.lines)


def _facts(upload: RegisterUpload) -> Facts:
    village = upload.village
    return Facts(
        today=localtime(upload.uploaded_at).date(),
        groups=frozenset(Group.objects.filter(village=village).values_list("number", flat=True)),
        here=frozenset({village.name, village.name.removesuffix("村").removesuffix("社区")}),
        known=known_of(village),
    )


def _elsewhere(village: Village, sheet: RegisterSheet) -> Iterator[Fault]:
    """Findings on people who stand in another register of the county, told by that place's name and nothing else."""
    for index, place in registers_elsewhere(village, sheet.people):
        number, last4 = sheet.people[index]
        yield Fault(number, "id", "in_another_register", f"…{last4}", {"place": place})
    names = {number: name for number, _strokes, name, _born in sheet.names}
    for one in namesakes_of(village, sheet.names, list(sheet.people)):
        if one.village_code == village.pk:
            yield Fault(one.row, "name", "same_name_in_register", names[one.row], {})
        else:
            yield Fault(one.row, "name", "same_name_elsewhere", names[one.row], {"place": one.place})


@part_of_an_act
def take_over_register(upload: RegisterUpload, *, by: User, left_out: str, now: datetime) -> Figures:
    """Enter, change and, where `left_out` says why (a Leaving), let go. Raises ResidentElsewhere, UploadOvertaken."""
    village = upload.village
    _refuse_overtaken(village, upload)
    found = compared(upload)
    _households(village, upload)
    _enter(village, upload)
    _change(village, found.changed, by, now)
    gone = _let_go(found, Leaving(left_out), by, now) if left_out else 0
    return Figures(len(found.new), len(found.changed), found.unchanged, len(found.left_out), gone)


def _refuse_overtaken(village: Village, upload: RegisterUpload) -> None:
    """What the check found may hold no more: somebody came into another register, a household into another group."""
    people = {bytes(index): name for index, name in upload.rows.values_list("id_index", "name")}
    names = [people[index] for index, _place in registers_elsewhere(village, people)]
    if names:
        more = ["…"] if len(names) > NAMED else []
        raise ResidentElsewhere(
            _("Meanwhile in the register of another place: %(names)s. Send the sheet in again to see where."),
            {"names": Listed([*names[:NAMED], *more])},
        )
    groups = households_of(village)
    here = upload.rows.values_list("household", "group").distinct()
    if any(groups.get(household, group) != group for household, group in here):
        raise UploadOvertaken(
            _("Meanwhile a household of this sheet came into another group. Send the sheet in again.")
        )


def _households(village: Village, upload: RegisterUpload) -> None:
    """The households that are new on the sheet."""
    groups = dict(Group.objects.filter(village=village).values_list("number", "pk"))
    there = set(households_of(village))
    wanted = dict(upload.rows.order_by("row").values_list("household", "group"))
    Household.objects.bulk_create(
        Household(village=village, number=number, group_id=groups[group])
        for number, group in wanted.items()
        if number not in there
    )


NEW = """
    INSERT INTO villages_resident (village_id, group_id, household_id, name, pinyin, initials, strokes, sex, birth_date,
        nation, education, relation, lives_here, registered_here, registered_at, residence_since, contact, left_why,
        id_sealed, id_index, id_last4)
    SELECT h.village_id, h.group_id, h.id, s.name, s.pinyin, s.initials, s.strokes, s.sex, s.birth_date,
        s.nation, s.education, s.relation, s.lives_here, s.registered_here, s.registered_at, s.residence_since,
        s.contact, '', s.id_sealed, s.id_index, s.id_last4
    FROM villages_stagedresident s
    JOIN villages_household h ON h.village_id = %s AND h.number = s.household
    LEFT JOIN villages_resident r ON r.village_id = h.village_id AND r.id_index = s.id_index
    WHERE s.upload_id = %s AND r.id IS NULL
    ORDER BY s.row
"""


def _enter(village: Village, upload: RegisterUpload) -> None:
    """The people who are new, in the order of the sheet; the sheet itself is their first record."""
    with connection.cursor() as cursor:
        cursor.execute(NEW, [village.pk, upload.pk])


def _change(village: Village, changed: list[Changed], by: User, now: datetime) -> None:
    people = [each.person for each in changed]
    begin_history(people, now)
    households = {home.number: home for home in village.households.select_related("group")}
    for each in changed:
        person, row = each.person, each.row
        for name in (*KEPT, *KEYS):
            setattr(person, name, getattr(row, name))
        person.household = households[row.household]
        person.group = person.household.group
        person.left_on, person.left_why = None, ""
    save_many(people, (*KEPT, *KEYS, *LEFT, "household", "group"), by, now)


def _let_go(found: Comparison, why: Leaving, by: User, now: datetime) -> int:
    begin_history(found.left_out, now)
    today = localtime(now).date()
    for person in found.left_out:
        person.left_on, person.left_why = today, why
    save_many(found.left_out, LEFT, by, now)
    return len(found.left_out)
