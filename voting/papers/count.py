from dataclasses import dataclass
from datetime import date

from voting.papers.ballot import BallotPost
from voting.papers.heading import ElectionSheet
from voting.papers.staff import DutyLine

PER_LINE = 100  # twenty 正 of five strokes


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet(ElectionSheet):
    """The tellers' sheet of one box: a grid of 正 for each candidate, as long as `papers` in the box may need."""

    round: str
    day: date
    box: str
    papers: int
    posts: tuple[BallotPost, ...]
    signs: tuple[DutyLine, ...]

    @property
    def title(self) -> str:
        return f"{self.round}计票单（{self.box}）"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"

    @property
    def lines(self) -> list[int]:
        """The votes that each line of a grid ends with: 100, 200 … as far as the papers of the box may reach."""
        return [PER_LINE * n for n in range(1, max(1, -(-self.papers // PER_LINE)) + 1)]
