from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from voting.papers.heading import ElectionSheet
from voting.papers.staff import DutyLine


@dataclass(frozen=True, slots=True)
class Signer:
    """A line to sign on: number of the roll, name, group, and a mark where there is one."""

    number: int
    name: str
    group: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignList(ElectionSheet):
    """A list that voters sign, two columns of lines on a page. Each page is a table of its own: one long table sets slowly."""

    lines: tuple[Signer, ...]
    day: date
    rows: ClassVar[int] = 25

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"

    @property
    def pages(self) -> Iterator[list[tuple[Signer, Signer | None]]]:
        """Each page as rows of a left and a right line; one without a row where nobody is to sign."""
        for start in range(0, max(len(self.lines), 1), 2 * self.rows):
            page = self.lines[start : start + 2 * self.rows]
            left, right = page[: self.rows], page[self.rows :]
            yield [(line, right[at] if at < len(right) else None) for at, line in enumerate(left)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(SignList):
    """The roll of one polling place for the table where ballots are handed out."""

    round: str
    box: str
    groups: str
    signs: tuple[DutyLine, ...]

    @property
    def title(self) -> str:
        return f"{self.round}投票签到册（{self.box}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReceipts(SignList):
    """Who received the voter's card (A-ROLL-23). `name` is the card's name in the plan."""

    name: str

    @property
    def title(self) -> str:
        return f"{self.name}领证签收表"
