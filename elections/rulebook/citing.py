"""How a clause is cited in a sentence or on a paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Literal

from elections.rulebook.value import Strict, Text


class Law(Strict):
    """A law or regulation that clauses are cited from; clauses begin with its key ("VCOL-15.2").

    `covers` are the kinds of place it governs. `note` says what a reader must know of the source: that the
    text was not at hand, for example.
    """

    title: Text
    in_force: dt.date
    covers: tuple[Literal["village", "community"], ...] = ("village", "community")
    note: Text | None = None


ARTICLE = re.compile(r"(?P<law>[A-Z]{2,6})(-(?P<article>\d+)(\.(?P<paragraph>\d+))?)?")
DIGITS = "零一二三四五六七八九"


def cite(laws: Mapping[str, Law], clause: str, language: str) -> str:
    """The clause as people write it: 《村民委员会组织法》第十五条第二款, or its code for a clause of a plan.

    `language` is "zh" or "en".
    """
    found = ARTICLE.fullmatch(clause)
    law = laws.get(found["law"]) if found else None
    if found is None or law is None:
        return clause
    article, paragraph = found["article"], found["paragraph"]
    if language == "zh":
        told = f"《{law.title.zh}》"
        told += f"第{numeral(int(article))}条" if article else ""
        return told + (f"第{numeral(int(paragraph))}款" if paragraph else "")
    told = law.title.en + (f", Art. {article}" if article else "")
    return told + (f"({paragraph})" if paragraph else "")


def governs(laws: Mapping[str, Law], clause: str, kind: str) -> bool:
    """Whether a clause holds for this kind of place; a plan's clauses hold for every place of the plan."""
    law = laws.get(clause.split("-")[0])
    return law is None or kind in law.covers


def numeral(number: int) -> str:
    """A number from 0 to 9999 in Chinese numerals."""
    if number < 10:
        return DIGITS[number]
    told, pending = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            told += ("零" if pending else "") + DIGITS[digit] + unit
            pending = False
        elif told:
            pending = True
    return told[1:] if told.startswith("一十") else told
