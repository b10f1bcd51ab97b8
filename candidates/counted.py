"""The votes by which candidates and bodies come about, put to the tally: lines with votes in, its outcome out. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from accounts.said import Said
from elections.rulebook import Rulebook
from elections.rulebook.measures import Threshold
from elections.rulebook.value import Silent, Value
from voting.counting import grounds_of
from voting.enums import Round
from voting.recorded import HANDS, PAPERS, RecordedVote
from voting.tally import tally
from voting.tally.clauses import Clause, Grounds
from voting.told_outcome import Check

QUORUM = "quorum"


class Voted(Protocol):
    """Somebody with votes, once in a place of the count."""

    @property
    def key(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def votes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A person with votes where nothing more of the person is asked."""

    key: int
    name: str
    votes: int


P = TypeVar("P", bound=Voted)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a vote is counted by: whose vote it is in the tally's words, its rule, and the clause of each part."""

    body: str
    rule: Mapping[str, Any]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Figures:
    """Who could vote and who did. Where no papers were given out, one vote of each person present is a paper.

    `by_hand`: hands were counted, which stand for papers.
    """

    electors: int
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Place(Generic[P]):
    """What is filled: `title` is the Chinese name that the tally translates; `seats` None is no limit."""

    key: str
    title: str
    seats: int | None
    people: Sequence[P]


@dataclass(frozen=True, slots=True)
class Cut(Generic[P]):
    """Those clearly ahead, those level for the last places, for how many places they are level, and places left empty.

    `need` are the votes that it takes, `reached` how many people have them.
    """

    ahead: Sequence[P] = ()
    level: Sequence[P] = ()
    places: int = 0
    vacant: int = 0
    need: int = 1
    reached: int = 0


@dataclass(frozen=True, slots=True)
class Counted(Generic[P]):
    """The outcome of a vote: what it is valid by, and each place by its key.

    `have` of `of` took part and `need` were to, where the vote has a quorum. `count` and `outcome` are what went into
    the tally and what it said.
    """

    quorum: Check | None
    places: Mapping[str, Cut[P]]
    count: Mapping[str, Any]
    outcome: Mapping[str, Any]
    need: int = 0
    have: int = 0
    of: int = 0

    def recorded(
        self,
        about: str,
        day: date,
        *,
        unit: int | None = None,
        decided: Mapping[str, Collection[int]] | None = None,
        decision: str = "",
    ) -> RecordedVote:
        """The vote as it is kept; `decided` are by place the keys taken of those level, `decision` says how."""
        taken = decided or {}
        chosen = [
            _choice(key, one)
            for key, cut in self.places.items()
            for one in cut.level
            if one.key in taken.get(key, ())
        ]
        told = decision.strip() if chosen else ""
        return RecordedVote(about, day, self.count, self.outcome, unit, chosen, told)


def asked_by(rules: Rulebook, body: str) -> Asked:
    """The first round of a body as the rulebook's own section of counting has it."""
    return Asked(body, rules.tally_rule(body, Round.FIRST), grounds_of(rules, body, Round.FIRST))


def asked(
    rules: Rulebook,
    body: str,
    *,
    quorum: Value[Threshold] | Silent | None = None,
    measure: str = "present",
    threshold: Value[Threshold] | Silent | None = None,
    of: str = "present",
) -> Asked:
    """A vote whose shares stand elsewhere in the rulebook: who must take part, and what share `of` whom elects.

    What is not stated is not asked: without a threshold most votes decide.
    """
    rule: dict[str, Any] = {"quorum": None, "threshold": None, "runoff": None}
    grounds: dict[str, Clause] = {}
    wanted = {
        "quorum": (quorum, {"of": "electors", "measure": measure}),
        "threshold": (threshold, {"of": of}),
    }
    for part, (value, whole) in wanted.items():
        if value is not None and not isinstance(value, Silent) and value.stated:
            rule[part] = _share(value.value) | whole
            grounds[part] = Clause(
                value.clause, rules.cite(value.clause, "zh"), rules.cite(value.clause, "en")
            )
    return Asked(body, rule, grounds)


