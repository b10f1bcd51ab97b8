"""A vote that was counted where it was held and comes in as totals, with what the tally said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

# What was counted in the box of a recorded vote. Where hands were, no papers were given out that could balance.
PAPERS, HANDS = "papers", "hands"


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """Which vote (`about`, and the number of its group or unit), its day, input and output of the tally contract.

    Where hands were counted, the papers of the count stand for votes; where nobody wrote down who could vote, the electors
    do too. `chosen` are the choices taken among equals, `decision` says how that was decided.
    """

    about: str
    day: date
    count: Mapping[str, Any]
    outcome: Mapping[str, Any]
    unit: int | None = None
    chosen: Sequence[str] = ()
    decision: str = ""
