"""The checks of one row of the register's sheet. Every fault of a row is told, not the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import FaultKind, Findings, check_words
from documents.sheets import Line
from documents.sheets.cells import code, day, text
from villages.importing.faults import PERSON_FAULTS, PersonFindings
from villages.importing.person import (
    MASKED,
    check_birth,
    check_group,
    check_household,
    check_id,
    check_name,
    check_sex,
)
from villages.sealing import blind_index
from villages.services.register import RegisterRow

LIMITS = {"relation": 10, "nation": 20, "education": 10, "contact": 50, "registered": 100}
HAN_NATION = "汉族"
YES_WORDS = frozenset({"是", "在", "在家", "常住", "Y", "YES", "1", "√"})
NO_WORDS = frozenset({"否", "不在", "外出", "不住", "N", "NO", "0", "×"})
HERE_WORDS = frozenset({"", "是", "本村", "本社区", "本地", "本村组"})

REGISTER_FAULTS: dict[str, FaultKind] = PERSON_FAULTS | {
    "household_missing": FaultKind(
        _("The household number is missing"), _("Give all of one household the same number.")
    ),
    "relation_missing": FaultKind(
        _("The relation to the head is missing"), _("Type it as the household book has it.")
    ),
    "yes_no_unknown": FaultKind(
        _("Neither yes nor no"), _("Choose from the list, or leave it empty for yes.")
    ),
    "birth_ahead": FaultKind(_("The birth date is still to come"), _("Mend the number or the date.")),
    "since_unreadable": FaultKind(_("This is no date"), _("Type it as 2019-05-01, or leave it empty.")),
    "since_ahead": FaultKind(_("The day is still to come"), _("Mend the date.")),
    "id_masked_unknown": FaultKind(
        _("The number is masked, and nobody of this name, birth date and last four places is on record here"),
        _("Type all 18 places."),
    ),
    # across rows and registers
    "duplicate_in_sheet": FaultKind(
        _("The same identity number as row %(first)s"), _("Keep one of the two rows.")
    ),
    "same_name_and_birth": FaultKind(
        _("The same name and birth date as row %(first)s, under another number"),
        _("Make sure that they are two people."),
        warning=True,
    ),
    "household_in_two_groups": FaultKind(
        _("Row %(first)s has this household in group %(group)s"),
        _("A household is of one group; mend the group or the number."),
    ),
    "household_elsewhere": FaultKind(
        _("The register has this household in group %(group)s"),
        _("Mend the group, or give the household a new number."),
    ),
    "two_heads": FaultKind(
        _("The household has a second head; the first is in row %(first)s"),
        _("Compare it with the household book."),
        warning=True,
    ),
    "in_another_register": FaultKind(
        _("Stands in the register of %(place)s"),
        _("Settle with that place who puts the leaving down; a person stands in one register."),
    ),
    "same_name_elsewhere": FaultKind(
        _("The same name and birth date in the register of %(place)s, under another number"),
        _("Make sure that it is not the same person under a mistyped number."),
        warning=True,
    ),
    "same_name_in_register": FaultKind(
        _("The register has the same name and birth date under another number"),
        _("Make sure that it is not the same person under a mistyped number."),
        warning=True,
    ),
}
Known = Mapping[tuple[str, date, str], Sequence[tuple[bytes, str]]]


class RegisterFindings(PersonFindings):
    """The findings of a row of the register."""

    kinds = REGISTER_FAULTS


@dataclass(frozen=True)
class Facts:
    """What a row is judged by; `known` has blind index and sex on record by name, birth date and last four places."""

    today: date
    groups: frozenset[int]
    here: frozenset[str]
    known: Known


class Checked(NamedTuple):
    """A checked row: the person in plain form unless something must be mended, with the blind index of the number (`whom`)."""

    number: int
    row: RegisterRow | None
    whom: bytes
    last4: str
    faults: list[Any]


def check_line(line: Line, facts: Facts) -> Checked:
    """Everything that is wrong or doubtful within one row."""
    found, cells = RegisterFindings(line.number), line.cells
    name = check_name(cells["name"], found)
    masked = MASKED.fullmatch(code(cells["id"])) is not None
    id_number = "" if masked else check_id(cells["id"], found)
    birth_date = check_birth(cells["birth"], id_number, found)
    sex = check_sex(cells["sex"], id_number, found)
    whom = blind_index(id_number) if id_number else b""
    if masked:
        whom, sex = _on_record(name, birth_date, sex, code(cells["id"]), facts, found)
    if birth_date is not None and birth_date > facts.today:
        found.say("birth", "birth_ahead", cells["birth"])
    given = _household(cells, facts, found) | _words(cells, found) | _residence(cells, facts, found)
    row = None
    if found.sound and whom and birth_date is not None:
        row = RegisterRow(name=name, sex=sex, birth_date=birth_date, id_number=id_number, **given)
    return Checked(line.number, row, whom, code(cells["id"])[-4:], found.faults)


def _on_record(
    name: str, birth_date: date | None, sex: str, typed: str, facts: Facts, found: Findings
) -> tuple[bytes, str]:
    """Whom a masked number means, by name, birth date and last four places, and that person's sex."""
    known = facts.known.get((name, birth_date, typed[-4:]), []) if birth_date else []
    if len(known) != 1:
        found.say("id", "id_masked_unknown", typed)
        return b"", sex
    whom, on_record = known[0]
    if sex and sex != on_record:
        found.say("sex", "sex_mismatch", sex)
    return whom, on_record


def _household(cells: Mapping[str, Any], facts: Facts, found: Findings) -> dict[str, Any]:
    household = check_household(cells["household"], found)
    if not household and cells["household"] == "":
        found.say("household", "household_missing")
    relation = check_words("relation", cells["relation"], LIMITS["relation"], found)
    if not relation:
        found.say("relation", "relation_missing")
    return {
        "group": check_group(cells["group"], facts.groups, found),
        "household": household,
        "relation": relation,
    }


def _words(cells: Mapping[str, Any], found: Findings) -> dict[str, Any]:
    given = {
        name: check_words(name, cells[name], LIMITS[name], found)
        for name in ("nation", "education", "contact")
    }
    return given | {"nation": given["nation"] or HAN_NATION}


def _residence(cells: Mapping[str, Any], facts: Facts, found: Findings) -> dict[str, Any]:
    typed = check_words("registered", cells["registered"], LIMITS["registered"], found)
    here = typed in HERE_WORDS or typed in facts.here
    return {
        "lives_here": _yes(cells["lives_here"], found),
        "registered_here": here,
        "registered_at": "" if here else typed,
        "residence_since": _since(cells["since"], facts, found),
    }


def _yes(cell: Any, found: Findings) -> bool:
    typed = code(cell)
    if typed and typed not in YES_WORDS and typed not in NO_WORDS:
        found.say("lives_here", "yes_no_unknown", text(cell))
    return typed not in NO_WORDS


def _since(cell: Any, facts: Facts, found: Findings) -> date | None:
    if cell == "":
        return None
    since = day(cell)
    if since is None:
        found.say("since", "since_unreadable", cell)
    elif since > facts.today:
        found.say("since", "since_ahead", cell)
    return since
