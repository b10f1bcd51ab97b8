"""Made-up figures that add up: nominating votes, and the count sheets of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from villages.models import Resident

TURNOUT = Fraction(83, 100)
RUNOFF_TURNOUT = Fraction(74, 100)
VENUE_SHARE = Fraction(4, 5)
SPOILT, VOID, WRITTEN_IN = Fraction(7, 1000), Fraction(3, 1000), Fraction(4, 1000)
NOMINATING = tuple(Fraction(n, 100) for n in (46, 29, 17, 5, 2))
# Parts of a hundred papers: of the only seat, from the first to the last of several, of those who miss the last
# seat by little (a short round), and of those behind.
ONLY, FIRST, LAST, JUST_SHORT, NEXT = 63, 72, 54, 47, 41
BEHIND = (29, 6, 1)
# So that two posts do not come to the same figures.
APART = 3


@dataclass(frozen=True)
class Contested:
    """A post of a round: its seats and the keys of its choices, in the order in which they do well."""

    seats: int
    keys: Sequence[str]


def part(whole: int, share: Fraction) -> int:
    """The share of a whole, rounded down."""
    return whole * share.numerator // share.denominator


def nominating_votes(returned: int, people: Sequence[Resident]) -> list[tuple[Resident, int]]:
    """Fewer votes from one person to the next."""
    return [(person, part(returned, share)) for person, share in zip(people, NOMINATING, strict=False)]


def share_of(place: int, seats: int, short: bool) -> Fraction:
    """The share of the papers of the person in this place (from 0); a `short` round leaves the last seat empty."""
    if short and place == seats - 1:
        return Fraction(JUST_SHORT, 100)
    if short and place == seats:
        return Fraction(NEXT, 100)
    if place >= seats:
        return Fraction(BEHIND[min(place - seats, len(BEHIND) - 1)], 100)
    return (
        Fraction(ONLY, 100)
        if seats == 1
        else Fraction(FIRST * (seats - 1) - (FIRST - LAST) * place, 100 * (seats - 1))
    )


def sheets(
    electors: int, posts: Mapping[str, Contested], *, runoff: bool, short_post: str = "", write_in: str = ""
) -> list[dict[str, Any]]:
    """The count sheets of two boxes, the assembly's and a polling station's, in the terms of voting.count_sheet."""
    issued = part(electors, RUNOFF_TURNOUT if runoff else TURNOUT)
    returned = issued - 4
    votes = {
        post: {
            key: part(returned, share_of(place, here.seats, post == short_post)) - APART * turn
            for place, key in enumerate(here.keys)
        }
        for turn, (post, here) in enumerate(posts.items())
    }
    if write_in:
        votes[next(iter(votes))][f"w:{write_in}"] = part(returned, WRITTEN_IN) + 1
    whole = _box(issued, returned, part(returned, SPOILT), part(returned, VOID), votes)
    venue = _share(whole, VENUE_SHARE)
    return [venue, _rest(whole, venue)]


Votes = Mapping[str, Mapping[str, int]]


def _share(whole: Any, share: Fraction) -> Any:
    """The share of every figure."""
    if isinstance(whole, Mapping):
        return {name: _share(figure, share) for name, figure in whole.items()}
    return part(whole, share)


def _box(issued: int, returned: int, spoilt: int, invalid: int, votes: Votes) -> dict[str, Any]:
    positions = {post: {"invalid": invalid, "votes": dict(of)} for post, of in votes.items()}
    return {"issued": issued, "returned": returned, "spoilt": spoilt, "positions": positions}


def _rest(whole: Any, venue: Any) -> Any:
    """What is left of every figure when the first box is taken away."""
    if isinstance(whole, Mapping):
        return {name: _rest(figure, venue[name]) for name, figure in whole.items()}
    return whole - venue
