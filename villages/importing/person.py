"""The checks of a person's particulars, cell by cell. An identity number tells one fault, the others all they have."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from functools import cache, lru_cache
from typing import Any

from documents.importing.faults import Findings, check_length
from documents.sheets.cells import code, day, is_day, is_number, text
from villages import identity
from villages.importing.numerals import chinese_or_plain, ranges
from villages.names.plain import DOTS, plain

SEXES = {"男": "M", "女": "F"}
NAME_LENGTH, HOUSEHOLD_LENGTH = 50, 20
ID_PLACES = 18
PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
MASKED = re.compile(r"[0-9]{0,6}\*{4,}[0-9]{3}[0-9X]")
SHAPE = re.compile(r"[0-9]{17}[0-9X]")
SHORTENED = re.compile(r"\d\.\d*E\+?\d+|\d+\.0+")
GROUP = re.compile(r"第?(\d{1,4}|[一二三四五六七八九十]{1,3})(?:村民|居民)?(?:小?组)?")
PLACEHOLDERS = frozenset("□■○●?*#_\N{REPLACEMENT CHARACTER}")
ONE_DOT = {ord(dot): "·" for dot in DOTS}
SEX_WORDS = SEXES | {"男性": "M", "女性": "F", "M": "M", "F": "F"}


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
    return check_length("name", name, NAME_LENGTH, found)


def check_group(cell: Any, groups: Collection[int], found: Findings) -> int:
    """The number of a group; no known `groups` means that any number is taken."""
    if cell == "":
        found.say("group", "group_missing")
        return 0
    number = None if is_day(cell) else numbered(cell, GROUP)
    if number is None:
        found.say("group", "group_not_number", cell)
        return 0
    if number not in groups and (groups or not 0 < number < 10_000):
        found.say("group", "group_unknown", cell, groups=ranges(groups))
    return number


def check_household(cell: Any, found: Findings) -> str:
    if is_day(cell):
        found.say("household", "household_as_date", cell)
        return ""
    return check_length("household", whole(cell), HOUSEHOLD_LENGTH, found)


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
    typed = day(cell) if is_day(cell) else day_of(cell)
    if typed is None:
        found.say("birth", "birth_unreadable", cell)
    elif by_number is not None and typed != by_number:
        found.say("birth", "birth_mismatch", cell, day=by_number.isoformat())
    return by_number or typed


# Most cells of these columns are alike, so what they say is worked out once; False is another cell than 0.
day_of = lru_cache(maxsize=50_000, typed=True)(day)


@lru_cache(maxsize=5_000, typed=True)
def numbered(cell: Any, shape: re.Pattern[str]) -> int | None:
    """The number that a group or category is named by: 3, 第3组, 三组; None where it is named otherwise."""
    matched = shape.fullmatch(whole(cell))
    return chinese_or_plain(matched[1]) if matched else None


def whole(cell: Any) -> str:
    """A cell as a code; a number without decimals as its digits."""
    return code(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


@cache
def _is_han(character: str) -> bool:
    """Whether it is a Han character of any plane, or the sign that chooses between its forms."""
    return (
        unicodedata.name(character, "").startswith("CJK ")
        or "\U00020000" <= character <= "\U0003ffff"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
