"""What objections to a roll there are, which stand open, and by when each is answered (A-ROLL-19 to A-ROLL-21)."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localtime

from elections.calendar import Calendar
from elections.enums import State, Step
from elections.models import Election
from elections.queries.progress import Progress, progress_of, progress_of_one
from elections.states import SOON_DAYS
from voting.appeal_rules import TimeToObject, answer_clause, answered_by, time_to_object
from voting.enums import AppealState
from voting.models import Appeal, Roll, RollEntry
from voting.queries.roll import voters_of

RECEIPT_GROUP = 4
OPEN = Q(state=AppealState.RECEIVED)
UNDECIDED = (AppealState.RECEIVED, AppealState.WITH_TOWNSHIP)
# A version that could hold what was decided: published since, and later than the one objected to.
_since = Roll.objects.filter(
    election=OuterRef("election"),
    published_at__gte=OuterRef("decided_at"),
    version__gt=OuterRef("roll__version"),
).order_by("version")
UNPUBLISHED = Q(state=AppealState.ADJUSTED) & ~Exists(_since)


def open_appeals(election: Election) -> QuerySet[Appeal]:
    """The objections that came in time and are not decided: while one stands, there is no vote (A-ROLL-20).

    Late ones, which the township decides, stop nothing: else anybody could stop a vote on its eve.
    """
    return election.appeals.filter(OPEN)


def unpublished_adjustments(election: Election) -> QuerySet[Appeal]:
    """The objections upheld whose change is not published yet: until then no voter cards (A-ROLL-21)."""
    return election.appeals.filter(UNPUBLISHED)


def shown_receipt(receipt: str) -> str:
    """A receipt number as it is read out and typed: 7K3M-92QD-VX4P."""
    return "-".join(receipt[at : at + RECEIPT_GROUP] for at in range(0, len(receipt), RECEIPT_GROUP))


def plain_receipt(typed: str) -> str:
    """A receipt number as it is kept, however it was typed: full-width, in small letters, with spaces or dashes."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", typed).upper() if mark.isalnum())


def appeals_of(election: Election) -> QuerySet[Appeal]:
    """All objections of an election in the order they came."""
    return with_publication(election.appeals.select_related("roll", "taken_by", "decided_by")).order_by(
        "number"
    )


