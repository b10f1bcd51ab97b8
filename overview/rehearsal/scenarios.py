"""The elections that can be rehearsed, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from overview.rehearsal.turns import (
    BELOW_HALF,
    ELECTED_WRITTEN_IN,
    RUNOFF_TURNOUT,
    Turn,
    last_level,
    last_short,
    last_written_in,
    no_woman,
    no_woman_again,
)

CLEAR: Final = Turn()
FURTHER: Final = Turn(RUNOFF_TURNOUT, written_in=Fraction(0))


class Assembly(StrEnum):
    """What is played of the Party members' assembly."""

    ELSEWHERE = "elsewhere"
    ON_THE_WAY = "on_the_way"
    HELD = "held"
    TOO_FEW = "too_few"

    @property
    def ends(self) -> bool:
        """Whether the rehearsal ends with it; one that is held on the way is followed by the rest."""
        return self in (Assembly.HELD, Assembly.TOO_FEW)


@dataclass(frozen=True)
class Scenario:
    """How an election goes: its rounds in order, whether two of those elected are relatives, and how the Party members'
    assembly goes, where it is held here; a rehearsal of the assembly alone ends with it."""

    rounds: Sequence[Turn] = (CLEAR,)
    relatives: bool = False
    assembly: Assembly = Assembly.ELSEWHERE


CLEAN_WIN: Final = Scenario()
SHORTFALL: Final = Scenario((Turn(members=last_short), FURTHER))
USUAL: Final = "shortfall"
SCENARIOS: Final[Mapping[str, Scenario]] = {
    "clean-win": CLEAN_WIN,
    "tie": Scenario((Turn(members=last_level), FURTHER)),
    USUAL: SHORTFALL,
    "void-round": Scenario((Turn(BELOW_HALF), CLEAR)),
    "over-issued": Scenario((Turn(not_returned=-3), CLEAR)),
    "write-in": Scenario((Turn(members=last_written_in, written_in=ELECTED_WRITTEN_IN),)),
    "relatives": Scenario((CLEAR, FURTHER), relatives=True),
    "assembly-without-quorum": Scenario(assembly=Assembly.TOO_FEW),
    "assembly-full": Scenario(assembly=Assembly.HELD),
    "no-woman": Scenario(
        (
            Turn(members=no_woman, women=no_woman),
            Turn(RUNOFF_TURNOUT, members=no_woman_again, women=no_woman_again, written_in=Fraction(0)),
        )
    ),
}
