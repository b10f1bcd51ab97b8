"""What the rounds of one vote have come to together: who is elected, and which round must follow.

Pure over the outcomes of the tally. A person written in is `w:NAME` in an outcome; in further rounds the same
person is the choice `x:NAME`, which is also how the person is told here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from voting.enums import Round

COMMITTEE, PARTY, FIRST_MEETING = "village_committee", "party_committee", "party_secretary"
BODIES = (COMMITTEE, PARTY, FIRST_MEETING)
WRITTEN_IN = "x:"


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """A round as far as it matters here: seats and printed keys of each post, the tally's outcome in `data`.

    `data` is None while the round is counted; `extra` are the candidates of a runoff beyond its seats, None
    where the rule knows no runoff.
    """

    number: int
    round: str
    seats: Mapping[str, int]
    printed: Mapping[str, Sequence[str]]
    extra: int | None
    data: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A person elected to a post, in which round and with how many votes."""

    post: str
    person: str
    votes: int
    number: int


@dataclass(frozen=True, slots=True)
class DuePost:
    """A post in a round that must follow: seats left, and who stands, most votes first, with those votes."""

    post: str
    seats: int
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The round that must follow. `anew`: the one before was void and is held again with its candidates."""

    round: Round
    posts: tuple[DuePost, ...]
    anew: bool = False


@dataclass(slots=True)
class Standing:
    """Where the vote stands after its rounds. `running`: a round is not counted yet."""

    seats: dict[str, int]
    elected: list[Seat] = field(default_factory=list)
    due: Due | None = None
    running: bool = False

    def of(self, post: str) -> list[Seat]:
        return [seat for seat in self.elected if seat.post == post]

    def missing(self, post: str) -> int:
        return self.seats[post] - len(self.of(post))

    @property
    def vacant(self) -> int:
        """Seats that nobody holds."""
        return sum(self.missing(post) for post in self.seats)


def person(choice: str) -> str:
    """The person behind a choice of an outcome, the same in every round."""
    return WRITTEN_IN + choice.removeprefix("w:") if choice.startswith("w:") else choice


def standing_of(rounds: Sequence[RoundOutcome], rejected: Collection[tuple[str, str]] = ()) -> Standing:
    """What the rounds, in their order, have come to.

    `rejected` are (post, person) whose election was declared void (A-RES-02).
    """
    if not rounds:
        return Standing({})
    standing = Standing(dict(rounds[0].seats), running=rounds[-1].data is None)
    for held in rounds:
        standing.elected += [seat for seat in _seats(held) if (seat.post, seat.person) not in rejected]
    if not standing.running:
        standing.due = _due(rounds, standing, {who for _post, who in rejected})
    return standing


def without(rounds: Sequence[RoundOutcome], number: int) -> list[RoundOutcome]:
    """The rounds after a whole result was declared invalid at round `number`: of those up to it the first is left, as void.

    It is held anew with its candidates.
    """
    if not number:
        return list(rounds)
    first = rounds[0]
    return [replace(first, data={**(first.data or {}), "status": "invalid"}), *rounds[number:]]


def _seats(held: RoundOutcome) -> Iterable[Seat]:
    for position in _positions(held):
        votes = {line["id"]: line["for"] for line in position["votes"]}
        for choice in position["elected"]:
            yield Seat(position["id"], person(choice), votes[choice], held.number)


def _positions(held: RoundOutcome) -> list[Mapping[str, Any]]:
    return list(held.data["positions"]) if held.data and held.data["status"] == "valid" else []


def _due(rounds: Sequence[RoundOutcome], standing: Standing, rejected: Collection[str]) -> Due | None:
    """A void round is held anew; else those level are voted on again; else seats left go into a runoff."""
    last = rounds[-1]
    if last.data is not None and last.data["status"] == "invalid":
        return Due(Round(last.round), tuple(_again(last)), anew=True)
    latest = {position["id"]: (held, position) for held in rounds for position in _positions(held)}
    tied = [_tie(position) for _held, position in latest.values() if position["next"] == "revote"]
    if tied:
        return Due(Round.REVOTE, tuple(tied))
    left = [post for post in standing.seats if standing.missing(post) > 0 and not _had_runoff(rounds, post)]
    out = {seat.person for seat in standing.elected} | set(rejected)
    short = [_shortfall(rounds, post, standing.missing(post), out) for post in left]
    posts = tuple(post for post in short if post is not None)
    return Due(Round.RUNOFF, posts) if posts else None


def _again(held: RoundOutcome) -> Iterable[DuePost]:
    for position in held.data["positions"] if held.data else ():
        votes = {line["id"]: line["for"] for line in position["votes"]}
        people = tuple((key, votes[key]) for key in held.printed[position["id"]])
        yield DuePost(position["id"], position["seats"], people)


def _tie(position: Mapping[str, Any]) -> DuePost:
    votes = {line["id"]: line["for"] for line in position["votes"]}
    people = tuple((person(choice), votes[choice]) for choice in position["next_candidates"])
    return DuePost(position["id"], position["tied_seats"], people)


def _had_runoff(rounds: Sequence[RoundOutcome], post: str) -> bool:
    return any(held.round == Round.RUNOFF and post in held.seats for held in rounds)


def _shortfall(rounds: Sequence[RoundOutcome], post: str, seats: int, out: Collection[str]) -> DuePost | None:
    """The runoff of a post: the tally's candidates, or others where what came later changed the seats."""
    held, position = next(
        (held, position)
        for held in reversed(rounds)
        for position in _positions(held)
        if position["id"] == post and held.round == Round.FIRST
    )
    if held.extra is None:
        return None
    votes = {line["id"]: line["for"] for line in position["votes"]}
    named = (
        position["next_candidates"] if position["next"] == "runoff" and position["vacant"] == seats else []
    )
    if not named or any(person(choice) in out for choice in named):
        named = _most_votes(position["votes"], seats + held.extra, out)
    if not named:
        return None
    return DuePost(post, seats, tuple((person(choice), votes[choice]) for choice in named))


def _most_votes(votes: Iterable[Mapping[str, Any]], number: int, out: Collection[str]) -> list[str]:
    """Those with a vote and no seat, most votes first; everyone level with the last is kept (A-CNT-10)."""
    left = [line for line in votes if line["for"] > 0 and person(line["id"]) not in out]
    last = left[min(number, len(left)) - 1]["for"] if left else 0
    return [line["id"] for line in left if line["for"] >= last]
