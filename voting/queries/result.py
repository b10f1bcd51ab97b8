from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.queries.fixed import Among, FixedQuery
from accounts.said import Said
from elections.models import Election
from elections.rulebook.wording import word
from elections.steps import once
from villages.names.strokes import BY_STROKES
from voting.enums import ContestState, InvalidGround
from voting.models import Announcement, Contest, Line, Outcome, Position, WriteInReview
from voting.queries.after import Holder, announcement_of, fall_of, further_decided, holders_of, void_in
from voting.queries.contest import counted, rounds_of
from voting.rounds import COMMITTEE, WRITTEN_IN, RoundOutcome, Seat, Standing, fallen, standing_of, without


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
    """A whole vote: its rounds and what they have come to.

    `given_up` are the posts, people and rounds by which somebody was elected who gives way to a relative (A-KIN-01).
    """

    rounds: Sequence[Contest]
    standing: Standing
    given_up: Collection[tuple[str, str, int]] = ()

    @property
    def last(self) -> Contest:
        return self.rounds[-1]

    @property
    def confirmed(self) -> bool:
        return self.last.state == ContestState.CONFIRMED

    @property
    def announcement(self) -> Announcement | None:
        """The election committee's confirmation of the result, where nothing of it changed since (A-VOTE-09)."""
        return announcement_of(self.last)

    @property
    def announced(self) -> bool:
        """Whether there is a result to show and print: confirmed on the spot, and no further round must follow."""
        return not self.provisional and not self.standing.running and self.standing.due is None

    @property
    def provisional(self) -> bool:
        """Whether what is counted is no result yet: the election body has not confirmed it (A-VOTE-09)."""
        return not self.confirmed and self.announcement is None

    @property
    def may_go_on(self) -> bool:
        """Whether seats that a further round left empty may be voted on once more, by decision (AMB-35)."""
        standing = self.standing
        return bool(standing.left) and not (self.confirmed or standing.running or standing.due)

    @property
    def reopened(self) -> bool:
        """Whether a confirmed result was declared invalid, so that a further round must follow."""
        return self.confirmed and self.standing.due is not None

    def holds(self, post: str, who: str, number: int) -> bool:
        """Whether somebody's election in a round stands."""
        return any((s.post, s.person, s.number) == (post, who, number) for s in self.standing.elected)

    def took_higher(self, post: str, who: str, number: int) -> bool:
        """Whether somebody elected to a post in a round was elected to a higher one in another, and takes that."""
        return any((s.post, s.person, s.number) == (post, who, number) for s in self.standing.lower)

    def round(self, number: int) -> Contest:
        return self.rounds[number - 1]

    def name(self, key: str) -> str:
        """The name of a person of any round."""
        if key.startswith(WRITTEN_IN):
            return key.removeprefix(WRITTEN_IN)
        return self._people()[key][0]

    def sex(self, key: str) -> str:
        """M, F, or "" where only the name is known; of somebody written in what the review stated."""
        stated = {WRITTEN_IN + review.name: review.sex for review in self.reviews if review.sex}
        return self._people().get(key, ("", ""))[1] or stated.get(key, "")

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


class Printed(NamedTuple):
    """Somebody on the paper of a post."""

    key: str
    sex: str
    name: str


def vote_of(election: Election, body: str = COMMITTEE) -> Vote | None:
    """A body's vote of an election; None before it is prepared."""
    rounds = rounds_of(election, body)
    return vote_in(rounds) if rounds else None


def seated_by(contest: Contest) -> list[Holder]:
    """Those elected in a round who hold their seat by it: not whoever took a higher post that another round gave."""
    held, vote = holders_of(contest), vote_of(contest.election, contest.body)
    if vote is None:
        return held
    return [each for each in held if not vote.took_higher(each.post, each.person, contest.number)]


def votes_of(elections: Collection[Election], body: str = COMMITTEE) -> dict[int, Vote]:
    """The votes of a body of many elections by election, for what they have come to; in one query."""
    votes = once(all_votes_of, elections)
    return {election: vote for (election, elected), vote in votes.items() if elected == body}


def all_votes_of(elections: Collection[Election]) -> dict[tuple[int, str], Vote]:
    """The votes of every body of many elections by election and body; in one query.

    Of people these votes know nothing: `name`, `sex`, `reviews` and `unreviewed` ask the database again.
    """
    rounds = map(_round, _rounds([election.pk for election in elections]))
    by_vote = groupby(rounds, key=lambda told: (told.held.election_id, told.held.body))
    return {which: _told_vote(list(told)) for which, told in by_vote}


