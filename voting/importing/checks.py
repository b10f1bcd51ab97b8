"""The checks of one row, column by column. Every fault of a row is told, not the first; an identity number tells one."""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from documents.sheets import Line
from documents.sheets.cells import code, day, is_day, is_number, text
from villages import identity
from villages.names.plain import DOTS, plain
from villages.sealing import masked
from voting.importing.columns import SEXES
from voting.importing.faults import Fault, warns
from voting.importing.numerals import chinese_or_plain, ranges
from voting.importing.voter import LIMITS, Facts, Voter, years_on

ID_PLACES = 18
PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
SHAPE = re.compile(r"[0-9]{17}[0-9X]")
SHORTENED = re.compile(r"\d\.\d*E\+?\d+|\d+\.0+")
GROUP = re.compile(r"第?(\d{1,4}|[一二三四五六七八九十]{1,3})(?:村民|居民)?(?:小?组)?")
CATEGORY = re.compile(r"\(?第?([1-9一二三四五六七八九])(?:类|[^\d].*)?")
PLACEHOLDERS = frozenset("□■○●?*#_\N{REPLACEMENT CHARACTER}")
ONE_DOT = {ord(dot): "·" for dot in DOTS}
SEX_WORDS = SEXES | {"男性": "M", "女性": "F", "M": "M", "F": "F"}


