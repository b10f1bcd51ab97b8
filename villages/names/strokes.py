"""Order of names by the strokes of their characters.

Two schools. Party congresses use 姓氏笔画: after an equal surname a one-character given name stands first, as
if the place before it were empty (李强 before 李干杰). People's congresses use 姓名笔画: no empty place.

Keys are ASCII of fixed width for each character, so that a stored key sorts rightly under any collation.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from villages.names.plain import parts
from villages.names.surnames import COMPOUND, split_name

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4
EMPTY_PLACE = "0" * WIDTH
UNKNOWN = 100_000


class School(StrEnum):
    SURNAME = "surname"
    NAME = "name"


@cache
def _places() -> dict[str, int]:
    text = files("villages.names").joinpath("stroke_order.txt").read_text(encoding="utf-8")
    characters = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return {character: place for place, character in enumerate(characters, start=1)}


@cache
def _character_key(character: str) -> str:
    number = _places().get(character, UNKNOWN + ord(character))
    digits = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _key(text: str) -> str:
    return "".join(map(_character_key, text))


def surname_key(name: str) -> str:
    """The key of a name in the order 姓氏笔画: four ASCII characters for each of its own."""
    surname, given = split_name(name)
    blank = EMPTY_PLACE if surname and len(given) == 1 else ""
    return _key(surname) + blank + _key(given)


def name_key(name: str) -> str:
    """The key of a name in the order 姓名笔画."""
    return _key("".join(split_name(name)))


def beginnings(typed: str) -> list[str]:
    """How the keys of the names begin that begin with what was typed, in the order of the keys: 王建 also finds 王建国."""
    characters = "".join(parts(typed))
    if len(characters) < 2:
        return [_key(characters)]
    surname, given = characters[:-1], characters[-1]
    short = [_key(surname) + EMPTY_PLACE + _key(given)] if len(surname) == 1 or surname in COMPOUND else []
    return [*short, _key(characters)]


# The orders of a rulebook that go by strokes, each with the key of a name in it.
BY_STROKES: Mapping[str, Callable[[str], str]] = {"surname_strokes": surname_key, "name_strokes": name_key}


def sort_names(names: Iterable[str], school: School | str = School.SURNAME) -> list[str]:
    """The names in stroke order; equal names keep their order. ValueError for an unknown school."""
    return sorted(names, key=surname_key if School(school) is School.SURNAME else name_key)


def has_unknown_strokes(name: str) -> bool:
    """Whether a character of the name has no place in the table, so that a human must look at the order."""
    return any(character not in _places() for character in "".join(split_name(name)))
