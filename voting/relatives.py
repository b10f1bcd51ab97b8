"""Relatives in a vote: the package that knows of kinship registers what it knows in its `relatives` module."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from accounts.discovery import discover
from accounts.exempt import part_of_an_act
from accounts.models import User
from elections.models import Election
from voting.models import Contest


@dataclass(frozen=True, slots=True)
class ElectedPair:
    """Two relatives who may not both take office: both are elected, or one is and the other sits.

    `relation` is what the second is to the first, `gives_way` the name of whoever gives way, the seat being empty, "" while
    nobody does; `recorded`: a decision is on record, whether it emptied a seat or not. `held_back` are the keys of those
    elected who do not take office as things stand; `page` is where it is decided; `party`: one of them is elected to the
    Party organisation, whose approval waits for it.
    """

    first: str
    second: str
    relation: Promise | str
    clause: str | None
    gives_way: str
    held_back: Collection[str]
    page: str
    recorded: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a package knows: pairs of choices of a round that may not hold office together, and the pairs elected.

    `by_hand` are names elected by write-in of which it cannot tell who that is, with how many residents bear them.
    `settle` brings the seats into line with what is decided when an outcome changes, and gives those that fell vacant.
    """

    among: Callable[[Contest], Sequence[tuple[str, str]]]
    elected: Callable[[Election], Sequence[ElectedPair]]
    by_hand: Callable[[Election], Sequence[tuple[str, int]]]
    settle: Callable[[Election, User, datetime], Sequence[dict[str, str]]]


_sources: list[Source] = []


def knows(source: Source) -> Source:
    """Register what a package knows of relatives."""
    _sources.append(source)
    return source


def kin_of(contest: Contest) -> list[tuple[str, str]]:
    """Pairs of choices of a round that may not hold office together, as the tally takes them."""
    discover("relatives")
    return [pair for source in _sources for pair in source.among(contest)]


def elected_relatives(election: Election) -> list[ElectedPair]:
    """The pairs of relatives that an election has come to so far."""
    discover("relatives")
    return [pair for source in _sources for pair in source.elected(election)]


def compared_by_hand(election: Election) -> list[tuple[str, int]]:
    """The names elected by write-in that the registers do not tell apart, with how many residents bear them."""
    discover("relatives")
    return [name for source in _sources for name in source.by_hand(election)]


@part_of_an_act
def settle_relatives(election: Election, by: User, now: datetime) -> list[dict[str, str]]:
    """Bring the seats of relatives elected into line with what is decided, after an outcome changed; gives those that fell
    vacant. The caller holds the election, and where somebody may be newly elected also the place.
    """
    discover("relatives")
    return [seat for source in _sources for seat in source.settle(election, by, now)]
