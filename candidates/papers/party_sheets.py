"""What the papers of the Party's path say."""

from dataclasses import dataclass
from datetime import date

from candidates.papers.forms import AddedBar
from candidates.papers.sheets import MethodRow
from voting.papers.ballot import Ballot
from voting.papers.heading import ElectionSheet

POSTS = {"secretary": "书记", "party_deputy": "副书记", "party_member": "委员"}


@dataclass(frozen=True, slots=True)
class PartyPerson:
    """One person of a list; of the birth date only year and month are printed."""

    post: str
    name: str
    sex: str
    birth: date | None
    education: str
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySheet(ElectionSheet):
    """A paper of the Party organisation's election. `party` is the village's organisation, `from_` who issues it."""

    party: str
    from_: str
    name: str

    @property
    def title(self) -> str:
        return self.name

    @property
    def issuer(self) -> str:
        return self.from_


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPaper(PartySheet):
    """A report, notification, notice, request or reply: to whom, what is said, the people, how it ends.

    `intended` are persons for the committee in a table of their own, `intended_as` what they are called there.
    `document` is the number of the decision that it tells of, `dated` its day, where that is not the day of issue.
    """

    to: str
    lead: tuple[str, ...]
    people: tuple[PartyPerson, ...]
    with_votes: bool
    closing: tuple[str, ...]
    intended: tuple[PartyPerson, ...] = ()
    intended_as: str = ""
    document: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters(PartySheet):
    """What the township signs with those appointed (C-RES-03): goals of the term with the team and its secretary, or a
    commitment with each member of the team.
    """

    township_party: str
    people: tuple[PartyPerson, ...]

    @property
    def secretary(self) -> str:
        """Who signs as secretary, "" where nobody holds the post."""
        return next((each.name for each in self.people if each.post.startswith(POSTS["secretary"])), "")


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A post on the recommendation ballot with its empty lines; `heading` stands above the first of a body."""

    title: str
    lines: range
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationBallot(PartySheet):
    """The recommendation ballot: empty lines for each post, as many as seats; the committee's where it has any (A-NOM-02)."""

    rows: tuple[BallotRow, ...]
    notes: tuple[str, ...]

    @property
    def tight(self) -> bool:
        """Whether its rows must stand closer to find room on one page."""
        return sum(len(row.lines) + bool(row.heading) for row in self.rows) > Ballot.roomy_rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's page: facts, and headings with what is written under each."""

    person: PartyPerson
    headings: tuple[tuple[str, str], ...]
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSheets(PartySheet):
    """A page for each person: the inspection form, or the introduction to the electors (A-REV-14)."""

    sheets: tuple[Sheet, ...]
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAnnouncement(PartySheet):
    """The announcement of the Party organisation's re-election in its five sections (C-NOM-01).

    `bars` are the plan's own circumstances, `added` those added locally; `way` are the stages in the plan's order, and
    `timetable` is each step with its days.
    """

    posts: tuple[tuple[str, int], ...]
    conditions: tuple[MethodRow, ...]
    bars: tuple[str, ...]
    added: tuple[AddedBar, ...]
    way: tuple[str, ...]
    manner: tuple[MethodRow, ...]
    timetable: tuple[MethodRow, ...]
