from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from elections.rulebook.citing import numeral
from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class RunoffPost:
    """A post still to be filled, and who stands for it with the votes of an earlier round, where there are any."""

    title: str
    seats: int
    people: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunoffNotice(ElectionSheet):
    """The notice of a runoff (A-CNT-10), of a re-vote among those level (A-CNT-09), or of a round held anew."""

    round: str
    kind: str
    held_on: date
    day: date
    opens: time | None
    closes: time | None
    place: str
    posts: tuple[RunoffPost, ...]
    at_least: Fraction | None

    @property
    def title(self) -> str:
        return f"{self.round}公告"

    @property
    def share(self) -> str:
        """The least share of the votes cast, in words: 三分之一."""
        assert self.at_least is not None
        return f"{numeral(self.at_least.denominator)}分之{numeral(self.at_least.numerator)}"
