"""Seats that somebody elected gave up to a relative, read (A-KIN-01, AMB-16)."""

from collections.abc import Collection
from dataclasses import dataclass

from elections.models import Election
from voting.enums import InvalidGround
from voting.models import Contest, Invalidity
from voting.queries.after import whole_of
from voting.queries.contest import counted
from voting.queries.result import all_votes_of
from voting.rounds import person


@dataclass(frozen=True, slots=True)
class Won:
    """A post to which somebody was elected; `given_up`: to a relative, so that the seat is empty."""

    body: str
    post: str
    person: str
    given_up: bool


def seats_won(election: Election) -> list[Won]:
    """Who is elected in the votes of an election, and who was and gave way to a relative."""
    held = [
        Won(body, seat.post, seat.person, given_up=False)
        for (_election, body), vote in all_votes_of([election]).items()
        for seat in vote.standing.elected
    ]
    return held + [
        Won(row.contest.body, row.post, row.person, given_up=True) for row in given_up_in(election)
    ]


def given_up_in(election: Election) -> list[Invalidity]:
    """The seats given up in an election, as far as its rounds still show the person elected; one query."""
    found = Invalidity.objects.filter(contest__election=election, void=True)
    void = list(found.select_related("contest__outcome").order_by("pk"))
    rows = [row for row in void if row.ground == InvalidGround.RELATIVE]
    whole = {body: whole_of(each for each in void if each.contest.body == body) for body in _bodies(rows)}
    return [row for row in rows if row.contest.number > whole[row.contest.body] and _elects(row)]


def seat_followed(row: Invalidity) -> bool:
    """Whether a further round was opened since the seat is empty."""
    later = Contest.objects.filter(election=row.contest.election_id, body=row.contest.body)
    return later.filter(number__gt=row.contest.number, created_at__gte=row.declared_at).exists()


def _bodies(rows: Collection[Invalidity]) -> set[str]:
    return {row.contest.body for row in rows}


def _elects(row: Invalidity) -> bool:
    if not counted(row.contest):
        return False
    outcome = row.contest.outcome.data
    return outcome["status"] == "valid" and any(
        row.person in {person(choice) for choice in position["elected"]}
        for position in outcome["positions"]
        if position["id"] == row.post
    )