class Findings:
    """Collects the findings of one row."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def say(self, column: str, fault: str, value: Any = "", **data: Any) -> None:
        self.faults.append(Fault(self.row, column, fault, _shown(column, value), data))


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
    reason = check_words("not_registered", cells["not_registered"], found)
    statement = check_words("statement", cells["statement"], found)
    group = check_group(cells["group"], facts, found)
    household = check_household(cells["household"], found)
    name = check_name(cells["name"], found)
    sex = check_sex(cells["sex"], id_number, found)
    category = check_category(cells["category"], statement, bool(reason), facts, found)
    voter = None
    if birth_date is not None:
        check_age(birth_date, bool(reason), facts, found)
        if not found.faults or all(warns(fault.code) for fault in found.faults):
            voter = Voter(
                line.number, group, household, name, sex, birth_date, category, statement, reason, id_number
            )
    return Checked(line.number, id_number, voter, found.faults)


def check_name(cell: Any, found: Findings) -> str:
    typed = cell if isinstance(cell, str) else text(cell)
    if PLAIN_NAME.fullmatch(typed):
        return typed
    name = plain(text(typed)).translate(ONE_DOT)
    if not name:
        found.say("name", "name_missing")
    elif not PLACEHOLDERS.isdisjoint(unicodedata.normalize("NFKC", name)):
        found.say("name", "name_placeholder", name)
    elif any(unicodedata.category(character) == "Co" for character in name):
        found.say("name", "name_private_character", name)
    elif len(name) < 2 or not all(character == "·" or _is_han(character) for character in name):
        found.say("name", "name_unusual", name)
    return check_length("name", name, found)


def check_words(column: str, cell: Any, found: Findings) -> str:
    return "" if cell == "" else check_length(column, text(cell), found)


def check_length(column: str, typed: str, found: Findings) -> str:
    if len(typed) > LIMITS[column]:
        found.say(column, "too_long", typed, limit=LIMITS[column])
    return typed


def check_group(cell: Any, facts: Facts, found: Findings) -> int:
    if cell == "":
        found.say("group", "group_missing")
        return 0
    number = None if is_day(cell) else numbered(cell, GROUP)
    if number is None:
        found.say("group", "group_not_number", cell)
        return 0
    if number not in facts.groups and (facts.groups or not 0 < number < 10_000):
        found.say("group", "group_unknown", cell, groups=ranges(facts.groups))
    return number


def check_household(cell: Any, found: Findings) -> str:
    if is_day(cell):
        found.say("household", "household_as_date", cell)
        return ""
    return check_length("household", _whole(cell), found)


def check_id(cell: Any, found: Findings) -> str:
    """The number when nothing is wrong with it, else an empty text."""
    number = code(cell).removeprefix("'")
    if is_number(cell):
        found.say("id", "id_as_number", f"{cell:.4E}")
    elif SHAPE.fullmatch(number):
        if identity.birth_date_of(number) is None:
            found.say("id", "id_no_such_day", number, day=f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
        elif not identity.check_matches(number):
            found.say("id", "id_check_digit", number)
        else:
            return number
    elif not number:
        found.say("id", "id_missing")
    elif SHORTENED.fullmatch(number):
        found.say("id", "id_as_number", number)
    elif len(number) != ID_PLACES:
        found.say("id", "id_not_18", number, count=len(number))
    else:
        found.say("id", "id_characters", number)
    return ""


def check_sex(cell: Any, id_number: str, found: Findings) -> str:
    by_number = identity.sex_of(id_number) if id_number else ""
    if cell == "":
        return by_number
    sex = SEX_WORDS.get(cell if isinstance(cell, str) else "") or SEX_WORDS.get(code(cell), "")
    if not sex:
        found.say("sex", "sex_unknown", cell)
    elif by_number and sex != by_number:
        found.say("sex", "sex_mismatch", cell)
    return sex


def check_birth(cell: Any, id_number: str, found: Findings) -> date | None:
    """The birth date, that of a sound identity number first; None where neither tells one."""
    by_number = identity.birth_date_of(id_number) if id_number else None
    if cell == "":
        return by_number
    typed = day(cell) if is_day(cell) else _day(cell)
    if typed is None:
        found.say("birth", "birth_unreadable", cell)
    elif by_number is not None and typed != by_number:
        found.say("birth", "birth_mismatch", cell, day=by_number.isoformat())
    return by_number or typed


def check_category(cell: Any, statement: str, refused: bool, facts: Facts, found: Findings) -> str:
    """The number of the category; a person who is not registered needs none."""
    if cell == "":
        if not refused:
            found.say("category", "category_missing")
        return ""
    number = str(numbered(cell, CATEGORY)) if not is_day(cell) else ""
    ground = facts.grounds.get(number)
    if ground is None:
        found.say("category", "category_unknown", cell, numbers=list(facts.grounds))
    elif ground.needs and not statement and not refused:
        needs = {"needs": list(ground.needs), "number": number, "clause": ground.clause}
        found.say("statement", "category_needs_record", "", **needs)
    return number


def check_age(birth_date: date, refused: bool, facts: Facts, found: Findings) -> None:
    if facts.oldest < birth_date <= facts.youngest:
        return
    born = birth_date.isoformat()
    if birth_date > facts.youngest:
        late = "minor_not_registered" if refused else "under_18_on_election_day"
        found.say("birth", late, born, born=born, age=facts.min_age, day=facts.election_day.isoformat())
    else:
        found.say("birth", "very_old", born, years=years_on(birth_date, facts.election_day))


# Most cells of these columns are alike, so what they say is worked out once.
_day = lru_cache(maxsize=50_000)(day)


@lru_cache(maxsize=5_000)
def numbered(cell: Any, shape: re.Pattern[str]) -> int | None:
    """The number that a group or category is named by: 3, 第3组, 三组; None where it is named otherwise."""
    matched = shape.fullmatch(_whole(cell))
    return chinese_or_plain(matched[1]) if matched else None


def _whole(cell: Any) -> str:
    return code(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


@cache
def _is_han(character: str) -> bool:
    """Whether it is a Han character of any plane, or the sign that chooses between its forms."""
    return (
        unicodedata.name(character, "").startswith("CJK ")
        or "\U00020000" <= character <= "\U0003ffff"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _shown(column: str, value: Any) -> str:
    shown = text(value)
    return (_hidden(shown) if column == "id" else shown)[:60]


def _hidden(number: str) -> str:
    """An identity number of any length without its middle; one that is a rounded number holds no person."""
    if "E+" in number:
        return number
    return masked(number) if len(number) >= 14 else number[:2] + "*" * (len(number) - 2)
