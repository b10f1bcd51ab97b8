"""What the papers say on which nomination and preselection are counted."""

from dataclasses import dataclass
from datetime import date

from voting.papers.ballot import Ballot
from voting.papers.count import PER_LINE
from voting.papers.heading import ElectionSheet
from voting.papers.staff import DutyLine

SIGNS = (DutyLine("唱票人", ()), DutyLine("计票人", ()), DutyLine("监票人", ()))


@dataclass(frozen=True, slots=True)
class TallyLine:
    """A person with votes; `name` "" is written in by hand, `votes` None are not recorded yet; `enough` pass the plan's share."""

    name: str = ""
    votes: int | None = None
    enough: bool = False


@dataclass(frozen=True, slots=True)
class TallyPost:
    """A post and how many a ballot may name for it."""

    title: str
    seats: int
    lines: tuple[TallyLine, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The papers of one group, where the groups nominated apart (A-NOM-08)."""

    number: int
    registered: int
    issued: int
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TallySheet(ElectionSheet):
    """The tellers' sheet of a nomination or preselection: a grid of 正 for each name (A-NOM-08 to A-NOM-10, C-NOM-06).

    Once the vote is recorded, `held_on` and the figures of it in place of the grids, and `checks` by what it is valid.
    `papers` is what a grid must hold at most; `word` is what a ballot is called (提名票), `voters` who may cast one and
    `entitled` how many, where that is known; who was `present` is told of one that `meets`.
    """

    name: str
    word: str
    verb: str
    voters: str
    posts: tuple[TallyPost, ...]
    papers: int
    entitled: int | None
    meets: bool = False
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    held_on: date | None = None
    groups: tuple[GroupLine, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.name

    @property
    def day(self) -> date | None:
        return self.held_on

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"

    @property
    def signs(self) -> tuple[DutyLine, ...]:
        return SIGNS

    @property
    def lines(self) -> list[int]:
        """The votes that each line of a grid ends with, as far as the papers may reach."""
        return [PER_LINE * n for n in range(1, max(1, -(-self.papers // PER_LINE)) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationTally(TallySheet):
    """The summary of the recommendation meeting of the village's Party organisation (A-NOM-02, A-NOM-04, DOC-60)."""

    party: str

    @property
    def issuer(self) -> str:
        return self.party


@dataclass(frozen=True, slots=True, kw_only=True)
class PreselectionBallot(ElectionSheet):
    """The ballot of the preselection: the nominees of each post in the rulebook's order (C-NOM-06)."""

    posts: tuple[TallyPost, ...]
    order: str

    @property
    def title(self) -> str:
        return "候选人预选票"

    @property
    def tight(self) -> bool:
        """Whether its rows must stand closer to find room on one page."""
        return sum(len(post.lines) for post in self.posts) > Ballot.roomy_rows
