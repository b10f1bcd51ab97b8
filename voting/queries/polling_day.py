"""Polling day, read: what is seen of the places, the boxes, their papers, and how many ballots are handed out."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate

from django.db.models import Count
from django.db.models.functions import TruncHour

from accounts.models import User
from elections.models import Cycle, Election
from elections.queries.cycle import elections_for
from voting.enums import ContestState
from voting.models import Box, BoxRecord, Contest, IssuedBallot, PlaceTick, TurnoutReport
from voting.polling_day_rules import PlaceCheck, polling_day_rules
from voting.queries.ballot import OUT
from voting.queries.contest import rounds_in, voting_ends
from voting.tally import votes_needed

WIDTH, HEIGHT = 600, 180


@dataclass(frozen=True, slots=True)
class Seen:
    """Something a place needs, and who saw it there; nobody yet where `tick` is None."""

    check: PlaceCheck
    tick: PlaceTick | None


@dataclass(frozen=True, slots=True)
class HandedOut:
    """How many ballots had gone out by a moment."""

    at: datetime
    issued: int


@dataclass(frozen=True, slots=True)
class BoxDay:
    """A box on its day. `register`: a register of ballots is kept, which tells the turnout by itself."""

    box: Box
    record: BoxRecord | None
    seen: tuple[Seen, ...]
    turnout: tuple[HandedOut, ...]
    register: bool

    @property
    def ready(self) -> bool:
        """Whether all is there without which the place is not opened."""
        return all(each.tick is not None for each in self.seen if each.check.needed)

    @property
    def missing(self) -> int:
        return sum(each.tick is None for each in self.seen)

    @property
    def issued(self) -> int:
        return self.turnout[-1].issued if self.turnout else 0

    @property
    def accounted(self) -> bool:
        return self.record is not None and self.record.accounted_at is not None

    @property
    def off_count(self) -> tuple[int, int] | None:
        """(account, count) where the two say different things of the papers issued."""
        told, counted = self.record.issued if self.record else None, (self.box.agreed or {}).get("issued")
        return (told, counted) if told is not None and counted is not None and told != counted else None


@dataclass(frozen=True, slots=True)
class PollingDay:
    """A round on its day. `mark` is the least number of papers for a valid vote; None where none is asked for."""

    contest: Contest
    boxes: tuple[BoxDay, ...]
    mark: int | None
    mark_clause: str = ""
    reports: tuple[HandedOut, ...] = field(default=())

    @property
    def issued(self) -> int:
        return sum(box.issued for box in self.boxes)

    @property
    def latest(self) -> datetime | None:
        """Of when the newest figure is."""
        return self.reports[-1].at if self.reports else None

    @property
    def to_go(self) -> int:
        """How many more ballots until the mark is reached."""
        return max(0, (self.mark or 0) - self.issued)

    @property
    def shown(self) -> int:
        return sum(box.record is not None for box in self.boxes)

    @property
    def accounted(self) -> int:
        return sum(box.accounted for box in self.boxes)

    @property
    def checks(self) -> int:
        return sum(len(box.seen) for box in self.boxes)

    @property
    def checked(self) -> int:
        return self.checks - sum(box.missing for box in self.boxes)

    @property
    def counting(self) -> bool:
        return self.contest.state != ContestState.PREPARED

    @property
    def bar(self) -> int:
        """The ballots handed out as a length of 1,000 for all voters."""
        return min(1000, self.issued * 1000 // max(1, self.contest.electors))

    @property
    def mark_at(self) -> int:
        return (self.mark or 0) * 1000 // max(1, self.contest.electors)


def polling_day_of(contest: Contest) -> PollingDay:
    """One round on its day."""
    return polling_days([contest])[0]


def polling_days(contests: Sequence[Contest]) -> list[PollingDay]:
    """Rounds on their day, in their order; a fixed number of queries, whatever their number."""
    boxes: dict[int, list[Box]] = {contest.pk: [] for contest in contests}
    for box in Box.objects.filter(contest__in=list(boxes)).order_by("contest_id", "number"):
        boxes[box.contest_id].append(box)
    known = [box.pk for each in boxes.values() for box in each]
    records = {
        record.box_id: record
        for record in BoxRecord.objects.filter(box__in=known).select_related("recorded_by", "accounted_by")
    }
    ticks: dict[int, dict[str, PlaceTick]] = defaultdict(dict)
    for tick in PlaceTick.objects.filter(box__in=known):
        ticks[tick.box_id][tick.check_code] = tick
    reported, registered = _reported(known), _registered(known)
    found = []
    for contest in contests:
        rules = polling_day_rules(contest.election, contest.body)
        days = tuple(
            BoxDay(
                box=box,
                record=records.get(box.pk),
                seen=tuple(Seen(check, ticks[box.pk].get(check.code)) for check in rules.of(box.kind)),
                turnout=tuple(registered.get(box.pk) or reported.get(box.pk) or ()),
                register=box.pk in registered,
            )
            for box in boxes[contest.pk]
        )
        found.append(_of_round(contest, days))
    return found


def _of_round(contest: Contest, boxes: tuple[BoxDay, ...]) -> PollingDay:
    quorum = {part: share for part, share in (contest.rule.get("quorum") or {}).items() if part != "measure"}
    election = contest.election
    clauses = election.cycle.rules.tally_clauses(contest.body, contest.round, election.village.kind)
    return PollingDay(
        contest=contest,
        boxes=boxes,
        mark=votes_needed(quorum, contest.electors) if quorum else None,
        mark_clause=clauses.get("quorum", ""),
        reports=_together(boxes),
    )


def _reported(boxes: Collection[int]) -> Mapping[int, list[HandedOut]]:
    found: dict[int, list[HandedOut]] = defaultdict(list)
    for report in TurnoutReport.objects.filter(box__in=boxes).order_by("at"):
        found[report.box_id].append(HandedOut(report.at, report.issued))
    return found


def _registered(boxes: Collection[int]) -> Mapping[int, list[HandedOut]]:
    """What the registers say, by the end of each hour in which a ballot went out."""
    rows = (
        IssuedBallot.objects.filter(OUT, box__in=boxes)
        .annotate(hour=TruncHour("issued_at"))
        .values("box_id", "hour")
        .annotate(n=Count("pk"))
        .order_by("box_id", "hour")
    )
    by_hour: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for row in rows:
        by_hour[row["box_id"]].append((row["hour"] + timedelta(hours=1), row["n"]))
    return {
        box: [
            HandedOut(at, so_far)
            for (at, _n), so_far in zip(hours, accumulate(n for _at, n in hours), strict=True)
        ]
        for box, hours in by_hour.items()
    }


def _together(boxes: Sequence[BoxDay]) -> tuple[HandedOut, ...]:
    """All places together, at each moment that any of them tells of; a place that is silent stands as it was."""
    moments = sorted({told.at for box in boxes for told in box.turnout})
    return tuple(
        HandedOut(
            at,
            sum(max((told.issued for told in box.turnout if told.at <= at), default=0) for box in boxes),
        )
        for at in moments
    )


@dataclass(frozen=True, slots=True)
class Curve:
    """The ballots handed out over the hours of voting, in the units of a picture of WIDTH × HEIGHT; 0 is its top."""

    points: tuple[tuple[int, int, HandedOut], ...]
    mark_y: int | None

    @property
    def line(self) -> str:
        return " ".join(f"{x},{y}" for x, y, _told in ((0, HEIGHT, None), *self.points))


def curve_of(day: PollingDay, begins: datetime) -> Curve:
    """The picture of a round's turnout from when voting began."""
    span = max(1.0, (voting_ends(day.contest) - begins).total_seconds())
    most = max(1, day.contest.electors)
    points = tuple(
        (
            round(min(1.0, max(0.0, (told.at - begins).total_seconds() / span)) * WIDTH),
            HEIGHT - told.issued * HEIGHT // most,
            told,
        )
        for told in day.reports
    )
    return Curve(points, HEIGHT - day.mark * HEIGHT // most if day.mark else None)


def polling_on(elections: Collection[Election], on: date) -> list[PollingDay]:
    """The rounds of these elections that are voted on a day, by village."""
    rounds = [
        each for each in rounds_in(elections) if each.day == on and each.places_published_at is not None
    ]
    return polling_days(sorted(rounds, key=lambda each: (each.election.village_id, each.number)))


def polling_today(user: User, cycle: Cycle | None, on: date) -> list[PollingDay]:
    """The rounds voted on a day in the villages of a cycle that the officer looks after."""
    return polling_on(list(elections_for(user, cycle)), on) if cycle is not None else []
