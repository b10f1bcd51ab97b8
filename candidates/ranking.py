"""Relative majority: who has most votes, and who is level at the cut (A-NOM-10). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Voted(Protocol):
    @property
    def votes(self) -> int: ...


P = TypeVar("P", bound=Voted)


@dataclass(frozen=True)
class Cut(Generic[P]):
    """Those clearly ahead, those level at the cut, and for how many places they are level (0: nobody is)."""

    ahead: list[P]
    level: list[P]
    places: int


def cut(people: Sequence[P], places: int) -> Cut[P]:
    """The first `places` people by votes. Equal votes are never told apart by chance."""
    ranked = sorted(people, key=lambda person: -person.votes)
    if len(ranked) <= places:
        return Cut(ranked, [], 0)
    last = ranked[places - 1].votes
    if ranked[places].votes < last:
        return Cut(ranked[:places], [], 0)
    ahead = [person for person in ranked if person.votes > last]
    level = [person for person in ranked if person.votes == last]
    return Cut(ahead, level, places - len(ahead))
