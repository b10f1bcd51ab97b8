"""Texts that are data in both languages (a rulebook's titles, a tally's sentences), told in the active one."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.utils.translation import get_language


class Bilingual(Protocol):
    zh: str
    en: str


class Said:
    """A bilingual text that turns into the active language when it is written."""

    def __init__(self, text: Bilingual | Mapping[str, Any]) -> None:
        self.zh: str = text["zh"] if isinstance(text, Mapping) else text.zh
        self.en: str = text["en"] if isinstance(text, Mapping) else text.en

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


class Listed:
    """Several things in a row, joined in the way of the active language."""

    def __init__(self, parts: Iterable[object]) -> None:
        self.parts = list(parts)

    def __str__(self) -> str:
        comma = "、" if (get_language() or "zh").startswith("zh") else ", "
        return comma.join(str(part) for part in self.parts)
