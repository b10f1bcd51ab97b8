"""Whether a day can be the election day: everything that speaks against it, in words, with clauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Said
from elections.calendar import Calendar, Conflict, Item, hangs_on
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import Progress
from elections.refusals import (
    DayConflicts,
    ElectionDayFixed,
    ElectionDayNeedsReason,
    ElectionDayNotPossible,
    HolidaysNotAnnounced,
)
from elections.rulebook import Deadline, Strength, Value
from elections.rulebook.items import ITEMS

# What has happened cannot be moved: a chosen day that contradicts it is refused.
REFUSED = frozenset({"done_too_late", "out_of_order", "overlap"})
CHOSEN = frozenset({"election_day", "assembly_held"})
# What must be posted so many days before the vote, whatever else is done when.
POSTED_BEFORE = ("roll_published", "formal_candidates_published", "time_and_place_published")
PATHS = {asked.key: asked.path for asked in ITEMS}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The chosen days of a village; where no committee is elected, the election day is that of the assembly."""

    election_day: date
    party_day: date | None = None


def why_not(before: Progress, days: Days, now: datetime, *, reason: str = "") -> list[Refusal]:
    """What speaks against setting these days; nothing where they can be set.

    Every objection refuses, but for HolidaysNotAnnounced, which only tells that some date cannot be reckoned yet.
    """
    return [*refusing(before, days, now, reason=reason), *unannounced(_on(before, days))]


def refusing(before: Progress, days: Days, now: datetime, *, reason: str = "") -> Iterator[Refusal]:
    """What refuses setting these days."""
    after, today = _on(before, days), localtime(now).date()
    moved = before.election.election_day != days.election_day
    if moved:
        yield from fixed(before)
    yield from () if reason else outside_the_plan(before.election, days.election_day)
    if moved:
        yield from too_late(after, today)
    if moved or before.election.party_day != days.party_day:
        yield from no_room_for_the_party(after, today)
    yield from contradicted(before.calendar, after)


def fixed(before: Progress) -> Iterator[ElectionDayFixed]:
    """Once the roll is published or the day was put off, it is not changed at will (A-VOTE-03)."""
    election, roll = before.election, before.steps.get(Step.ROLL_PUBLICATION)
    if roll is not None and (roll.evidence.done_at is not None or bool(election.postponements.all())):
        yield ElectionDayFixed(
            _("The roll of %(village)s is published; the election day is not changed at will."),
            {"village": election.village},
            clause=election.cycle.rules.voting.time_and_place_published.clause or None,
            field="election_day",
        )


def outside_the_plan(election: Election, day: date) -> Iterator[ElectionDayNeedsReason]:
    """A day outside the plan's voting days is taken with a reason (A-VOTE-11)."""
    window = election.cycle.rules.voting.window
    if window.stated and day not in window.value:
        yield ElectionDayNeedsReason(
            _("%(day)s lies outside the plan's voting days, %(first)s to %(last)s; give the reason."),
            {"day": day, "first": window.value.start or "—", "last": window.value.end or "—"},
            clause=window.clause,
            field="reason",
        )


def too_late(
    after: Calendar, today: date, *, keys: tuple[str, ...] = POSTED_BEFORE, field: str = "election_day"
) -> Iterator[ElectionDayNotPossible]:
    """What has not been posted and had to be by a day that has passed."""
    for item in (after[key] for key in keys if key in after.keys):
        overdue = item.not_after is not None and item.not_after < today and item.happened is None
        if overdue and item.strength == Strength.HARD:
            yield ElectionDayNotPossible(
                _("For %(day)s, “%(item)s” had to be done by %(last)s, which has passed; take a later day."),
                {"day": after.election_day, "item": Said(item.title), "last": item.not_after},
                clause=item.clause,
                field=field,
            )


