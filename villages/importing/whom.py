"""Who of the household register is meant by a row of another sheet of the place: name, number, birth date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import FaultKind, Findings
from documents.sheets import Column
from documents.sheets.cells import code, day, text
from villages.importing.faults import PERSON_FAULTS, PersonFindings
from villages.importing.person import MASKED, check_birth, check_id, check_name
from villages.sealing import blind_index

Meant = TypeVar("Meant")

WHOM_FAULTS: dict[str, FaultKind] = PERSON_FAULTS | {
    "person_unknown": FaultKind(
        _("Nobody of this name, number and birth date is in the register of the place"),
        _("Compare the row with the household register; who is missing there is entered there first."),
    ),
    "person_ambiguous": FaultKind(
        _("%(count)s people of this name are in the register"),
        _("Type the identity number, or the birth date where that tells them apart."),
    ),
    "name_differs": FaultKind(
        _("The register has %(name)s under this number"), _("Mend the name or the number.")
    ),
    "person_left": FaultKind(
        _("This person has left the register"),
        _("Take the row off, or put the leaving right in the household register."),
    ),
    "day_missing": FaultKind(_("The day is missing"), _("Type it as 2001-07-01.")),
    "day_unreadable": FaultKind(_("This is no date"), _("Type the whole day, as 2001-07-01.")),
    "day_ahead": FaultKind(_("The day is still to come"), _("Mend the date.")),
}


@dataclass(frozen=True)
class Person:
    """Somebody of the register; `gone` is who has left it."""

    pk: int
    name: str
    birth_date: date
    last4: str
    gone: bool


class People:
    """The register of a place, by blind index and by name."""

    def __init__(self, people: Iterable[tuple[bytes, Person]]) -> None:
        self.by_index: dict[bytes, Person] = {}
        self.by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for index, person in people:
            self.by_index[index] = person
            self.by_name[person.name].append(person)

    def alike(self, name: str, born: date | None, last4: str) -> list[Person]:
        """Who may be meant; those who have left only where nobody else is."""
        alike = [
            person
            for person in self.by_name.get(name, ())
            if (born is None or person.birth_date == born) and person.last4.endswith(last4)
        ]
        return [person for person in alike if not person.gone] or alike


def person_columns() -> Iterable[Column]:
    """The columns that tell who is meant."""
    yield Column("order", "序号", ("编号", "序"), required=False, width=7, example="示例")
    yield Column("name", "姓名", ("名字",), width=12, note="与户籍名册一致", example="王小明")
    yield Column(
        "id",
        "身份证号",
        ("身份证", "身份证号码", "公民身份号码", "证件号码"),
        required=False,
        width=22,
        note="18位，可只留后四位（前面写*）；名册上没有同名的人时可不填。本列已设为文本",
        example="000000198005060019",
    )
    yield Column(
        "birth",
        "出生日期",
        ("出生年月日", "生日"),
        required=False,
        width=13,
        note="可不填；用来分清同名的人",
        example="1980-05-06",
    )


def check_person(cells: Mapping[str, Any], people: People, found: Findings) -> Person | None:
    """The one person of the register whom a row means; None with a fault where there is none, or are several."""
    typed = code(cells["id"])
    masked = MASKED.fullmatch(typed) is not None
    before = len(found.faults)
    number = check_id(cells["id"], found) if typed and not masked else ""
    name, born = check_name(cells["name"], found), check_birth(cells["birth"], number, found)
    if any(not found.kinds[fault.code].warning for fault in found.faults[before:]):
        return None
    if number:
        return _numbered(number, name, people, found)
    alike = people.alike(name, born, typed[-4:] if masked else "")
    if len(alike) == 1:
        return alike[0]
    if alike:
        found.say("name", "person_ambiguous", name, count=len(alike))
    else:
        found.say("name", "person_unknown", name)
    return None


def _numbered(number: str, name: str, people: People, found: Findings) -> Person | None:
    person = people.by_index.get(blind_index(number))
    if person is None:
        found.say("id", "person_unknown", number)
    elif person.name != name:
        found.say("name", "name_differs", name, name=person.name)
    else:
        return person
    return None


def check_day(
    column: str,
    cell: Any,
    found: PersonFindings,
    *,
    latest: date | None,
    needed: bool = False,
) -> date | None:
    """The day in a cell, not after `latest`; None where there is none, or a fault."""
    if cell == "":
        if needed:
            found.say(column, "day_missing")
        return None
    typed = day(cell)
    if typed is None:
        found.say(column, "day_unreadable", cell)
    elif latest is not None and typed > latest:
        found.say(column, "day_ahead", cell)
        return None
    return typed


def check_word(
    column: str, cell: Any, words: Mapping[str, Meant], fault: str, found: PersonFindings
) -> Meant | None:
    """What a word of a list means, "" being one of them; None with the fault for another."""
    typed = code(cell) if cell != "" else ""
    if typed in words:
        return words[typed]
    found.say(column, fault, text(cell))
    return None


def age_on(born: date, day: date) -> int:
    """Full years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
