"""A counted round as its page tells it: its arithmetic, the votes of each post, what was checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from villages.enums import Post, Sex
from voting.models import Contest, CountEntry, PaperCount
from voting.queries.arithmetic import Equation, equations, threshold_of
from voting.queries.result import Vote, vote_of
from voting.rounds import PARTY, person


@dataclass(frozen=True, slots=True)
class Row:
    """One person's votes for a post. `mark` says what came of it: elected, tied, runoff, elsewhere, below, out."""

    name: str
    sex: str
    votes: int
    mark: str
    need: int
    written_in: bool

    @property
    def over(self) -> int:
        """Votes above the line; below it negative."""
        return self.votes - self.need

    @property
    def under(self) -> int:
        return -self.over

    @property
    def woman(self) -> bool:
        return self.sex == Sex.FEMALE


@dataclass(frozen=True, slots=True)
class PostResult:
    """The votes of one post. `base` is the length of its bars, `line` where the needed votes stand (None: no line)."""

    post: str
    seats: int
    elected: int
    tied_seats: int
    vacant: int
    base: int
    line: float | None
    valid: int
    void: int
    rows: tuple[Row, ...]
    printed: tuple[int, ...]
    written_in: int

    @property
    def label(self) -> Any:
        return Post(self.post).label

    @property
    def marks(self) -> int:
        """All votes for the post."""
        return sum(self.printed) + self.written_in

    @property
    def most(self) -> int:
        """As many votes as there can be."""
        return self.valid * self.seats

    @property
    def abstained(self) -> int:
        return self.most - self.marks


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """A name that voters wrote in: its votes by post."""

    name: str
    votes: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One counted round."""

    status: str
    totals: Mapping[str, int]
    equations: tuple[Equation, ...]
    posts: tuple[PostResult, ...]
    written_in: tuple[WrittenIn, ...]

    @property
    def valid(self) -> bool:
        return self.status == "valid"

    @property
    def elected(self) -> int:
        return sum(post.elected for post in self.posts)

    @property
    def tied_seats(self) -> int:
        return sum(post.tied_seats for post in self.posts)

    @property
    def vacant(self) -> int:
        return sum(post.vacant for post in self.posts)

    @property
    def good(self) -> int:
        """Papers that are not void as a whole."""
        return self.totals["returned"] - self.totals["spoilt"]

    @property
    def turnout(self) -> float:
        """Percent of the voters, for show only."""
        return 100 * self.totals["returned"] / self.totals["electors"]


def explain(vote: Vote, contest: Contest) -> Explained:
    """The outcome of a counted round of a vote."""
    data = contest.outcome.data
    return Explained(
        status=data["status"],
        totals=data["totals"],
        equations=tuple(equations(contest, data)),
        posts=tuple(_post(vote, contest, position) for position in data["positions"]),
        written_in=tuple(_written_in(vote, data["positions"])),
    )


def _post(vote: Vote, contest: Contest, position: Mapping[str, Any]) -> PostResult:
    line = position["threshold"]
    has_line = threshold_of(contest) is not None
    printed = [votes for votes in position["votes"] if not votes["write_in"]]
    shown = [
        votes for votes in position["votes"] if not votes["write_in"] or _is_shown(position, votes["id"])
    ]
    return PostResult(
        post=position["id"],
        seats=position["seats"],
        elected=len(position["elected"]),
        tied_seats=position["tied_seats"],
        vacant=position["vacant"],
        base=max([line["of"], *(votes["for"] for votes in shown)], default=1) or 1,
        line=line["need"] - 0.5 if has_line else None,
        valid=position["valid"],
        void=position["void"],
        rows=tuple(_row(vote, contest, position, votes) for votes in shown),
        printed=tuple(votes["for"] for votes in printed),
        written_in=sum(votes["for"] for votes in position["votes"] if votes["write_in"]),
    )


def _is_shown(position: Mapping[str, Any], choice: str) -> bool:
    """Of names written in, those with a say in the outcome stand among the printed ones."""
    return choice in position["elected"] or choice in position["next_candidates"]


def _row(vote: Vote, contest: Contest, position: Mapping[str, Any], votes: Mapping[str, Any]) -> Row:
    key = person(votes["id"])
    return Row(
        name=vote.name(key),
        sex=vote.sex(key),
        votes=votes["for"],
        mark=_standing_mark(vote, contest, position, votes),
        need=position["threshold"]["need"],
        written_in=votes["write_in"],
    )


def _standing_mark(
    vote: Vote, contest: Contest, position: Mapping[str, Any], votes: Mapping[str, Any]
) -> str:
    """The mark of a person; of those elected `void` where the election was declared invalid, `gave_way` where the person
    gives way to a relative, `elsewhere` where another round elected the person to a higher post.
    """
    mark = _mark(contest, position, votes)
    seat = (position["id"], person(votes["id"]), contest.number)
    if mark != "elected" or vote.holds(*seat):
        return mark
    if vote.took_higher(*seat):
        return "elsewhere"
    return "gave_way" if seat in vote.given_up else "void"


def _mark(contest: Contest, position: Mapping[str, Any], votes: Mapping[str, Any]) -> str:
    choice = votes["id"]
    if choice in position["elected"]:
        return "elected"
    if choice in position["tied"]:
        return "tied"
    if any(choice in other["elected"] for other in contest.outcome.data["positions"]):
        return "elsewhere"
    if choice in position["next_candidates"]:
        return "runoff"
    return "below" if votes["for"] < position["threshold"]["need"] else "out"


def _written_in(vote: Vote, positions: Iterable[Mapping[str, Any]]) -> Iterable[WrittenIn]:
    """Names written in, most votes first."""
    found: dict[str, list[tuple[Any, int]]] = {}
    for position in positions:
        for votes in position["votes"]:
            if votes["write_in"]:
                name = vote.name(person(votes["id"]))
                found.setdefault(name, []).append((Post(position["id"]).label, votes["for"]))
    most = sorted(found.items(), key=lambda entry: -sum(number for _post, number in entry[1]))
    return [WrittenIn(name, tuple(votes)) for name, votes in most]


@dataclass(frozen=True, slots=True)
class Checked:
    """How the count of a round was made sure of."""

    boxes: int
    by_papers: int
    settled: int
    recounted: int
    unsigned: int
    scrutineers: tuple[str, ...]
    women: int


def checked(vote: Vote, contest: Contest) -> Checked:
    """What stands behind the figures of a counted round, and the women elected in the whole vote."""
    boxes = list(contest.boxes.all())
    entries = CountEntry.objects.filter(box__contest=contest).values_list("box", "version", "scrutineers")
    versions = {box.pk: box.version for box in boxes}
    counts = PaperCount.objects.filter(box__contest=contest).values_list("box", "version", "scrutineers")
    named = [*entries, *counts]
    signed = [(box, names) for box, version, names in named if versions[box] == version and names]
    return Checked(
        boxes=len(boxes),
        by_papers=sum("ballots" in (box.agreed or {}) for box in boxes),
        settled=sum(bool(box.settled_reason) for box in boxes),
        recounted=sum(box.version > 1 for box in boxes),
        unsigned=len(boxes) - len({box for box, _names in signed}),
        scrutineers=tuple(dict.fromkeys(names for _box, names in signed)),
        women=sum(_women_elected(each) for each in _counted_together(vote, contest)),
    )


def _counted_together(vote: Vote, contest: Contest) -> list[Vote]:
    """The votes whose women are counted: the Party's with the committee's where the rulebook counts both (C-TGT-03)."""
    election = contest.election
    both = contest.by_roll and election.cycle.rules.structure.women_in_both
    party = vote_of(election, PARTY) if both else None
    return [vote, party] if party and party.confirmed else [vote]


def _women_elected(vote: Vote) -> int:
    return sum(vote.sex(seat.person) == Sex.FEMALE for seat in vote.standing.elected)