def without_quorum(how: Asked) -> Asked:
    """The same vote where who took part is counted apart, group by group."""
    return replace(how, rule={**how.rule, "quorum": None})


def counted(how: Asked, places: Sequence[Place[P]], figures: Figures | None = None) -> Counted[P]:
    """The outcome of a vote by the tally; nobody without a vote is in it, and of a place without seats nothing is told.

    Without `figures` no papers and nobody present were recorded: then neither a quorum nor a threshold can be counted.
    """
    here = [place for place in places if place.seats != 0]
    count = _count(how, here, figures)
    outcome = tally(count, grounds=how.grounds)
    checks = {check["code"]: check for check in outcome["checks"]}
    return Counted(
        quorum=_check(checks.get(QUORUM)),
        places={place.key: Cut() for place in places}
        | {
            place.key: _cut(place, position)
            for place, position in zip(here, outcome["positions"], strict=False)
        },
        count=count,
        outcome=outcome,
        need=checks[QUORUM]["need"] if QUORUM in checks else 0,
        have=checks[QUORUM]["have"] if QUORUM in checks else 0,
        of=outcome["totals"]["electors"],
    )


def of_one(found: Counted[P]) -> Cut[P]:
    """The outcome of a vote for one place."""
    (cut,) = found.places.values()
    return cut


def _share(bound: Threshold) -> dict[str, str]:
    made: dict[str, str] = bound.model_dump(mode="json", include={"more_than", "at_least"}, exclude_none=True)
    return made


def _count(how: Asked, places: Sequence[Place[P]], figures: Figures | None) -> dict[str, Any]:
    votes = {place.key: {_choice(place.key, one): one.votes for one in place.people} for place in places}
    most = max((sum(each.values()) for each in votes.values()), default=0)
    known = figures or Figures(most)
    papers = known.issued is not None and not known.by_hand
    cast = most if figures is None else known.present or 0
    returned = cast if known.returned is None else known.returned
    rule = dict(how.rule)
    if figures is None:
        rule |= {"quorum": None, "threshold": None}
    return {
        "contest": {"id": how.body, "body": how.body, "round": Round.FIRST.value},
        "rule": rule,
        "electors": known.electors,
        "present": known.present,
        "positions": [_position(place) for place in places] or [_position(NOTHING)],
        "candidates": {
            _choice(place.key, one): {"name": one.name} for place in places for one in place.people
        },
        "boxes": [
            {
                "id": "1",
                "kind": PAPERS if papers else HANDS,
                "issued": returned if known.issued is None else known.issued,
                "returned": returned,
                "totals": {"positions": {key: {"votes": each} for key, each in votes.items()}},
            }
        ],
    }


# A count of who took part alone has nobody to be voted for.
NOTHING: Place[Any] = Place("none", "none", None, ())


def _position(place: Place[P]) -> dict[str, Any]:
    ids = [_choice(place.key, one) for one in place.people]
    return {"id": place.key, "title": place.title, "seats": place.seats, "candidates": ids}


def _choice(place: str, one: Voted) -> str:
    """One person may be voted for in several places of a count, which do not know of one another."""
    return f"{place}.{one.key}"


def _check(told: Mapping[str, Any] | None) -> Check | None:
    return Check(told["passed"], told["clause"], Said(told["text"])) if told else None


def _cut(place: Place[P], position: Mapping[str, Any]) -> Cut[P]:
    people = {_choice(place.key, one): one for one in place.people}
    need = position["threshold"]["need"]
    return Cut(
        ahead=[people[key] for key in position["elected"]],
        level=[people[key] for key in position["tied"]],
        places=position["tied_seats"],
        vacant=position["vacant"],
        need=need,
        reached=sum(votes["for"] >= need for votes in position["votes"]),
    )
