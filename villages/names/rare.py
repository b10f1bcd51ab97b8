"""What is unusual about the characters of a name: for a look by a human before it is printed or sorted."""

from dataclasses import dataclass

from villages.names.strokes import has_unknown_strokes
from villages.names.surnames import split_name

PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
BASIC_PLANE_END = 0xFFFF


@dataclass(frozen=True)
class RareCharacter:
    """A character outside GB 2312. A `private` one looks otherwise, or like nothing, on another machine."""

    character: str
    code: str
    private: bool
    beyond_basic_plane: bool
    strokes_known: bool
    reading_known: bool


def rare_characters(name: str) -> list[RareCharacter]:
    """The characters of the name that GB 2312 does not have, each once, in their order."""
    characters = dict.fromkeys("".join(split_name(name)))
    return [_facts(character) for character in characters if not _in_gb2312(character)]


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _facts(character: str) -> RareCharacter:
    from pypinyin.constants import PINYIN_DICT  # loaded with the first name, like the readings

    point = ord(character)
    return RareCharacter(
        character=character,
        code=f"U+{point:04X}",
        private=any(first <= point <= last for first, last in PRIVATE_USE),
        beyond_basic_plane=point > BASIC_PLANE_END,
        strokes_known=not has_unknown_strokes(character),
        reading_known=point in PINYIN_DICT,
    )
