from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.timezone import localtime, make_aware

from accounts.queries.fixed import Among, FixedModels
from elections.models import Election
from voting.enums import ContestState
from voting.models import Box, Contest, CountEntry, Position
from voting.queries.paper import PaperProgress, paper_progress
from voting.rounds import COMMITTEE


def rounds_of(election: Election, body: str = COMMITTEE) -> list[Contest]:
    """The rounds of a body's vote in their order, with positions, printed names, boxes and outcome."""
    return list(rounds_in([election], body))


def rounds_in(elections: Collection[Election], body: str = COMMITTEE) -> QuerySet[Contest]:
    """The rounds of a body's vote of many elections: a fixed number of queries."""
    return (
        Contest.objects.filter(election__in=[election.pk for election in elections], body=body)
        .select_related("election__cycle", "election__village", "outcome", "announcement", "parent")
        .prefetch_related(
            Prefetch("positions", Position.objects.prefetch_related("lines__choice")),
            Prefetch("boxes", Box.objects.select_related("agreed_by")),
            "write_in_reviews__reviewed_by",
        )
        .order_by("election_id", "number")
    )


def round_of(election: Election, number: int, body: str = COMMITTEE) -> Contest | None:
    """One round of a body's vote, or None."""
    return rounds_in([election], body).filter(number=number).first()


def box_of(election: Election, number: int, box: int, body: str = COMMITTEE) -> Box | None:
    """One box of a round, or None. Its election is the one that was given."""
    found = _box.first([election.pk], [body], [number], [box])
    if found is not None:
        found.contest.election = election
    return found


@FixedModels
def _box(elections: Any, bodies: Any, rounds: Any, boxes: Any) -> QuerySet[Box]:
    return Box.objects.select_related("contest", "agreed_by").filter(
        Among("contest__election", elections),
        Among("contest__body", bodies),
        Among("contest__number", rounds),
        Among("number", boxes),
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered a sheet, and when: never what."""

    turn: int
    by: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BoxProgress:
    """How far a box is. No figure of any sheet is in it, so it may be shown to whoever enters the second."""

    box: Box
    entered: tuple[Entered, ...]
    papers: PaperProgress | None = None

    @property
    def by_papers(self) -> bool:
        """Whether the box is counted paper by paper: that was opened, and no sheet is in."""
        return self.papers is not None and not self.entered

    @property
    def agreed(self) -> bool:
        return self.box.agreed_at is not None

    @property
    def differs(self) -> bool:
        return len(self.entered) == 2 and not self.agreed

    @property
    def turn(self) -> int | None:
        """Which sheet is entered next; None when both are in."""
        return len(self.entered) + 1 if len(self.entered) < 2 else None

    @property
    def awaited(self) -> range:
        """The sheets that are not in yet: 1, 2 or both."""
        return range(len(self.entered) + 1, 3)

    def has_entered(self, user_id: int | None) -> bool:
        return any(entry.by == user_id for entry in self.entered)


def boxes_of(contests: Collection[Contest]) -> dict[int, list[BoxProgress]]:
    """The boxes of these rounds with who entered what: {contest id: boxes}. Figures are not read."""
    blind = Box.objects.filter(contest__in=[contest.pk for contest in contests]).defer("agreed")
    found: dict[int, list[BoxProgress]] = {contest.pk: [] for contest in contests}
    entered: dict[int, list[Entered]] = {}
    entries = CountEntry.objects.filter(box__contest__in=list(found), version=F("box__version"))
    for box_id, turn, by, name, at in entries.order_by("turn").values_list(
        "box_id", "turn", "entered_by_id", "entered_by__name", "entered_at"
    ):
        entered.setdefault(box_id, []).append(Entered(turn, by, name, at))
    papers = paper_progress(contests)
    for box in blind.select_related("agreed_by"):
        found[box.contest_id].append(BoxProgress(box, tuple(entered.get(box.pk, ())), papers.get(box.pk)))
    return found


def voting_ends(contest: Contest) -> datetime:
    """When the boxes may be opened: the end of the hours of the round's day."""
    return make_aware(datetime.combine(contest.day, contest.closes_at or time.max))


def voting_over(contest: Contest, now: datetime) -> bool:
    """Whether the boxes may be opened: the published hours are over; a meeting votes before it counts."""
    if not contest.by_roll:
        return True
    return contest.places_published_at is not None and localtime(now) >= voting_ends(contest)


def counted(contest: Contest) -> bool:
    """Whether the round has an outcome that may be shown as such."""
    return contest.state in (ContestState.TALLIED, ContestState.CONFIRMED)
