from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.models import SeatPlan
from elections.models import Election
from elections.rulebook import Rulebook
from villages.enums import Body, Post, VillageKind
from villages.models import Village

COMMITTEE_POSTS = (Post.CHAIR, Post.DEPUTY, Post.MEMBER)


@dataclass(frozen=True)
class PlannedPost:
    """The seats of one post, and how many more candidates than seats stand for it."""

    post: str
    seats: int
    extra: int


@dataclass(frozen=True)
class Departure:
    """A usual number that a plan departs from: the sentence with its params, and the clause."""

    message: str | Promise
    params: dict[str, Any]
    clause: str

    def __str__(self) -> str:
        return str(self.message) % self.params


def seats_of(election: Election, body: str = Body.COMMITTEE) -> QuerySet[SeatPlan]:
    """The planned posts of a body in an election, the highest first; empty before the township has set them."""
    return SeatPlan.objects.filter(election=election, body=body).order_by("rank")


def usual_seats(rules: Rulebook, village: Village) -> list[PlannedPost]:
    """What the rulebook suggests for a place of this size.

    The lower end of the headcount, within the lawful size of the committee: the headcount is that of both
    committees, and leaves room for those who sit in the Party organisation alone (A-ORG-06).
    """
    extra = rules.nomination.candidates_extra_min.value if rules.nomination.candidates_extra_min.stated else 0
    size = rules.seats.committee_size(village.kind)
    least = size.min or len(COMMITTEE_POSTS)
    headcount = rules.seats.headcount_for(village.population, village.kind)
    total = max(least, headcount.persons.min or least) if headcount else least
    deputies = _deputies(rules, total, least)
    counts = {Post.CHAIR: 1, Post.DEPUTY: deputies, Post.MEMBER: total - 1 - deputies}
    return [PlannedPost(post, seats, extra) for post, seats in counts.items()]


def _deputies(rules: Rulebook, total: int, least: int) -> int:
    """As the rulebook says; where it is silent, one as soon as the committee is larger than it must be."""
    stated = rules.seats.deputy_director
    return int(stated.value) if stated.stated else int(total > least)


def headcount_excess(rules: Rulebook, village: Village, total: int) -> int:
    """By how many seats a plan exceeds the headcount usual for the population."""
    headcount = rules.seats.headcount_for(village.population, village.kind)
    most = headcount.persons.max if headcount else None
    return 0 if most is None else max(0, total - most)


def departures(rules: Rulebook, village: Village, posts: Sequence[PlannedPost]) -> list[Departure]:
    """Where a plan departs from what is usual, so that it needs a reason (soft rules)."""
    total = sum(post.seats for post in posts)
    excess = headcount_excess(rules, village, total)
    headcount = rules.seats.headcount_for(village.population, village.kind)
    if not excess or headcount is None:
        return []
    params = {"total": total, "most": headcount.persons.max, "people": f"{village.population:,}"}
    told = _(
        "%(total)s seats are planned; a place of %(people)s people usually has at most %(most)s persons."
    )
    return [Departure(told, params, headcount.clauses[0])]


def adds_for_reasons(rules: Rulebook, village: Village) -> int | None:
    """How many persons the plan lets add for its listed reasons; None where it has no such rule."""
    allowance = rules.seats.headcount_extra
    if village.kind != VillageKind.VILLAGE or not allowance.stated:
        return None
    return int(allowance.value.max or 0)
