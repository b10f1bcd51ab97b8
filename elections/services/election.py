"""The days of a village's election: set, and put off."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act
from elections.models import Election, KeptWindow, Postponement
from elections.queries import possible
from elections.queries.possible import Days
from elections.queries.postponement import postponement_objections, renews_roll
from elections.queries.progress import progress_of_one
from elections.refusals import NothingToPostpone, PostponementNotLater
from elections.services.ledger import record_act
from elections.services.locks import lock_election


@ungated(
    "Planning: the windows follow from the days, and the calendar refuses days that contradict what was done."
)
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
    (later changes are postponements); Refusals where several things speak against the days.
    """
    office = require(by, "election.plan", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        before = progress_of_one(election, now)
        days = Days(election_day, party_day)
        _raise(possible.refusing(before, days, now, reason=reason))
        outside = any(possible.outside_the_plan(election, election_day))
        election.registration_day, election.party_day = registration_day, party_day
        election.election_day = election_day
        election.day_reason = reason if outside else ""
        election.save()
        _record(by, office, Act.ELECTION_DAY_SET, election, {"reason": election.day_reason}, now)
    return election


@ungated("Planning: the windows follow from the new day; refused once voting has begun.")
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
        if to <= first or to < localtime(now).date():
            raise PostponementNotLater(
                _("%(day)s is not later than the election day, %(first)s, or is over."),
                {"day": to, "first": first},
                field="to",
            )
        renews = renews_roll(election, first, to)
        election.election_day, election.day_reason = to, reason[:200]
        election.party_day = party_day or election.party_day
        _raise(postponement_objections(before, Days(to, election.party_day), now, renews=renews))
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
        election.save()
        _forget_kept_windows(election)
        data = {"from": first.isoformat(), "reason": reason, "approval": approval, "renews_roll": renews}
        _record(by, office, Act.ELECTION_POSTPONED, election, data, now)
    return made


@ungated("Planning: says which conditional steps the village has, before any of them.")
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


def _raise(found: Iterable[Refusal]) -> None:
    """One refusal as itself, several together; nothing where nothing is refused."""
    refused = list(found)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise Refusals(refused)


def _forget_kept_windows(election: Election) -> None:
    """Windows that an amendment left as they were move all the same with the day they count from."""
    counted = [s.key for s in election.cycle.rules.steps if s.counts_from_election_day]
    KeptWindow.objects.filter(election=election, step__in=counted).delete()
