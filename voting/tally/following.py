"""What follows a position's round: nothing, a re-vote among those level, or a runoff for the empty seats."""

from dataclasses import dataclass, field

from voting.tally.choices import Choices
from voting.tally.model import Count
from voting.tally.seats import Seats
from voting.tally.standing import Row


@dataclass(frozen=True)
class Following:
    next: str = "none"
    candidates: list[Row] = field(default_factory=list)


def what_follows(count: Count, seats: Seats, seated: set[str], choices: Choices) -> Following:
    """Rule 5. `seated` are the people seated in any position."""
    if seats.tied:
        return Following("revote", seats.tied)
    runoff = count.rule.runoff
    if not seats.vacant or runoff is None or count.contest.round == "runoff":
        return Following()
    rows = [row for row in seats.standing.rows if row.favour and row.choice not in seated]
    if seats.seat_for_woman:
        rows = [row for row in rows if choices.is_woman(row.choice)]
    return Following("runoff", _most_votes(rows, seats.vacant + runoff.extra))


def _most_votes(rows: list[Row], places: int) -> list[Row]:
    """The first of the rows, and everyone level with the last of them."""
    if not rows or not places:
        return []
    last = rows[:places][-1].favour
    return [row for row in rows if row.favour >= last]
