"""What the screen in the hall shows of a round that is being counted: figures so far and printed names, no result."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts.queries.feed import digest_of
from elections.chain import digest
from voting.enums import ContestState
from voting.models import Box, Contest, HallLink, Paper, PaperCount
from voting.queries.arithmetic import threshold_of
from voting.queries.count import frame_of
from voting.queries.paper import LIVE, UNRULED, PaperFigures, figures_in, marks_in
from voting.tally import votes_needed


def hall_link_of(contest: Contest) -> HallLink | None:
    """The link of a round's screen, or None."""
    return HallLink.objects.filter(contest=contest).select_related("opened_by").first()


def contest_of_hall(token: str) -> Contest | None:
    """The round whose screen bears this token, or None."""
    found = Contest.objects.filter(hall_link__digest=digest_of(token))
    return found.select_related("election__cycle", "election__village").first()


@dataclass(frozen=True, slots=True)
class HallStand:
    """How far the boxes of a round are. `stamp` changes whenever something on the screen does."""

    contest: Contest
    boxes: tuple[Box, ...]
    counts: tuple[PaperCount, ...]

    @property
    def stamp(self) -> str:
        boxes = [[box.pk, box.version, box.agreed_at is not None] for box in self.boxes]
        return digest([self.contest.state, boxes, [[c.pk, c.revision] for c in self.counts]])

    @property
    def by_sheet(self) -> tuple[Box, ...]:
        """Boxes that are counted by sheets; their votes are not on the screen."""
        return tuple(box for box in self.boxes if box.agreed is not None and "ballots" not in box.agreed)

    @property
    def unopened(self) -> tuple[Box, ...]:
        """Boxes of which nobody knows yet how many papers came out."""
        known = {count.box_id for count in self.counts} | {box.pk for box in self.by_sheet}
        return tuple(box for box in self.boxes if box.pk not in known)

    @property
    def returned(self) -> int | None:
        """Papers from all boxes of the round; None while one is not opened."""
        if self.unopened:
            return None
        sheets = (box.agreed["returned"] for box in self.by_sheet if box.agreed)
        return sum(count.returned for count in self.counts) + sum(sheets)


def hall_stand(contest: Contest) -> HallStand:
    """How far the boxes of a round are; two queries."""
    counts = PaperCount.objects.filter(box__contest=contest, version=F("box__version")).order_by(
        "box__number"
    )
    return HallStand(contest, tuple(contest.boxes.all()), tuple(counts))


@dataclass(frozen=True, slots=True)
class HallFigures:
    """The figures of the screen. `need` is None where it is not known yet, or where most votes elect."""

    figures: PaperFigures
    newest: dict[str, list[str]]
    need: int | None
    complete: bool

    @property
    def written(self) -> int:
        return sum(post.written for post in self.figures.posts)


def hall_figures(stand: HallStand) -> HallFigures:
    """The figures so far, the marks of the paper called last, and how many votes elect; a fixed number of queries."""
    contest = stand.contest
    last = Paper.objects.filter(LIVE, count__in=stand.counts).exclude(UNRULED).order_by("-entered_at", "-pk")
    newest, frame, counted = last.first(), frame_of(contest), contest.unread_counted
    return HallFigures(
        figures=figures_in(frame, stand.counts, unread_counted=counted),
        newest=marks_in(frame, newest.ruling or newest.ballot, unread_counted=counted) if newest else {},
        need=_need(stand),
        complete=contest.state in (ContestState.TALLIED, ContestState.CONFIRMED),
    )


def _need(stand: HallStand) -> int | None:
    rule: Any = threshold_of(stand.contest)
    if rule is None:
        return None
    of = {"electors": stand.contest.electors, "returned": stand.returned}.get(rule["of"])
    return votes_needed(rule, of) if of is not None else None
