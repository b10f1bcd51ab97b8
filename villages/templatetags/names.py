"""Names of people and places in the language of the page."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.utils.translation import get_language

from villages.names.pinyin import plain_reading, romanise

register = template.Library()

KINDS = {
    "社区": "Community",
    "街道": "Subdistrict",
    "村": "Village",
    "镇": "Town",
    "乡": "Township",
    "县": "County",
    "区": "District",
    "市": "City",
}
PLACE = re.compile(rf"^(.+?)({'|'.join(KINDS)})$")


@register.filter
def person(name: Any) -> str:
    """A person's name: as written in Chinese, in pinyin with the surname first in English."""
    return str(name) if _in_chinese() else _person(str(name))


@register.filter
def place(name: Any) -> str:
    """A village's or township's name: 棠兴村, Tangxing Village."""
    return str(name) if _in_chinese() else _place(str(name))


@register.filter
def place_stem(name: Any) -> str:
    """A place's name without its kind where room is short: 棠兴村 as it is, Tangxing in English."""
    return str(name) if _in_chinese() else _place(str(name)).split(" ")[0]


@lru_cache(maxsize=4096)
def _person(name: str) -> str:
    return romanise(name)


@lru_cache(maxsize=1024)
def _place(name: str) -> str:
    found = PLACE.match(name)
    if not found:
        return _joined(name)
    return f"{_joined(found[1])} {KINDS[found[2]]}"


def _joined(name: str) -> str:
    return "".join(plain_reading(name)).capitalize()


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
