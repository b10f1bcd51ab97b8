"""What a count would give under a rulebook: the figures of the what-if page put through the tally, kept nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.said import Said
from elections.rulebook import Rulebook
from voting.count_sheet import called
from voting.counting import grounds_of, shipped_counting
from voting.tally import tally
from voting.tally.parse import Counting

IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Size:
    """How many boxes the page has, and how many rows for names each of its posts."""

    boxes: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A choice with its votes and what comes of it: elected, tied, runoff, or "" ."""

    name: Said
    votes: int
    written_in: bool
    mark: str


@dataclass(frozen=True, slots=True)
class PostTold:
    """The outcome for one post; `need` are the votes that elect, of `of`."""

    text: Said
    need: int
    of: int
    valid: int
    void: int
    elected: int
    tied_seats: int
    vacant: int
    rows: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the round is valid on one ground, with the sentence that has the numbers."""

    passed: bool
    clause: str
    text: Said


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The outcome of figures that were tried."""

    status: str
    checks: tuple[Check, ...]
    problems: tuple[Said, ...]
    posts: tuple[PostTold, ...]
    woman_missing: bool


def tried(count: Mapping[str, Any], rules: Rulebook | None) -> WhatIf:
    """The outcome of a count as the contract of the tally has it, naming its rulebook or that of `rules`.

    Raises NotACount with every fault.
    """

    def counting_of(name: str, body: str, round_: str) -> Counting:
        if name != IN_FORCE:
            return shipped_counting(name, body, round_)
        if rules is None:
            raise LookupError(name)
        return rules.tally_rule(body, round_), grounds_of(rules, body, round_)

    outcome = tally(count, counting_of)
    names = {key: each["name"] for key, each in count["candidates"].items()}
    return WhatIf(
        status=outcome["status"],
        checks=tuple(
            Check(each["passed"], each["clause"], Said(each["text"])) for each in outcome.get("checks", ())
        ),
        problems=tuple(Said(each["text"]) for each in outcome.get("problems", ())),
        posts=tuple(_post(each, names) for each in outcome["positions"]),
        woman_missing=outcome["woman_missing"],
    )


def _post(position: Mapping[str, Any], names: Mapping[str, str]) -> PostTold:
    return PostTold(
        text=Said(position["text"]),
        need=position["threshold"]["need"],
        of=position["threshold"]["of"],
        valid=position["valid"],
        void=position["void"],
        elected=len(position["elected"]),
        tied_seats=position["tied_seats"],
        vacant=position["vacant"],
        rows=tuple(
            Told(
                called(names.get(votes["id"]) or votes["id"].removeprefix("w:")),
                votes["for"],
                votes["write_in"],
                _mark(votes["id"], position),
            )
            for votes in position["votes"]
        ),
    )


def _mark(choice: str, position: Mapping[str, Any]) -> str:
    marks: Sequence[tuple[str, str]] = (
        ("elected", "elected"),
        ("tied", "tied"),
        ("runoff", "next_candidates"),
    )
    return next((mark for mark, part in marks if choice in position[part]), "")