CONTEST = tuple(field.attname for field in Contest._meta.concrete_fields)
OUTCOME = tuple(field.attname for field in Outcome._meta.concrete_fields if field.attname != "count")
ANNOUNCEMENT = tuple(field.attname for field in Announcement._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class _Told:
    """A round with its posts and rejections, told as data."""

    held: Contest
    posts: Sequence[dict[str, Any]]
    rejected: Sequence[dict[str, str]]


def _with_all(elections: Any) -> QuerySet[Contest, Any]:
    return (
        Contest.objects.filter(Among("election", elections))
        .order_by("election_id", "body", "number")
        .values_list(
            *CONTEST,
            *(f"outcome__{name}" for name in OUTCOME),
            *(f"announcement__{name}" for name in ANNOUNCEMENT),
            ArraySubquery(_posts()),
            ArraySubquery(_rejections()),
        )
    )


_rounds = FixedQuery(_with_all)


def _round(row: Sequence[Any]) -> _Told:
    """A round from its columns; its outcome comes along, but for the count that it was computed from, and its
    announcement.
    """
    *columns, posts, rejected = row
    held = Contest.from_db(DEFAULT_DB_ALIAS, CONTEST, columns[: len(CONTEST)])
    outcome, announcement = columns[len(CONTEST) : -len(ANNOUNCEMENT)], columns[-len(ANNOUNCEMENT) :]
    told = Outcome.from_db(DEFAULT_DB_ALIAS, OUTCOME, outcome) if outcome[0] is not None else None
    Contest._meta.get_field("outcome").set_cached_value(held, told)
    signed = Announcement.from_db(DEFAULT_DB_ALIAS, ANNOUNCEMENT, announcement) if announcement[0] else None
    Contest._meta.get_field("announcement").set_cached_value(held, signed)
    return _Told(held, posts, rejected)


def _posts() -> QuerySet[Position, Any]:
    """The posts of a round by rank, each with its seats and those printed for it: key, sex and name."""
    lines = Line.objects.filter(position=OuterRef("pk")).order_by("order")
    line = JSONObject(key="choice__key", sex="choice__sex", name="choice__name")
    told = JSONObject(post="post", seats="seats", lines=ArraySubquery(lines.values_list(line)))
    return Position.objects.filter(contest=OuterRef("pk")).order_by("rank").values_list(told)


def _rejections() -> QuerySet[WriteInReview, Any]:
    rejected = WriteInReview.objects.filter(contest=OuterRef("pk"), passed=False)
    return rejected.values_list(JSONObject(post="post", name="name"))


def _told_vote(rounds: Sequence[_Told]) -> Vote:
    """The vote of rounds that bring their posts and rejections along as data."""
    refused = [(each["post"], each["name"]) for told in rounds for each in told.rejected]
    outcomes = [
        _outcome(
            told.held,
            {post["post"]: post["seats"] for post in told.posts},
            {
                post["post"]: [Printed(line["key"], line["sex"], line["name"]) for line in post["lines"]]
                for post in told.posts
            },
        )
        for told in rounds
    ]
    return _standing_vote([told.held for told in rounds], outcomes, refused)


def vote_in(rounds: Sequence[Contest]) -> Vote:
    """The vote of these rounds, which come as `rounds_of` loads them. Outcomes not complete are left out."""
    return _standing_vote(rounds, [_loaded(held) for held in rounds], _refused(rounds))


def _standing_vote(
    rounds: Sequence[Contest], outcomes: Sequence[RoundOutcome], refused: Iterable[tuple[str, str]]
) -> Vote:
    """The vote as it stands after what was declared invalid; a whole result that is void is held anew."""
    void = void_in(rounds)
    fell = fallen(map(fall_of, void), refused)
    return Vote(
        rounds,
        standing_of(without(outcomes, fell.whole), fell.people, further_decided(rounds)),
        {(v.post, v.person, v.contest.number) for v in void if v.ground == InvalidGround.RELATIVE},
    )


def _loaded(held: Contest) -> RoundOutcome:
    positions = list(held.positions.all())
    return _outcome(
        held,
        {position.post: position.seats for position in positions},
        {
            position.post: [
                Printed(line.choice.key, line.choice.sex, line.choice.name) for line in position.lines.all()
            ]
            for position in positions
        },
    )


def _outcome(
    held: Contest, seats: Mapping[str, int], printed: Mapping[str, Sequence[Printed]]
) -> RoundOutcome:
    """A round for `standing_of`; `printed` are those of each post in the order of the paper."""
    return RoundOutcome(
        number=held.number,
        round=held.round,
        seats=seats,
        printed={post: [each.key for each in people] for post, people in printed.items()},
        extra=(held.rule.get("runoff") or {}).get("extra"),
        data=held.outcome.data if counted(held) else None,
        sexes={each.key: each.sex for people in printed.values() for each in people},
        names={each.key: each.name for people in printed.values() for each in people},
        woman_first=held.rule.get("woman") == "seat_first",
    )


def _refused(rounds: Sequence[Contest]) -> list[tuple[str, str]]:
    reviews = (review for held in rounds for review in held.write_in_reviews.all())
    return [(review.post, review.name) for review in reviews if not review.passed]


def reviewers_of(election: Election) -> list[Said]:
    """The offices that review an announced result, in words; none where the plan names none (A-RES-01, C-RES-04)."""
    reviewed = election.cycle.rules.result.reviewed_by
    return [Said(word(office)) for office in reviewed.value] if reviewed.stated else []


def elected_of(election: Election, body: str = COMMITTEE) -> list[Elected]:
    """Who is elected, highest post first, in the order of announcement; whose review failed is left out."""
    vote = vote_of(election, body)
    return elected_in(vote) if vote else []


def elected_in(vote: Vote) -> list[Elected]:
    """Who is elected in a vote, of a post those of every round together in the order of announcement (A-CNT-11)."""
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
        for seat in _in_order(vote, vote.standing.of(post))
    ]


def _in_order(vote: Vote, seats: list[Seat]) -> list[Seat]:
    key = BY_STROKES.get(vote.last.rule.get("order", ""))
    return sorted(seats, key=lambda seat: key(vote.name(seat.person))) if key else seats
