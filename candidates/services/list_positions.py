"""The positions of the vote as the formal list fills them."""

from collections.abc import Sequence

from candidates.models import Candidacy, SeatPlan
from candidates.queries.seats import seats_of
from elections.models import Election
from voting.services.contest import ChoiceDraft, PositionDraft


def positions_of(election: Election, people: Sequence[Candidacy]) -> list[PositionDraft]:
    """Each post with its candidates in the order of their places."""
    first: dict[int, int] = {}
    for person in sorted(people, key=lambda person: person.pk):
        first.setdefault(person.resident_id, person.pk)
    return [_position(post, people, first) for post in seats_of(election)]


def _position(post: SeatPlan, people: Sequence[Candidacy], first: dict[int, int]) -> PositionDraft:
    """A person who stands for two posts is one choice: the tally must know it is the same person."""
    here = sorted((p for p in people if p.post == post.post), key=lambda person: person.place or 0)
    choices = tuple(ChoiceDraft(key=f"c{first[p.resident_id]}", name=p.name, sex=p.sex) for p in here)
    return PositionDraft(post=post.post, rank=post.rank, seats=post.seats, choices=choices)