def with_publication(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Objections with `published_in`: the version of the roll that could hold the change, None while there is none."""
    return appeals.annotate(published_in=Subquery(_since.values("version")[:1]))


def appeal_of(election: Election, number: int) -> Appeal | None:
    return appeals_of(election).filter(number=number).first()


def appeal_by_receipt(election: Election, typed: str) -> Appeal | None:
    """The objection of a receipt number in this election: how it stands is told to whoever holds the number."""
    return appeals_of(election).filter(receipt=plain_receipt(typed)).first()


def listed_as(roll: Roll, name: str, group: int | None, *, voters_only: bool) -> QuerySet[RollEntry]:
    """The entries of this name (and group, if it is told) among the voters, or on both lists."""
    entries = voters_of(roll) if voters_only else roll.entries.all()
    return entries.filter(name=name) if group is None else entries.filter(name=name, group=group)


@dataclass(frozen=True, slots=True)
class Raised:
    """What the steps need of one objection."""

    state: str
    filed_at: datetime
    decided_at: datetime | None
    published_in: int | None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Raised":
        """One objection as `raised_in` brings it."""
        decided = kept["decided_at"]
        return cls(
            kept["state"],
            datetime.fromisoformat(kept["filed_at"]),
            datetime.fromisoformat(decided) if decided else None,
            kept["published_in"],
        )


def raised_in(election: OuterRef) -> ArraySubquery:
    """The objections of an election as a part of a query on elections."""
    rows = with_publication(Appeal.objects.filter(election=election)).order_by("number")
    names = ("state", "filed_at", "decided_at", "published_in")
    return ArraySubquery(rows.values(told=JSONObject(**{name: name for name in names})))


@dataclass(frozen=True)
class AppealStanding:
    """One objection with the last day for its answer (None: no text names one) and how that stands today."""

    appeal: Appeal
    due: date | None
    state: State
    number: int

    @property
    def receipt(self) -> str:
        return shown_receipt(self.appeal.receipt)

    @property
    def open(self) -> bool:
        return self.appeal.state in UNDECIDED

    @property
    def overdue(self) -> bool:
        return self.state == State.LATE

    @property
    def to_publish(self) -> bool:
        """Whether it was upheld and the changed roll is not published yet."""
        return self.appeal.state == AppealState.ADJUSTED and self.appeal.published_in is None


@dataclass(frozen=True)
class AppealList:
    """The objections of one election, and the time to raise them."""

    progress: Progress
    time: TimeToObject
    rows: list[AppealStanding]
    answer_clause: str

    @property
    def election(self) -> Election:
        return self.progress.election

    @property
    def to_decide(self) -> list[AppealStanding]:
        return [row for row in self.rows if row.appeal.state == AppealState.RECEIVED]

    @property
    def with_township(self) -> list[AppealStanding]:
        return [row for row in self.rows if row.appeal.state == AppealState.WITH_TOWNSHIP]

    @property
    def overdue(self) -> list[AppealStanding]:
        return [row for row in self.rows if row.overdue]

    @property
    def to_publish(self) -> list[AppealStanding]:
        return [row for row in self.rows if row.to_publish]


def appeal_list(election: Election, now: datetime) -> AppealList:
    """The objections of a village, those to decide first, each with its last day."""
    return _listed(progress_of_one(election, now), list(appeals_of(election)), now)


def appeal_standing(election: Election, appeal: Appeal, now: datetime) -> AppealStanding:
    """How one objection stands."""
    return _listed(progress_of_one(election, now), [appeal], now).rows[0]


def appeals_waiting(elections: Collection[Election], now: datetime) -> list[AppealList]:
    """Of these villages, those with objections that wait for the township or are overdue, with just these."""
    appeals: dict[int, list[Appeal]] = {}
    undecided = Appeal.objects.filter(election__in=[e.pk for e in elections], state__in=UNDECIDED)
    for appeal in (
        with_publication(undecided).select_related("roll", "taken_by", "decided_by").order_by("number")
    ):
        appeals.setdefault(appeal.election_id, []).append(appeal)
    concerned = [election for election in elections if election.pk in appeals]
    found = (_listed(each, appeals[each.election.pk], now) for each in progress_of(concerned, now))
    return list(_pressing(found))


def _pressing(found: Iterator[AppealList]) -> Iterator[AppealList]:
    for each in found:
        rows = [row for row in each.rows if row.overdue or row.appeal.state == AppealState.WITH_TOWNSHIP]
        if rows:
            yield AppealList(each.progress, each.time, rows, each.answer_clause)


def _listed(progress: Progress, appeals: list[Appeal], now: datetime) -> AppealList:
    calendar, today = progress.calendar, localtime(now).date()
    dues = dues_of(calendar, [appeal.filed_at for appeal in appeals])
    rows = [_standing(appeal, due, today) for appeal, due in zip(appeals, dues, strict=True)]
    return AppealList(
        progress,
        time_of(progress),
        sorted(rows, key=lambda row: not row.open),
        answer_clause(calendar),
    )


def time_of(progress: Progress) -> TimeToObject:
    """When an objection to this roll is in time, with the time that an office has granted."""
    extension = progress.steps[Step.APPEALS].extension
    return time_to_object(progress.calendar, extension.until if extension else None)


def dues_of(calendar: Calendar, received: Sequence[datetime]) -> list[date | None]:
    """The last day for the answer to each, counted from the day it came in."""
    days = [localtime(moment).date() for moment in received]
    last = {day: answered_by(calendar, day) for day in set(days)}
    return [last[day] for day in days]


def _standing(appeal: Appeal, due: date | None, today: date) -> AppealStanding:
    if appeal.state not in UNDECIDED:
        return AppealStanding(appeal, due, State.DONE, 0)
    if due is None:
        return AppealStanding(appeal, due, State.OPEN, 0)
    left = (due - today).days
    if left < 0:
        return AppealStanding(appeal, due, State.LATE, -left)
    return AppealStanding(appeal, due, State.SOON if left < SOON_DAYS else State.OPEN, left)
