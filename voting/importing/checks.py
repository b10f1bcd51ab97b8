"""The checks of one row, column by column. Every fault of a row is told, not the first; an identity number tells one."""

import re
from datetime import date
from typing import Any, NamedTuple

from documents.importing.faults import Fault, check_words
from documents.sheets import Line
from documents.sheets.cells import is_day
from villages.importing.faults import PersonFindings
from villages.importing.person import (
    check_birth,
    check_group,
    check_household,
    check_id,
    check_name,
    check_sex,
    numbered,
    whole,
)
from voting.evidence import years_on
from voting.importing.columns import Ground
from voting.importing.evidence import check_evidence, check_needs, refusal_of
from voting.importing.faults import FAULTS
from voting.importing.voter import LIMITS, Facts, Voter

CATEGORY = re.compile(r"\(?第?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:类|[^\d].*)?")
CODE = re.compile(r"[A-Z]+\d+")


class Findings(PersonFindings):
    """The findings of a row of the roll sheet."""

    kinds = FAULTS


class Checked(NamedTuple):
    """A checked row: the voter in plain form unless there is a fault, its identity number where that is sound."""

    number: int
    id_number: str
    voter: Voter | None
    faults: list[Fault]


def check_line(line: Line, facts: Facts) -> Checked:
    """Everything that is wrong or doubtful within one row."""
    found = Findings(line.number)
    cells = line.cells
    id_number = check_id(cells["id"], found)
    birth_date = check_birth(cells["birth"], id_number, found)
    reason = check_words("not_registered", cells["not_registered"], LIMITS["not_registered"], found)
    statement = check_words("statement", cells["statement"], LIMITS["statement"], found)
    evidence = check_evidence(cells, found)
    group = check_group(cells["group"], facts.groups, found)
    household = check_household(cells["household"], found)
    name = check_name(cells["name"], found)
    sex = check_sex(cells["sex"], id_number, found)
    ground = check_category(cells["category"], bool(reason), facts, found)
    if ground is not None and not reason:
        check_needs(ground, statement, evidence, facts, found)
    voter = None
    if birth_date is not None:
        check_age(birth_date, bool(reason), facts, found)
        if found.sound:
            category, refusal = ground.code if ground else "", refusal_of(reason)
            person = line.number, group, household, name, sex, birth_date
            voter = Voter(*person, category, statement, reason, refusal, evidence, id_number)
    return Checked(line.number, id_number, voter, found.faults)


def check_category(cell: Any, refused: bool, facts: Facts, found: Findings) -> Ground | None:
    """The category that a cell names by its number, its line or its code; who is not registered needs none."""
    if cell == "":
        if not refused:
            found.say("category", "category_missing")
        return None
    ground = None if is_day(cell) else category_of(cell, facts)
    if ground is None:
        found.say("category", "category_unknown", cell, numbers=list(facts.grounds))
    return ground


def category_of(cell: Any, facts: Facts) -> Ground | None:
    """The category named by a number or its line in the drop-down (1, 第一类, 1 户籍…) or a rulebook's code (V1)."""
    typed = whole(cell)
    coded = CODE.match(typed)
    by_code = facts.by_code.get(typed) or (facts.by_code.get(coded[0]) if coded else None)
    return by_code or facts.grounds.get(str(numbered(cell, CATEGORY)))


def check_age(birth_date: date, refused: bool, facts: Facts, found: Findings) -> None:
    if facts.oldest < birth_date <= facts.youngest:
        return
    born = birth_date.isoformat()
    if birth_date > facts.youngest:
        late = "minor_not_registered" if refused else "under_18_on_election_day"
        found.say("birth", late, born, born=born, age=facts.min_age, day=facts.election_day.isoformat())
    else:
        found.say("birth", "very_old", born, years=years_on(birth_date, facts.election_day))
