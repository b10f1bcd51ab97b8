"""What the rounds of one vote have come to together: who is elected, and which round must follow.

Pure over the outcomes of the tally. A person written in is `w:NAME` in an outcome; in further rounds the same
person is the choice `x:NAME`, which is also how the person is told here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from villages.enums import Sex
from villages.names.plain import plain
from voting.enums import Round

COMMITTEE, PARTY, FIRST_MEETING = "village_committee", "party_committee", "party_secretary"
BODIES = (COMMITTEE, PARTY, FIRST_MEETING)
WRITTEN_IN = "x:"
# Whether a person stands in no further round: seated, or their election fell.
IsOut = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """A round as far as it matters here: seats and printed keys of each post, the tally's outcome in `data`.

    `data` is None while the round is counted; `extra` are the candidates of a runoff beyond its seats, None
    where the rule knows no runoff. `sexes` and `names` are those of the people printed; `woman_first`: the rule keeps a
    seat of the last post for a woman while none is elected.
    """

    number: int
    round: str
    seats: Mapping[str, int]
    printed: Mapping[str, Sequence[str]]
    extra: int | None
    data: Mapping[str, Any] | None
    sexes: Mapping[str, str] = field(default_factory=dict)
    woman_first: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


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
    """Where the vote stands after its rounds. `running`: a round is not counted yet; `left`: posts with seats that a
    runoff left empty, on which a further vote may be decided (AMB-35); `lower`: seats of people whom another round
    elected to a higher post, which they take.
    """

    seats: dict[str, int]
    elected: list[Seat] = field(default_factory=list)
    lower: list[Seat] = field(default_factory=list)
    due: Due | None = None
    left: tuple[DuePost, ...] = ()
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


class Fall(NamedTuple):
    """An election of a round that fell: one person's to a post, or with nobody named the whole result up to that round."""

    number: int
    post: str
    person: str


class Fallen(NamedTuple):
    """What fell of a vote: everything up to the round `whole` (0: nothing), and these people's election to these posts."""

    whole: int
    people: frozenset[tuple[str, str]]

    def keeps(self, number: int, post: str, who: str) -> bool:
        """Whether somebody elected to a post in a round still sits."""
        return number > self.whole and (post, who) not in self.people


def fallen(falls: Iterable[Fall], refused: Iterable[tuple[str, str]]) -> Fallen:
    """What fell of a vote: `falls` are its void elections, `refused` post and name of those whose review failed (A-REV-13)."""
    falls = list(falls)
    return Fallen(
        max((fall.number for fall in falls if not fall.person), default=0),
        frozenset(
            {(fall.post, fall.person) for fall in falls if fall.person}
            | {(post, WRITTEN_IN + name) for post, name in refused}
        ),
    )


def standing_of(
    rounds: Sequence[RoundOutcome],
    rejected: Collection[tuple[str, str]] = (),
    decided: Collection[int] = (),
) -> Standing:
    """What the rounds, in their order, have come to.

    `rejected` are (post, person) whose election was declared void (A-RES-02); `decided` the numbers of the rounds
    after which it was decided to vote once more on seats that a runoff left empty (AMB-35).
    """
    if not rounds:
        return Standing({})
    standing = Standing(dict(rounds[0].seats), running=rounds[-1].data is None)
    fell = Fallen(0, frozenset(rejected))
    known_as = _known_as(rounds)
    for held in rounds:
        standing.elected += [seat for seat in _seats(held) if fell.keeps(seat.number, seat.post, seat.person)]
    standing.lower = _lower(rounds, standing, known_as)
    standing.elected = [seat for seat in standing.elected if seat not in standing.lower]
    if not standing.running:
        out = {
            known_as(who)
            for who in [*(seat.person for seat in standing.elected), *(who for _post, who in rejected)]
        }
        standing.due = _due(rounds, standing, lambda who: known_as(who) in out, decided)
    return standing


def _known_as(rounds: Iterable[RoundOutcome]) -> Callable[[str], str]:
    """Tells people apart over the rounds: somebody written in by the name of exactly one candidate of the vote is that
    candidate, as within a round.
    """
    keys: dict[str, set[str]] = {}
    for held in rounds:
        for key, name in held.names.items():
            keys.setdefault(WRITTEN_IN + plain(name), set()).add(key)
    one = {written: next(iter(found)) for written, found in keys.items() if len(found) == 1}
    return lambda who: one.get(who, who)


