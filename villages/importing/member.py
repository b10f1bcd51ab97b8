"""The checks of one row of the sheet of Party members. Every fault of a row is told, not the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import Fault, FaultKind, check_words
from documents.sheets import Line
from documents.sheets.cells import code
from villages.enums import Discipline
from villages.importing.columns import NO, YES
from villages.importing.faults import PersonFindings
from villages.importing.member_columns import FORMAL, PROBATIONARY, SANCTIONS
from villages.importing.whom import (
    WHOM_FAULTS,
    People,
    Person,
    check_day,
    check_person,
    check_word,
)

CONTACT_LENGTH = 50
STANDINGS = {"": False, FORMAL: False, "正式": False, PROBATIONARY: True, "预备": True}
YES_OR_NO = {"": False, NO: False, "N": False, "NO": False, YES: True, "Y": True, "YES": True, "√": True}
SANCTION_WORDS = SANCTIONS | {
    "": Discipline.NONE,
    "警告": Discipline.WARNING,
    "党内严重警告": Discipline.SERIOUS_WARNING,
    "撤职": Discipline.REMOVED,
    "开除": Discipline.EXPELLED,
}

MEMBER_FAULTS: dict[str, FaultKind] = WHOM_FAULTS | {
    "person_twice": FaultKind(_("The same person as in row %(first)s"), _("Keep one of the two rows.")),
    "joined_before_birth": FaultKind(
        _("That is before the birth, %(born)s"), _("Mend the date, or compare who is meant.")
    ),
    "standing_unknown": FaultKind(
        _("Neither a formal nor a probationary member"),
        _("Choose from the list, or leave it empty for formal."),
    ),
    "formal_before_joined": FaultKind(
        _("That is before the joining, %(day)s"), _("Mend whichever is wrong.")
    ),
    "formal_though_probationary": FaultKind(
        _("A probationary member has no day of becoming formal"),
        _("Take the day away, or make the member a formal one."),
    ),
    "branch_unknown": FaultKind(
        _("The place has no such branch; there are: %(branches)s"), _("Choose from the list.")
    ),
    "no_branches": FaultKind(
        _("No Party organisation is on record for this place"),
        _("Leave the column empty; the township sets the organisation up."),
    ),
    "yes_or_no": FaultKind(_("Neither yes nor no"), _("Choose from the list, or leave it empty for no.")),
    "sanction_unknown": FaultKind(_("No such sanction"), _("Choose from the list, or leave it empty.")),
    "sanction_without_end": FaultKind(
        _("The day on which the sanction's influence ends is missing"),
        _("Type it as the decision has it."),
    ),
    "end_without_sanction": FaultKind(
        _("There is no sanction whose influence could end"), _("Name the sanction, or take the day away.")
    ),
    "sanction_in_force": FaultKind(
        _("Under a sanction until %(day)s; that may bar from standing"),
        _("Compare it with the decision."),
        warning=True,
    ),
}


class MemberFindings(PersonFindings):
    """The findings of a row of the sheet of Party members."""

    kinds = MEMBER_FAULTS


@dataclass(frozen=True)
class Facts:
    """What a row is judged by; `branches` are numbers of rows by every name that a branch has."""

    today: date
    people: People
    branches: Mapping[str, int]
    branch_names: tuple[str, ...]


class Checked(NamedTuple):
    """A checked row: who is meant, and what is kept of the member, in names of `Membership`, days as ISO 8601."""

    number: int
    person: Person | None
    kept: Mapping[str, Any]
    faults: list[Fault]


def check_line(line: Line, facts: Facts) -> Checked:
    """Everything that is wrong or doubtful within one row."""
    found, cells = MemberFindings(line.number), line.cells
    person = check_person(cells, facts.people, found)
    if person is not None and person.gone:
        found.say("name", "person_left", person.name)
    joined = check_day("joined_on", cells["joined_on"], found, latest=facts.today, needed=True)
    if joined is not None and person is not None and joined <= person.birth_date:
        born = person.birth_date.isoformat()
        found.say("joined_on", "joined_before_birth", joined.isoformat(), born=born)
    kept = {
        "joined_on": _iso(joined),
        **_standing(cells, joined, facts, found),
        "organisation": _branch(cells["organisation"], facts, found),
        "away": bool(check_word("away", cells["away"], YES_OR_NO, "yes_or_no", found)),
        "contact": check_words("contact", cells["contact"], CONTACT_LENGTH, found),
        **_sanction(cells, facts, found),
    }
    return Checked(line.number, person, kept, found.faults)


def _standing(
    cells: Mapping[str, Any], joined: date | None, facts: Facts, found: MemberFindings
) -> dict[str, Any]:
    probationary = check_word("standing", cells["standing"], STANDINGS, "standing_unknown", found)
    formal = check_day("formal_on", cells["formal_on"], found, latest=facts.today)
    if formal is not None:
        if probationary:
            found.say("formal_on", "formal_though_probationary", formal.isoformat())
        elif joined is not None and formal < joined:
            found.say("formal_on", "formal_before_joined", formal.isoformat(), day=joined.isoformat())
    return {"probationary": bool(probationary), "formal_on": _iso(formal)}


def _branch(cell: Any, facts: Facts, found: MemberFindings) -> int | None:
    if cell == "":
        return None
    branch = facts.branches.get(code(cell))
    if branch is None and facts.branches:
        found.say("organisation", "branch_unknown", cell, branches=list(facts.branch_names))
    elif branch is None:
        found.say("organisation", "no_branches", cell)
    return branch


def _sanction(cells: Mapping[str, Any], facts: Facts, found: MemberFindings) -> dict[str, Any]:
    sanction = check_word("discipline", cells["discipline"], SANCTION_WORDS, "sanction_unknown", found)
    until = check_day("discipline_until", cells["discipline_until"], found, latest=None)
    if sanction and cells["discipline_until"] == "":
        found.say("discipline_until", "sanction_without_end")
    elif sanction == Discipline.NONE and until is not None:
        found.say("discipline_until", "end_without_sanction", until.isoformat())
    elif sanction and until is not None and until >= facts.today:
        found.say("discipline_until", "sanction_in_force", until.isoformat(), day=until.isoformat())
    return {"discipline": sanction or Discipline.NONE, "discipline_until": _iso(until)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
