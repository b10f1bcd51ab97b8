"""An outcome of the tally as pages tell it: what the vote is valid by, each post with its votes and what came of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.said import Said
from villages.enums import Post
from voting.count_sheet import called


@dataclass(frozen=True, slots=True)
class Told:
    """A choice with its votes and what comes of it: elected, chosen (among equals), tied, runoff, or "" ."""

    name: Said
    votes: int
    written_in: bool
    mark: str


@dataclass(frozen=True, slots=True)
class PostTold:
    """The outcome for one post, `key` in the count; `need` are the votes that elect, of `of`."""

    key: str
    text: Said
    need: int
    of: int
    valid: int
    void: int
    elected: int
    tied_seats: int
    vacant: int
    rows: tuple[Told, ...]

    @property
    def label(self) -> Any:
        """The name of the post; places of a unit are told by their sentence alone."""
        return Post(self.key).label if self.key in Post.values else ""


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the round is valid on one ground, with the sentence that has the numbers."""

    passed: bool
    clause: str
    text: Said


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """The outcome of a count."""

    status: str
    checks: tuple[Check, ...]
    problems: tuple[Said, ...]
    posts: tuple[PostTold, ...]
    woman_missing: bool


def told_outcome(
    count: Mapping[str, Any], outcome: Mapping[str, Any], chosen: Collection[str] = ()
) -> OutcomeTold:
    """The outcome of a count; `chosen` are the choices taken among equals by a decision."""
    names = {key: each["name"] for key, each in count["candidates"].items()}
    return OutcomeTold(
        status=outcome["status"],
        checks=tuple(
            Check(each["passed"], each["clause"], Said(each["text"])) for each in outcome.get("checks", ())
        ),
        problems=tuple(Said(each["text"]) for each in outcome.get("problems", ())),
        posts=tuple(_post(each, names, chosen) for each in outcome["positions"]),
        woman_missing=outcome["woman_missing"],
    )


def _post(position: Mapping[str, Any], names: Mapping[str, str], chosen: Collection[str]) -> PostTold:
    return PostTold(
        key=position["id"],
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
                _mark(votes["id"], position, chosen),
            )
            for votes in position["votes"]
        ),
    )


def _mark(choice: str, position: Mapping[str, Any], chosen: Collection[str]) -> str:
    if choice in chosen:
        return "chosen"
    marks: Sequence[tuple[str, str]] = (
        ("elected", "elected"),
        ("tied", "tied"),
        ("runoff", "next_candidates"),
    )
    return next((mark for mark, part in marks if choice in position[part]), "")
