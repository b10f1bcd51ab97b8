from dataclasses import dataclass
from datetime import date

from candidates.papers.forms import AddedBar
from voting.papers.heading import ElectionSheet

ORDERS = {"votes": "得票多少", "surname_strokes": "姓氏笔画", "name_strokes": "姓名笔画"}


@dataclass(frozen=True, slots=True)
class Person:
    """One person on a candidates' notice; of the birth date only year and month are printed."""

    name: str
    sex: str
    birth: date | None
    education: str
    votes: int
    listed: bool = True


@dataclass(frozen=True, slots=True)
class PostPeople:
    """The people named for one post, in the order of the notice."""

    title: str
    seats: int
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A rule of the plan in words."""

    label: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationMethod(ElectionSheet):
    """The method of the nomination (A-NOM-07): posts with seats, how, who may be nominated, who may not.

    `bars` are the plan's own circumstances, `added` those added locally; `duties` leaves a place for them (C-NOM-05).
    """

    posts: tuple[tuple[str, int], ...]
    procedure: tuple[MethodRow, ...]
    conditions: tuple[MethodRow, ...]
    bars: tuple[str, ...]
    added: tuple[AddedBar, ...]
    duties: bool

    @property
    def title(self) -> str:
        return "候选人提名办法"


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationBallot(ElectionSheet):
    """The empty ballot of the direct nomination: for each post as many lines as seats (A-NOM-08)."""

    posts: tuple[tuple[str, range], ...]

    @property
    def title(self) -> str:
        return "候选人提名票"


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationResult(ElectionSheet):
    """The result of the direct nomination, by votes (A-NOM-11); a person `listed` is a preliminary candidate.

    `over_half`: the plan asks that more than half of the voters take part, and they did (A-NOM-09). `preselected` are
    the posts with more nominees than places, which a preselection cuts (C-NOM-06).
    """

    held_on: date
    registered: int
    issued: int
    returned: int
    over_half: bool
    posts: tuple[PostPeople, ...]
    preselected: tuple[str, ...]

    @property
    def title(self) -> str:
        return "候选人提名结果公告"


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeList(ElectionSheet):
    """The nominees whom the election committee reports to the township's Party committee (A-NOM-12, DOC-100).

    `deliberated_on` is the day of the Party organisation's deliberation, where it is on record (A-REV-09).
    """

    to: str
    held_on: date
    registered: int
    returned: int
    posts: tuple[PostPeople, ...]
    deliberated_on: date | None

    @property
    def title(self) -> str:
        return "候选人名单报告"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreselectionResult(ElectionSheet):
    """The result of the preselection by votes (C-NOM-06); a person `listed` goes on."""

    held_on: date
    held_by: str
    entitled: int
    present: int
    issued: int
    returned: int
    posts: tuple[PostPeople, ...]

    @property
    def title(self) -> str:
        return "候选人预选结果公告"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateChange(ElectionSheet):
    """The formal list posted again: who left it and who was put on it, each as post and name, and the list now.

    `cancelled` left it by a decision, whose document is the third.
    """

    posted_on: date
    left: tuple[tuple[str, str], ...]
    cancelled: tuple[tuple[str, str, str], ...]
    joined: tuple[tuple[str, str], ...]
    posts: tuple[PostPeople, ...]

    @property
    def title(self) -> str:
        return "正式候选人变更公告"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalCandidates(ElectionSheet):
    """The formal candidates, in the order that the rulebook says (A-REV-11); the votes are those of the nomination,
    or of the preselection where a post had one.
    """

    order: str
    posts: tuple[PostPeople, ...]

    @property
    def title(self) -> str:
        return "正式候选人公告"

    @property
    def order_words(self) -> str:
        return ORDERS[self.order]
