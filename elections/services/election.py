"""The days of a village's election: set, and put off."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.rules import require
from accounts.said import Said
from elections.calendar import Calendar, Conflict, Item, build_calendar, hangs_on
from elections.enums import Act, Step
from elections.models import Election, KeptWindow, Postponement
from elections.queries.allowances import holidays_of
from elections.queries.progress import Progress, calendar_kind, progress_of_one
from elections.refusals import (
    DayConflicts,
    ElectionDayFixed,
    ElectionDayNeedsReason,
    ElectionDayNotPossible,
    NothingToPostpone,
    PostponementNotLater,
)
from elections.services.ledger import record_act
from elections.services.locks import lock_election

CHOSEN = frozenset({"election_day", "assembly_held"})
# What has happened cannot be moved: a chosen day that contradicts it is refused.
REFUSED = frozenset({"done_too_late", "out_of_order", "overlap"})


def set_days(
    *,
    by: User,
    election: Election,
    registration_day: date | None,
    party_day: date | None,
    election_day: date,
    now: datetime,
    reason: str = "",
) -> Election:
    """Set the days of a village's election.

    A day outside the plan's voting window is a warning: it is taken with a recorded `reason` (A-VOTE-11). Raises
    ElectionDayNeedsReason without one, ElectionDayNotPossible when a deadline that counts from the day has passed
    already, DayConflicts when the day contradicts what was posted or held, ElectionDayFixed once the roll is published
    (later changes are postponements).
    """
    office = require(by, "election.plan", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        before = progress_of_one(election, now)
        if election.election_day != election_day:
            _refuse_if_fixed(before)
        outside = _outside_the_plan(election, election_day)
        if outside is not None and not reason:
            raise outside
        election.registration_day, election.party_day = registration_day, party_day
        moved, election.election_day = election.election_day != election_day, election_day
        election.day_reason = reason if outside else ""
        if moved:
            _refuse_if_too_late(election, election_day, now)
        _refuse_if_contradicted(before, election, now)
        election.save()
        _record(by, office, Act.ELECTION_DAY_SET, election, {"reason": election.day_reason}, now)
    return election


def postpone_election(
    *,
    by: User,
    election: Election,
    to: date,
    reason: str,
    approval: str,
    now: datetime,
    party_day: date | None = None,
) -> Postponement:
    """Put the election day off to a later day; every date that counts from it moves with it.

    From as many days on as the rulebook says the roll is published anew (A-ROLL-22; AMB-24: the number included).
    `approval` names the office and document that allowed it. Raises NothingToPostpone, PostponementNotLater,
    ElectionDayNotPossible, DayConflicts, and ElectionDayFixed once voting has begun.
    """
    office = require(by, "election.postpone", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        before = progress_of_one(election, now)
        first = election.election_day
        if first is None:
            raise NothingToPostpone(_("There is no election day to put off; set one."))
        _refuse_if_voted(before)
        if to <= first or to < localtime(now).date():
            raise PostponementNotLater(
                _("%(day)s is not later than the election day, %(first)s, or is over."),
                {"day": to, "first": first},
                field="to",
            )
        renews = _renews_roll(election, first, to)
        election.election_day, election.day_reason = to, reason[:200]
        election.party_day = party_day or election.party_day
        if renews:
            _refuse_if_too_late(election, to, now, field="to")
        made = Postponement.objects.create(
            election=election,
            before=first,
            after=to,
            reason=reason,
            approval=approval,
            renews_roll=renews,
            made_at=now,
            made_by=by,
        )
        _refuse_if_contradicted(before, election, now, field="to")
        election.save()
        _forget_kept_windows(election)
        data = {"from": first.isoformat(), "reason": reason, "approval": approval, "renews_roll": renews}
        _record(by, office, Act.ELECTION_POSTPONED, election, data, now)
    return made


def mark_village(*, by: User, election: Election, weak: bool, complex: bool, now: datetime) -> Election:
    """Say whether a village is weak and lax (软弱涣散) or its election complex (选情复杂): steps depend on it."""
    office = require(by, "election.plan", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        election.weak, election.complex = weak, complex
        election.save()
        record_act(
            by=by,
            office=office,
            act=Act.VILLAGE_MARKED,
            election=election,
            data={"weak": weak, "complex": complex},
            now=now,
        )
    return election


def _record(
    by: User, office: Office, act: Act, election: Election, data: dict[str, Any], now: datetime
) -> None:
    days = {name: getattr(election, name) for name in ("registration_day", "party_day", "election_day")}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    record_act(by=by, office=office, act=act, election=election, data=told | data, now=now)


def _refuse_if_fixed(before: Progress) -> None:
    election = before.election
    roll = before.steps.get(Step.ROLL_PUBLICATION)
    if roll is not None and (roll.evidence.done_at is not None or election.postponements.exists()):
        raise ElectionDayFixed(
            _("The roll of %(village)s is published; the election day is not changed at will."),
            {"village": election.village},
            clause="A-VOTE-03",
            field="election_day",
        )


def _refuse_if_voted(before: Progress) -> None:
    voting = before.steps.get(Step.VOTING)
    if voting is not None and voting.evidence.done_at is not None:
        raise ElectionDayFixed(
            _("%(village)s has voted; there is nothing to put off."), {"village": before.election.village}
        )


def _renews_roll(election: Election, first: date, to: date) -> bool:
    least = election.cycle.rules.roll.postponement_days
    return bool(least.stated) and (to - first).days >= least.value


def _forget_kept_windows(election: Election) -> None:
    """Windows that an amendment left as they were move all the same with the day they count from."""
    counted = [s.key for s in election.cycle.rules.steps if s.counts_from_election_day]
    KeptWindow.objects.filter(election=election, step__in=counted).delete()


def _outside_the_plan(election: Election, day: date) -> ElectionDayNeedsReason | None:
    window = election.cycle.rules.voting.window
    if not window.stated or day in window.value:
        return None
    return ElectionDayNeedsReason(
        _("%(day)s lies outside the plan's voting days, %(first)s to %(last)s; give the reason."),
        {"day": day, "first": window.value.start or "—", "last": window.value.end or "—"},
        clause=window.clause,
        field="reason",
    )


def _refuse_if_too_late(election: Election, day: date, now: datetime, field: str = "election_day") -> None:
    calendar = build_calendar(
        election.cycle.rules,
        election_day=day,
        village_kind=calendar_kind(election.village),
        work=holidays_of(election.village_id),
    )
    if "roll_published" not in calendar.keys:
        return
    latest = calendar["roll_published"]
    if latest.not_after is not None and latest.not_after < localtime(now).date():
        raise ElectionDayNotPossible(
            _("For %(day)s the roll had to be posted by %(last)s, which has passed; take a later day."),
            {"day": day, "last": latest.not_after},
            clause=latest.clause,
            field=field,
        )


def _refuse_if_contradicted(
    before: Progress, election: Election, now: datetime, field: str = "election_day"
) -> None:
    """Refuse a new day that contradicts another that is chosen, or what has happened: a committee's vote before the
    Party election, a list posted too late for it, a notice not yet over.
    """
    after = progress_of_one(election, now).calendar
    changed = _changed(before.calendar, after)
    for conflict in (c for c in after.conflicts if c.code in REFUSED):
        items = [after[key] for key in conflict.keys]
        moved = any(_chosen_by(after, item) in changed for item in items)
        if moved and all(_is_settled(after, item) for item in items):
            raise _contradiction(conflict, "party_day" if "assembly_held" in conflict.keys else field)


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
