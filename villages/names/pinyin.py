"""Names in pinyin: keys to search by, and the spelling for the English interface.

The dictionary of readings is loaded with the first name: that takes a second, and most processes read none.
Keys are lower case without tones; ü is v, as it is typed (吕 lv). What has no reading stays as it is.
"""

import unicodedata
from functools import lru_cache

from villages.names.plain import parts
from villages.names.surnames import COMPOUND, READINGS, split_name


@lru_cache(maxsize=20_000)
def _read(text: str) -> list[str]:
    return plain_reading(text)


def plain_reading(text: str) -> list[str]:
    """The syllables of a text without tones."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)


def _read_surname(surname: str) -> list[str]:
    if surname in COMPOUND:
        return list(COMPOUND[surname])
    return [READINGS[surname]] if surname in READINGS else _read(surname)


def _syllables(name: str) -> list[list[str]]:
    """The syllables of each part: surname and given name, or what stands between the dots."""
    surname, given = split_name(name)
    if surname:
        return [_read_surname(surname), _read(given)]
    return [_read(part) for part in parts(name)]


def full_key(name: str) -> str:
    """All syllables together: 王建国 wangjianguo, 单雄信 shanxiongxin."""
    return _typed("".join(syllable for part in _syllables(name) for syllable in part))


def han_key(name: str) -> str:
    """`full_key` of a name that holds nothing but Han characters, which needs no look for dots and notes."""
    length = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return _surname_key(name[:length]) + _given_key(name[length:])


@lru_cache(maxsize=5_000)
def _surname_key(surname: str) -> str:
    return _typed("".join(_read_surname(surname)))


@lru_cache(maxsize=100_000)
def _given_key(given: str) -> str:
    return _typed("".join(_read(given)))


def initials(name: str) -> str:
    """The first letter of each syllable: 王建国 wjg."""
    return _typed("".join(syllable[0] for part in _syllables(name) for syllable in part))


def romanise(name: str) -> str:
    """The name for the English interface, surname first: 王建国 Wang Jianguo, 吕布 Lü Bu."""
    return " ".join("".join(part).capitalize() for part in _syllables(name) if part)


def _typed(key: str) -> str:
    return unicodedata.normalize("NFC", key).replace("ü", "v").lower()
