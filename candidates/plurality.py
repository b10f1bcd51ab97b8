"""Who of an electing unit becomes representative: plurality, women's places, one of a household. Pure (A-REP-04 to 06)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from candidates.counted import Asked, Cut, Place, counted, of_one

# What the tally calls the places that are kept for women.
WOMEN = "%s妇女名额"


@dataclass(frozen=True)
class Runner:
    """A person with votes in a unit. `tie` is what no two representatives may share: the household."""

    key: int
    name: str
    tie: int
    woman: bool
    votes: int


@dataclass(frozen=True)
class Seating:
    """Who is elected, who gave way to another of the household, which equal votes and households are undecided.

    `places` are the women's and the others' as the tally had them last.
    """

    elected: frozenset[int]
    yielded: frozenset[int]
    level: tuple[Cut[Runner], ...]
    undecided: tuple[tuple[Runner, Runner], ...]
    places: tuple[Place[Runner], Place[Runner]]


def seat(
    people: Sequence[Runner],
    places: int,
    women_places: int,
    *,
    how: Asked,
    title: str,
    decided: Collection[int] = (),
    kept: Collection[int] = (),
    gone: Collection[int] = (),
    always_chosen: bool = False,
) -> Seating:
    """The women's places go to the women with most votes, the others to the most votes of all the rest.

    `decided` are keys taken among equals at the cut, `kept` those who stay of a household. Of two in one household
    the one with more votes stays, unless the other is kept; with `always_chosen` the household chooses (AMB-22).
    `gone` gave way to somebody of another unit. The order by votes and who is level is the tally's, of `how` it is
    counted.
    """
    yielded = set(gone)
    while True:
        pool = [one for one in people if one.key not in yielded]
        asked_women = Place("women", WOMEN % title, women_places, [one for one in pool if one.woman])
        women, first = _taken(how, asked_women, decided)
        rest = [one for one in pool if one not in women]
        asked_others = Place("others", title, places - women_places, rest)
        others, second = _taken(how, asked_others, decided)
        elected = [*women, *others]
        pair = _clash(elected)
        loser = gives_way(*pair, kept=kept, always_chosen=always_chosen) if pair else None
        if loser is None:
            return Seating(
                frozenset(one.key for one in elected),
                frozenset(yielded),
                tuple(each for each in (first, second) if _open(each, decided)),
                (pair,) if pair else (),
                (asked_women, asked_others),
            )
        yielded.add(loser.key)


def gives_way(first: Runner, second: Runner, *, kept: Collection[int], always_chosen: bool) -> Runner | None:
    """Who of two in one household gives way; None where that is to be decided."""
    if (first.key in kept) != (second.key in kept):
        return second if first.key in kept else first
    if always_chosen or first.votes == second.votes:
        return None
    return second if first.votes > second.votes else first


def _taken(how: Asked, place: Place[Runner], decided: Collection[int]) -> tuple[list[Runner], Cut[Runner]]:
    """Who takes the places by the tally, those level included once it is decided between them; with the outcome."""
    here = of_one(counted(how, [place]))
    if _open(here, decided):
        return list(here.ahead), here
    return [*here.ahead, *(one for one in here.level if one.key in decided)], here


def _open(here: Cut[Runner], decided: Collection[int]) -> bool:
    """Whether people are level and it is not decided between them."""
    return sum(one.key in decided for one in here.level) != here.places


def _clash(elected: Sequence[Runner]) -> tuple[Runner, Runner] | None:
    seen: dict[int, Runner] = {}
    for one in sorted(elected, key=lambda each: -each.votes):
        if one.tie in seen:
            return seen[one.tie], one
        seen[one.tie] = one
    return None