def _lower(rounds: Sequence[RoundOutcome], standing: Standing, known_as: Callable[[str], str]) -> list[Seat]:
    """The seats of those who were elected to a higher post as well, or to the same one before.

    Where that election fell, the lower seat is the person's again, unless a later round voted on it.
    """
    won = [seat for held in rounds for seat in _seats(held)]
    order = {post: rank for rank, post in enumerate(standing.seats)}
    sits: set[str] = set()
    lower = []
    for post in standing.seats:
        for seat in standing.of(post):
            who = known_as(seat.person)
            above = [
                each.number
                for each in won
                if known_as(each.person) == who
                and order[each.post] < order[post]
                and each.number != seat.number
            ]
            if who in sits or any(_voted_on(rounds, post, max(number, seat.number)) for number in above):
                lower.append(seat)
            else:
                sits.add(who)
    return lower


def _voted_on(rounds: Iterable[RoundOutcome], post: str, after: int) -> bool:
    """Whether a later round voted on seats of a post."""
    return any(post in held.seats for held in rounds if held.number > after)


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


def _due(
    rounds: Sequence[RoundOutcome], standing: Standing, out: IsOut, decided: Collection[int]
) -> Due | None:
    """A void round is held anew; else those level are voted on again; else seats left go into a runoff: those that a
    runoff left empty only by decision (AMB-35), one that fell later always (A-RES-04).
    """
    last = rounds[-1]
    if last.data is not None and last.data["status"] == "invalid":
        return Due(Round(last.round), tuple(_again(last)), anew=True)
    latest = {position["id"]: (held, position) for held in rounds for position in _positions(held)}
    tied = [_tie(position) for _held, position in latest.values() if position["next"] == "revote"]
    if tied:
        return Due(Round.REVOTE, tuple(tied))
    owed: list[DuePost] = []
    left: list[DuePost] = []
    for post in standing.seats:
        found = _shortfall(rounds, post, standing, out) if standing.missing(post) > 0 else None
        if found is not None:
            (left if standing.missing(post) == _left_empty(rounds, post) else owed).append(found)
    standing.left = tuple(left)
    posts = tuple([*owed, *left] if last.number in decided else owed)
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


def _left_empty(rounds: Sequence[RoundOutcome], post: str) -> int:
    """The seats of a post that its last runoff left empty; 0 where there was none."""
    runoffs = [held for held in rounds if held.round == Round.RUNOFF]
    vacant = [p["vacant"] for held in runoffs for p in _positions(held) if p["id"] == post]
    return vacant[-1] if vacant else 0


def _shortfall(rounds: Sequence[RoundOutcome], post: str, standing: Standing, out: IsOut) -> DuePost | None:
    """The runoff of a post: the tally's candidates, or others where what came later changed the seats."""
    seats = standing.missing(post)
    counted = [(held, p) for held in reversed(rounds) for p in _positions(held) if p["id"] == post]
    rest = [(held, position) for held, position in counted if held.round != Round.REVOTE]
    held, position = rest[0]
    if held.extra is None:
        return None
    votes = {line["id"]: line["for"] for line in position["votes"]}
    given = position["next"] == "runoff" and position["vacant"] == seats
    named = [(person(choice), votes[choice]) for choice in position["next_candidates"]] if given else []
    if not named or any(out(who) for who, _votes in named):
        women_only = _waits_for_woman(rounds, post, standing)
        named = _most_votes(rest, seats + held.extra, out, women_only)
    return DuePost(post, seats, tuple(named)) if named else None


def _waits_for_woman(rounds: Sequence[RoundOutcome], post: str, standing: Standing) -> bool:
    """Whether a seat of this post, the last one, is kept for a woman: none of those elected is one."""
    sexes = {key: sex for each in rounds for key, sex in each.sexes.items()}
    women = any(sexes.get(seat.person) == Sex.FEMALE for seat in standing.elected)
    return rounds[-1].woman_first and post == list(standing.seats)[-1] and not women


def _most_votes(
    rounds: Iterable[tuple[RoundOutcome, Mapping[str, Any]]],
    number: int,
    out: IsOut,
    women_only: bool,
) -> list[tuple[str, int]]:
    """Those with a vote and no seat, of the latest round first and there most votes first; everyone level with the
    last is kept (A-CNT-10).
    """
    found: dict[str, tuple[int, int]] = {}
    for held, position in rounds:
        for line in position["votes"]:
            who, sex = person(line["id"]), held.sexes.get(line["id"])
            if line["for"] > 0 and not out(who) and (sex == Sex.FEMALE or not women_only):
                found.setdefault(who, (held.number, line["for"]))
    ordered = list(found.items())
    level = [each for each in ordered[number:] if each[1] == ordered[number - 1][1]]
    return [(who, votes) for who, (_number, votes) in [*ordered[:number], *level]]
