from dataclasses import dataclass
from datetime import date

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One person's votes for one post; `void`: elected, and the election declared void after review (A-RES-02);
    `gave_way`: elected, and the seat given up to a relative (A-KIN-01); `higher`: elected, and another round elected
    the person to a higher post.
    """

    name: str
    sex: str
    votes: int
    against: int
    abstain: int
    write_in: bool
    elected: bool
    void: bool = False
    gave_way: bool = False
    higher: bool = False


@dataclass(frozen=True, slots=True)
class PostResult:
    """One post in one round; `need` is the least number of votes that elects."""

    title: str
    seats: int
    need: int
    lines: tuple[VoteLine, ...]


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One round: its papers, whether it is valid, and its posts.

    `quorum` is the least number of papers for a valid round, if one is asked; `checks` the tally's own sentences.
    """

    name: str
    day: date
    electors: int
    issued: int
    returned: int
    spoilt: int
    quorum: int | None
    valid: bool
    checks: tuple[str, ...]
    posts: tuple[PostResult, ...]

    @property
    def valid_papers(self) -> int:
        return self.returned - self.spoilt

    @property
    def told_in_full(self) -> bool:
        """Whether votes against and abstentions were counted for each person; where they were not, none is told."""
        return any(line.against or line.abstain for post in self.posts for line in post.lines)


@dataclass(frozen=True, slots=True)
class Elected:
    """The people elected to one post, over all rounds."""

    post: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNotice(ElectionSheet):
    """The result as announced and posted (A-VOTE-09, C-RES-06): all votes of all, who is elected, what is missing.

    `reviewed_by` are the offices whose review the result still waits for, "" where it is final (AMB-44).
    """

    rounds: tuple[RoundResult, ...]
    elected: tuple[Elected, ...]
    reviewed_by: str
    missing: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        return "选举结果公告"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReport(ElectionSheet):
    """The result report form that the election committee files with the township (DOC-113)."""

    name: str
    rounds: tuple[RoundResult, ...]
    elected: tuple[Elected, ...]

    @property
    def title(self) -> str:
        return self.name

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}表"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReply(ElectionSheet):
    """The reply to the report of the result (DOC-116): to whom, from whom, by which document, who is elected."""

    by: str
    to: str
    document: str
    replied_on: date
    reviewed: bool
    elected: tuple[Elected, ...]

    @property
    def title(self) -> str:
        return f"关于{self.heading.body}选举结果的批复"

    @property
    def issuer(self) -> str:
        return self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(ElectionSheet):
    """The certificate of one person elected (DOC-115)."""

    certificate: str
    name: str
    post: str
    day: date

    @property
    def title(self) -> str:
        return f"{self.certificate}（{self.name}）"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}证"
