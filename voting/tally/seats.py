"""The seats of all positions of a round: filled from the highest office down (rules 1 to 3)."""

from voting.tally.choices import Choices
from voting.tally.fill import Filled, IsWoman, fill, fill_with_woman
from voting.tally.standing import Row, Standing, by_votes


class Seats:
    """The seats of one position and who takes them. `woman_wanted` as long as rule 3 holds for them."""

    def __init__(self, standing: Standing, choices: Choices) -> None:
        self.standing = standing
        self.woman_wanted = False
        self.seated: list[Row] = []
        self.tied: list[Row] = []
        self.tied_seats = 0
        self.woman_first: Row | None = None
        self.seat_for_woman = False
        self.moved_in: list[Row] = []
        self.gone: list[Row] = []
        self._choices = choices

    @property
    def vacant(self) -> int:
        """Seats still empty; those that a tie leaves open are not, and without a limit there are none."""
        seats = self.standing.position.seats
        return 0 if seats is None else seats - len(self.seated) - self.tied_seats

    @property
    def people(self) -> set[str]:
        """Who sits here, and who had to go for a relative."""
        return {row.choice for row in [*self.seated, *self.gone]}

    def seat(self, pool: list[Row]) -> None:
        """Fill all seats from those in the running, most votes first."""
        self._take(self._fill(pool, self.standing.position.seats, self.woman_wanted), [])

    def reseat(self, stays: list[Row], pool: list[Row], higher: set[str]) -> None:
        """Fill the seats beside those who stay anew; `higher` are the people in higher offices."""
        seats = self.standing.position.seats
        women = any(self._choices.is_woman(choice) for choice in [*higher, *(row.choice for row in stays)])
        before = set(self.seated)
        open_seats = None if seats is None else seats - len(stays)
        self._take(self._fill(pool, open_seats, self.woman_wanted and not women), stays)
        self.moved_in = [row for row in self.seated if row not in before]

    def _fill(self, pool: list[Row], seats: int | None, woman_wanted: bool) -> Filled:
        is_woman: IsWoman = self._choices.is_woman
        return fill_with_woman(pool, seats, is_woman) if woman_wanted else fill(pool, seats)

    def _take(self, filled: Filled, stays: list[Row]) -> None:
        self.seated = by_votes([*stays, *filled.seated], self._choices)
        self.tied, self.tied_seats = filled.tied, filled.tied_seats
        self.seat_for_woman = filled.seat_for_woman
        self.woman_first = filled.woman_first or (self.woman_first if self.woman_first in stays else None)


def seat_all(standings: list[Standing], woman: str, choices: Choices) -> list[Seats]:
    """The seats of all positions, highest office first; who sits in a higher one is out of the running."""
    seated: set[str] = set()
    filled: list[Seats] = []
    for place, standing in enumerate(standings, start=1):
        seats = Seats(standing, choices)
        last = place == len(standings)
        seats.woman_wanted = last and woman == "seat_first" and not any(map(choices.is_woman, seated))
        seats.seat([row for row in standing.reached if row.choice not in seated])
        seated.update(row.choice for row in seats.seated)
        filled.append(seats)
    return filled
