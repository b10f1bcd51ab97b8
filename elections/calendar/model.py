"""What a calendar is made of: items, and conflicts between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from elections.rulebook import Strength, Text

Unit = Literal["days", "working_days", "months", "date"]
State = Literal["fixed", "waiting"]
Counted = Literal["before", "within", "notice"]


@dataclass(frozen=True)
class Item:
    """One date of the calendar, with the rule it follows from.

    It may happen from `not_before` through `not_after` (either open: None). `waiting` means that what it is
    counted from has neither happened nor a planned day. `source` is None where rulebook and base are silent.
    `happened` is the day it was done, if it was. `unannounced` is the year whose official holidays must be known
    before the date can be told; the item is waiting then. `counted` says how the days are counted from the anchor.
    """

    key: str
    title: Text
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    days: int | None = None
    unit: Unit = "date"
    anchor: str | None = None
    clause: str | None = None
    source: str | None = None
    state: State = "fixed"
    strength: Strength | None = None
    happened: dt.date | None = None
    unannounced: int | None = None
    counted: Counted | None = None

    @property
    def begins(self) -> dt.date | None:
        """The first day it can fall on, knowing what has happened."""
        return self.happened or self.not_before

    @property
    def ends(self) -> dt.date | None:
        """The last day it can fall on, knowing what has happened."""
        return self.happened or self.not_after

    def json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "title": self.title.model_dump(),
            "not_before": _iso(self.not_before),
            "not_after": _iso(self.not_after),
            "days": self.days,
            "unit": self.unit,
            "anchor": self.anchor,
            "clause": self.clause,
            "source": self.source,
            "state": self.state,
        }


@dataclass(frozen=True)
class Conflict:
    """Two demands that cannot both be met: items, both clauses, a sentence. `amb` is the known ambiguity.

    `ways` are the possible ways out, each a sentence; the calendar contract does not print them. One that is
    not `binding` is shown and refuses no day.
    """

    code: str
    keys: tuple[str, ...]
    clauses: tuple[str, ...]
    text: Text
    amb: str | None = None
    ways: tuple[Text, ...] = ()
    binding: bool = True

    def json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "keys": list(self.keys),
            "clauses": list(self.clauses),
            "text": self.text.model_dump(),
        }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
