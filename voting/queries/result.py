from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from elections.models import Election
from voting.enums import ContestState
from voting.models import Contest, WriteInReview
from voting.queries.contest import counted, rounds_of
from voting.rounds import COMMITTEE, WRITTEN_IN, RoundOutcome, Seat, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Elected:
    """Someone elected to a post, in a round of which kind; `written_in`: was not on the formal list."""

    post: str
    name: str
    sex: str
    votes: int
    round: str
    number: int
    key: str
    written_in: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A whole vote: its rounds and what they have come to."""

    rounds: Sequence[Contest]
    standing: Standing

    @property
    def last(self) -> Contest:
        return self.rounds[-1]

    @property
    def confirmed(self) -> bool:
        return self.last.state == ContestState.CONFIRMED

    def round(self, number: int) -> Contest:
        return self.rounds[number - 1]

    def name(self, key: str) -> str:
        """The name of a person of any round."""
        if key.startswith(WRITTEN_IN):
            return key.removeprefix(WRITTEN_IN)
        return self._people()[key][0]

    def sex(self, key: str) -> str:
        """M, F, or "" where only the name is known."""
        return self._people().get(key, ("", ""))[1]

    def _people(self) -> dict[str, tuple[str, str]]:
        lines = (
            line for held in self.rounds for position in held.positions.all() for line in position.lines.all()
        )
        return {line.choice.key: (line.choice.name, line.choice.sex) for line in lines}

    @property
    def reviews(self) -> list[WriteInReview]:
        """The township's verdicts on people elected by write-in."""
        return [review for held in self.rounds for review in held.write_in_reviews.all()]

    @property
    def unreviewed(self) -> list[Seat]:
        """Those elected without being on the formal list whom the township has not reviewed (A-REV-13)."""
        done = {(review.post, review.name) for review in self.reviews}
        return [
            seat
            for seat in self.standing.elected
            if seat.person.startswith(WRITTEN_IN) and (seat.post, self.name(seat.person)) not in done
        ]


def vote_of(election: Election) -> Vote | None:
    """The committee's vote of an election; None before it is prepared."""
    rounds = rounds_of(election)
    return vote_in(rounds) if rounds else None


def votes_of(elections: Collection[Election]) -> dict[int, Vote]:
    """The votes of many elections by election, for what they have come to; in a fixed number of queries."""
    rounds = (
        Contest.objects.filter(election__in=[election.pk for election in elections], body=COMMITTEE)
        .select_related("outcome")
        .prefetch_related("positions__lines__choice", "write_in_reviews")
        .order_by("election_id", "number")
    )
    return {
        election: vote_in(list(held)) for election, held in groupby(rounds, key=lambda held: held.election_id)
    }


def vote_in(rounds: Sequence[Contest]) -> Vote:
    """The vote of these rounds, which come as `rounds_of` loads them. Outcomes not complete are left out."""
    return Vote(rounds, standing_of([_outcome(held) for held in rounds], _rejected(rounds)))


def _outcome(held: Contest) -> RoundOutcome:
    extra = (held.rule.get("runoff") or {}).get("extra")
    positions = list(held.positions.all())
    return RoundOutcome(
        number=held.number,
        round=held.round,
        seats={position.post: position.seats for position in positions},
        printed={p.post: [line.choice.key for line in p.lines.all()] for p in positions},
        extra=extra,
        data=held.outcome.data if counted(held) else None,
    )


def _rejected(rounds: Sequence[Contest]) -> Collection[tuple[str, str]]:
    reviews = (review for held in rounds for review in held.write_in_reviews.all())
    return {(review.post, WRITTEN_IN + review.name) for review in reviews if not review.passed}


def elected_of(election: Election) -> list[Elected]:
    """Who is elected, highest post first, in the order of announcement; whose review failed is left out."""
    vote = vote_of(election)
    return elected_in(vote) if vote else []


def elected_in(vote: Vote) -> list[Elected]:
    """Who is elected in a vote."""
    return [
        Elected(
            post=seat.post,
            name=vote.name(seat.person),
            sex=vote.sex(seat.person),
            votes=seat.votes,
            round=vote.round(seat.number).round,
            number=seat.number,
            key=seat.person,
            written_in=seat.person.startswith(WRITTEN_IN),
        )
        for post in vote.standing.seats
        for seat in vote.standing.of(post)
    ]