def no_room_for_the_party(after: Calendar, today: date) -> Iterator[ElectionDayNotPossible]:
    """The Party election comes before (A-SCH-02), and the notices before it have their days (A-REV-06)."""
    if "assembly_held" not in after.keys or after.happened("assembly_held"):
        return
    earliest, clause = _earliest_assembly(after, today)
    chosen = after.party_day
    if chosen is not None and chosen < earliest:
        yield ElectionDayNotPossible(
            _(
                "The Party assembly cannot be on %(day)s: the notice before it ends too late; %(earliest)s is the first day."
            ),
            {"day": chosen, "earliest": earliest},
            clause=clause,
            field="party_day" if after.elects_a_committee else "election_day",
        )
    before = after.rulebook.scope.party_before_committee
    first = after.elects_a_committee and before.stated and before.value and after.election_day
    if first and chosen is None and first <= earliest:
        yield ElectionDayNotPossible(
            _(
                "The Party election comes first, and cannot be before %(earliest)s; take a later day than %(day)s."
            ),
            {"earliest": earliest, "day": first},
            clause=before.clause,
            field="election_day",
        )


def contradicted(before: Calendar, after: Calendar, field: str = "election_day") -> Iterator[DayConflicts]:
    """What the new days contradict, chosen or happened: a committee's vote before the Party election, a list posted
    too late, a notice not yet over.
    """
    changed = _changed(before, after)
    for conflict in (c for c in after.conflicts if c.code in REFUSED and c.binding):
        items = [after[key] for key in conflict.keys]
        moved = any(_chosen_by(after, item) in changed for item in items)
        if moved and all(_is_settled(after, item) for item in items):
            party = "assembly_held" in conflict.keys and after.elects_a_committee
            yield _contradiction(conflict, "party_day" if party else field)


def unannounced(after: Calendar) -> Iterator[HolidaysNotAnnounced]:
    """The years whose holidays must be known before every date can be told."""
    waiting = [item for item in after if item.unannounced is not None]
    for year in dict.fromkeys(item.unannounced for item in waiting):
        item = next(item for item in waiting if item.unannounced == year)
        yield HolidaysNotAnnounced(year or 0, clause=item.clause)


def _on(before: Progress, days: Days) -> Calendar:
    return before.calendar.on(election_day=days.election_day, party_day=days.party_day)


def _earliest_assembly(after: Calendar, today: date) -> tuple[date, str]:
    """The first day that the plan and the notices still to be posted leave for the Party assembly."""
    held = after.rulebook.assembly.held
    start = held.value.start if held.stated and after.party_day is None else None
    earliest, clause = max(start or today, today), held.clause
    for order in after.rulebook.orders:
        rule = after.rulebook.at(PATHS[order.first]) if order.first in PATHS else None
        if order.then != "assembly_held" or not isinstance(rule, Value) or after.happened(order.first):
            continue
        deadline = rule.value
        if not isinstance(deadline, Deadline) or not deadline.notice or after.happened(deadline.notice):
            continue
        if deadline.unit == "working_days":
            # A year not announced is told elsewhere; nothing is guessed from it.
            continue
        free = after.last_day(deadline, today) + ONE_DAY
        if free > earliest:
            earliest, clause = free, rule.clause
    return earliest, clause


def _chosen_by(calendar: Calendar, item: Item) -> str | None:
    """The chosen day that an item is, or moves with; None where it stands alone."""
    return item.key if item.key in CHOSEN else hangs_on(calendar, item)


def _is_settled(calendar: Calendar, item: Item) -> bool:
    """Whether an item's day follows from what has happened or from a day that is chosen."""
    if item.happened or (item.anchor and calendar.happened(item.anchor)):
        return True
    chosen = _chosen_by(calendar, item)
    days = {"election_day": calendar.election_day, "assembly_held": calendar.party_day}
    return chosen is not None and days[chosen] is not None


def _changed(before: Calendar, after: Calendar) -> set[str]:
    """The chosen days that are no longer what they were, by the keys of their items."""
    days = {
        "election_day": (before.election_day, after.election_day),
        "assembly_held": (before.party_day, after.party_day),
    }
    return {key for key, (old, new) in days.items() if old != new}


def _contradiction(conflict: Conflict, field: str) -> DayConflicts:
    return DayConflicts(
        "%(conflict)s",
        {"conflict": Said(conflict.text)},
        clause=conflict.clauses[0] if conflict.clauses else None,
        field=field,
        data=conflict.json(),
    )
