"""Who of an electing unit becomes representative: plurality, women's places, one of a household. Pure (A-REP-04 to 06)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from candidates.ranking import Cut, cut


@dataclass(frozen=True)
class Runner:
    """A person with votes in a unit. `tie` is what no two representatives may share: the household."""

    key: int
    tie: int
    woman: bool
    votes: int


@dataclass(frozen=True)
class Seating:
    """Who is elected, who gave way to another of the household, which equal votes and households are undecided."""

    elected: frozenset[int]
    yielded: frozenset[int]
    level: tuple[Cut[Runner], ...]
    undecided: tuple[tuple[Runner, Runner], ...]


def seat(
    people: Sequence[Runner],
    places: int,
    women_places: int,
    *,
    decided: Collection[int] = (),
    kept: Collection[int] = (),
    gone: Collection[int] = (),
    always_chosen: bool = False,
) -> Seating:
    """The women's places go to the women with most votes, the others to the most votes of all the rest.

    `decided` are keys taken among equals at the cut, `kept` those who stay of a household. Of two in one household
    the one with more votes stays, unless the other is kept; with `always_chosen` the household chooses (AMB-22).
    `gone` gave way to somebody of another unit.
    """
    yielded = set(gone)
    while True:
        pool = [one for one in people if one.key not in yielded]
        women, level = _taken([one for one in pool if one.woman], women_places, decided)
        rest = [one for one in pool if one not in women]
        others, more = _taken(rest, places - women_places, decided)
        elected = [*women, *others]
        pair = _clash(elected)
        ties = tuple(each for each in (level, more) if each is not None)
        if pair is None:
            return Seating(frozenset(one.key for one in elected), frozenset(yielded), ties, ())
        loser = gives_way(*pair, kept=kept, always_chosen=always_chosen)
        if loser is None:
            return Seating(frozenset(one.key for one in elected), frozenset(yielded), ties, (pair,))
        yielded.add(loser.key)


def gives_way(first: Runner, second: Runner, *, kept: Collection[int], always_chosen: bool) -> Runner | None:
    """Who of two in one household gives way; None where that is to be decided."""
    if (first.key in kept) != (second.key in kept):
        return second if first.key in kept else first
    if always_chosen or first.votes == second.votes:
        return None
    return second if first.votes > second.votes else first


def _taken(
    people: Sequence[Runner], places: int, decided: Collection[int]
) -> tuple[list[Runner], Cut[Runner] | None]:
    """The first by votes; the second part is the cut where people are level and it is not decided between them."""
    if places == 0:
        return [], None
    here = cut(people, places)
    chosen = [one for one in here.level if one.key in decided]
    if len(chosen) != here.places:
        return here.ahead, here
    return [*here.ahead, *chosen], None


def _clash(elected: Sequence[Runner]) -> tuple[Runner, Runner] | None:
    seen: dict[int, Runner] = {}
    for one in sorted(elected, key=lambda each: -each.votes):
        if one.tie in seen:
            return seen[one.tie], one
        seen[one.tie] = one
    return None
