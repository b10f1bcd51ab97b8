"""How the rounds of a rehearsed vote come out: the shares of the papers that people get, and the rounds made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from villages.enums import Sex

# Parts of a hundred papers: of the only seat, from the first to the last of several, and of those behind.
ONLY, FIRST, LAST = 63, 72, 54
BEHIND = (29, 6, 1)
# Of those who miss the last seat, or every seat, by little.
SHORT = (47, 41)
FAR = (30, 28, 6)

Shares = list[Fraction]
# The shares of the people of a post, in the order of the paper: for how many seats, and of which sex they are.
Sharing = Callable[[int, Sequence[str]], Shares]


def in_order(seats: int, sexes: Sequence[str]) -> Shares:
    """As many as there are seats are elected, the first on the paper with most votes."""
    step = Fraction(FIRST - LAST, max(1, seats - 1))
    ahead = [Fraction(ONLY)] if seats == 1 else [FIRST - step * place for place in range(seats)]
    behind = [Fraction(BEHIND[min(place, len(BEHIND) - 1)]) for place in range(len(sexes) - seats)]
    return [share / 100 for share in [*ahead, *behind][: len(sexes)]]


def last_short(seats: int, sexes: Sequence[str]) -> Shares:
    """The last seat stays empty: two miss it by little."""
    shares = in_order(seats, sexes)
    for place, share in zip(range(seats - 1, len(sexes)), SHORT, strict=False):
        shares[place] = Fraction(share, 100)
    return shares


def last_level(seats: int, sexes: Sequence[str]) -> Shares:
    """Two are level for the last seat, both with more than half."""
    shares = in_order(seats, sexes)
    shares[seats - 1 : seats + 1] = [Fraction(LAST, 100)] * len(shares[seats - 1 : seats + 1])
    return shares


def last_written_in(seats: int, sexes: Sequence[str]) -> Shares:
    """Whoever is on the paper for the last seat is far behind a person written in."""
    shares = in_order(seats, sexes)
    shares[seats - 1 :] = [Fraction(share, 100) for share in BEHIND[: len(shares) - seats + 1]]
    return shares


def no_woman(seats: int, sexes: Sequence[str]) -> Shares:
    """The men are elected; every woman misses by little."""
    return _without_women(seats, sexes, (*SHORT, BEHIND[0]))


def no_woman_again(seats: int, sexes: Sequence[str]) -> Shares:
    """No woman has even a third."""
    return _without_women(seats, sexes, FAR)


def _without_women(seats: int, sexes: Sequence[str], women: Sequence[int]) -> Shares:
    men = iter(in_order(seats, [sex for sex in sexes if sex == Sex.MALE]))
    behind = iter([Fraction(share, 100) for share in women])
    return [next(men) if sex == Sex.MALE else next(behind, Fraction(0)) for sex in sexes]


TURNOUT, RUNOFF_TURNOUT, BELOW_HALF = Fraction(83, 100), Fraction(74, 100), Fraction(41, 100)
WRITTEN_IN, ELECTED_WRITTEN_IN = Fraction(4, 1000), Fraction(58, 100)
NOT_RETURNED = 4


@dataclass(frozen=True)
class Turn:
    """One round: the share of the voters who were given a paper, how many papers did not come back (below 0: more came
    back than were given out), how the votes for the members and for the seat elected among
    women fall, and the share of the papers on which somebody is written in for a member's seat."""

    turnout: Fraction = TURNOUT
    not_returned: int = NOT_RETURNED
    members: Sharing = in_order
    women: Sharing = in_order
    written_in: Fraction = WRITTEN_IN

    @property
    def elects_written_in(self) -> bool:
        return self.written_in > Fraction(1, 2)
