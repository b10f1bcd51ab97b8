"""Made-up figures that add up: nominating votes, and the count sheets of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from overview.rehearsal.turns import Sharing, Turn, in_order
from villages.enums import Post
from villages.models import Resident

VENUE_SHARE = Fraction(4, 5)
SPOILT, VOID = Fraction(7, 1000), Fraction(3, 1000)
NOMINATING = tuple(Fraction(n, 100) for n in (46, 29, 17, 5, 2))
# So that two posts do not come to the same figures.
APART = 3


@dataclass(frozen=True)
class Contested:
    """A post of a round: its seats, the keys of its choices in the order of the paper, and their sexes."""

    seats: int
    keys: Sequence[str]
    sexes: Sequence[str]


def part(whole: int, share: Fraction) -> int:
    """The share of a whole, rounded down."""
    return whole * share.numerator // share.denominator


def nominating_votes(returned: int, people: Sequence[Resident]) -> list[tuple[Resident, int]]:
    """Fewer votes from one person to the next."""
    return [(person, part(returned, share)) for person, share in zip(people, NOMINATING, strict=False)]


def sheets(
    electors: int, posts: Mapping[str, Contested], turn: Turn, *, written_in: str
) -> list[dict[str, Any]]:
    """The count sheets of two boxes, the assembly's and a polling station's, in the terms of voting.count_sheet."""
    issued = part(electors, turn.turnout)
    returned = issued - turn.not_returned
    votes = {
        post: _votes(returned, here, _sharing(post, turn), APART * place)
        for place, (post, here) in enumerate(posts.items())
    }
    if turn.written_in and Post.MEMBER in votes:
        votes[Post.MEMBER][f"w:{written_in}"] = part(returned, turn.written_in)
    whole = _box(issued, returned, part(returned, SPOILT), part(returned, VOID), votes)
    venue = _share(whole, VENUE_SHARE)
    return [venue, _rest(whole, venue)]


Votes = Mapping[str, Mapping[str, int]]


def _sharing(post: str, turn: Turn) -> Sharing:
    """How the votes of a post fall: only for the members and for the women’s seat as the round says."""
    return {Post.MEMBER: turn.members, Post.WOMAN_MEMBER: turn.women}.get(Post(post), in_order)


def _votes(returned: int, here: Contested, sharing: Sharing, less: int) -> dict[str, int]:
    """The votes of a post."""
    shares = sharing(here.seats, here.sexes)
    return {key: max(0, part(returned, share) - less) for key, share in zip(here.keys, shares, strict=True)}


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
