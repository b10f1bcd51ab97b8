"""The input of a tally, typed. Unknown fields are refused; numbers are whole; fractions are exact.

Field by field this is the table of the contract; what several fields must fulfil together is in
`references.py`.
"""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

Body = Literal["village_committee", "party_committee", "party_secretary", "representatives", "recommendation"]
Round = Literal["first", "revote", "runoff"]
Sex = Literal["M", "F"]

# Far above any electorate; keeps every number printable.
LARGEST = 10**12
Number = Annotated[int, Field(ge=0, le=LARGEST)]
AtLeastOne = Annotated[int, Field(ge=1, le=LARGEST)]
Text = Annotated[str, StringConstraints(min_length=1)]
Named = Annotated[str, StringConstraints(pattern=r"\S")]

_FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


def _fraction(value: object) -> Fraction:
    written = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if not written or int(written[2]) == 0 or int(written[1]) > int(written[2]):
        raise PydanticCustomError("fraction", "not a fraction")
    return Fraction(int(written[1]), int(written[2]))


Proportion = Annotated[Fraction, BeforeValidator(_fraction)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


class Share(Strict):
    """A part of a number that must be passed (`more_than`) or reached (`at_least`)."""

    more_than: Proportion | None = None
    at_least: Proportion | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> "Share":
        if (self.more_than is None) == (self.at_least is None):
            raise PydanticCustomError("one_bound", "one bound")
        return self

    def need(self, of: int) -> int:
        """The smallest whole number that passes."""
        if self.more_than is not None:
            return of * self.more_than.numerator // self.more_than.denominator + 1
        assert self.at_least is not None
        return -(-of * self.at_least.numerator // self.at_least.denominator)


class Quorum(Share):
    of: Literal["electors"]
    measure: Literal["returned", "present"]


class Threshold(Share):
    of: Literal["electors", "present", "returned", "valid"]


class Runoff(Strict):
    extra: Number = 1


class Rule(Strict):
    quorum: Quorum | None
    threshold: Threshold | None
    balance: Literal["total", "each_box"] = "total"
    overvote: Literal["position", "ballot"] = "position"
    two_offices: Literal["void_ballot", "void_positions", "void_marks", "keep_higher", "allow"] = (
        "void_positions"
    )
    runoff: Runoff | None = Runoff()
    kin: Literal["flag", "keep_highest"] = "flag"
    woman: Literal["none", "at_least_one", "seat_first"] = "none"
    order: Literal["votes", "surname_strokes"] = "votes"


class Contest(Strict):
    id: Text
    body: Body
    round: Round
    title: str | None = None


class Position(Strict):
    id: Text
    title: str | None = None
    seats: AtLeastOne | None
    candidates: list[Text]
    rank: AtLeastOne | None = None
    reserved_for: Literal["F"] | None = None


class Candidate(Strict):
    name: Named
    sex: Sex | None = None


def _votes(value: object) -> object:
    return {"for": value} if type(value) is int else value


# Rows of ballots are plain dicts: there may be a million of them, and a dict is checked five times faster.
_STRICT = ConfigDict(extra="forbid", strict=True)


Marks = TypedDict("Marks", {"for": list[str], "against": list[str], "abstain": list[str]}, total=False)
Marks.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]


def _shape(value: object) -> str:
    return "list" if isinstance(value, list) else "object"


class Paper(TypedDict, total=False):
    """`n` papers that say the same; the marks for a position are a list of those voted for, or `Marks`."""

    __pydantic_config__ = _STRICT  # type: ignore[misc]

    n: AtLeastOne
    marks: dict[
        Text,
        Annotated[Annotated[list[str], Tag("list")] | Annotated[Marks, Tag("object")], Discriminator(_shape)],
    ]
    spoilt: bool
    illegible: list[Text]


PAPERS = TypeAdapter(list[Paper])


class Votes(Strict):
    """The marks one choice got in one box; a plain number is read as `for`."""

    favour: Number = Field(default=0, alias="for")
    against: Number = 0
    abstain: Number = 0


class PositionTotals(Strict):
    invalid: Number = 0
    votes: dict[Text, Annotated[Votes, BeforeValidator(_votes)]] = Field(default_factory=dict)


class Totals(Strict):
    spoilt: Number = 0
    positions: dict[Text, PositionTotals] = Field(default_factory=dict)


class Box(Strict):
    id: Text
    kind: str | None = None
    issued: Number
    returned: Number
    ballots: list[Paper] | None = None
    totals: Totals | None = None

    @model_validator(mode="after")
    def _one_content(self) -> "Box":
        if (self.ballots is None) == (self.totals is None):
            raise PydanticCustomError("one_content", "one content")
        return self


class Count(Strict):
    contest: Contest
    rule: Rule
    electors: Number
    present: Number | None = None
    positions: Annotated[list[Position], Field(min_length=1)]
    candidates: dict[Text, Candidate]
    kin: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(default_factory=list)
    boxes: list[Box]

    def by_rank(self) -> list[Position]:
        """The positions, highest office first."""
        places = {position.id: place for place, position in enumerate(self.positions, start=1)}
        return sorted(self.positions, key=lambda p: (p.rank or places[p.id], places[p.id]))
