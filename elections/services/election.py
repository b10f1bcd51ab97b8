from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from elections.calendar import build_calendar
from elections.enums import Act, Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.refusals import ElectionDayFixed, ElectionDayNeedsReason, ElectionDayNotPossible
from elections.services.ledger import record


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
    already, ElectionDayFixed once the roll is published (later changes are postponements).
    """
    office = require(by, "election.plan", election.village_id)
    with transaction.atomic():
        election = (
            Election.objects.select_for_update(of=("self",))
            .select_related("cycle", "village")
            .get(pk=election.pk)
        )
        _refuse_if_fixed(election, now)
        outside = _outside_the_plan(election, election_day)
        if outside is not None and not reason:
            raise outside
        _refuse_if_too_late(election, election_day, now)
        election.registration_day, election.party_day = registration_day, party_day
        election.election_day = election_day
        election.day_reason = reason if outside else ""
        election.save()
        record(
            by=by,
            office=office,
            act=Act.ELECTION_DAY_SET,
            cycle=election.cycle,
            place_code=election.village_id,
            subject=str(election.village),
            data={
                "registration_day": registration_day and registration_day.isoformat(),
                "party_day": party_day and party_day.isoformat(),
                "election_day": election_day.isoformat(),
                "reason": election.day_reason,
            },
            now=now,
        )
    return election


def _refuse_if_fixed(election: Election, now: datetime) -> None:
    if progress_of_one(election, now).steps[Step.ROLL_PUBLICATION].evidence.done_at is not None:
        raise ElectionDayFixed(
            _("The roll of %(village)s is published; the election day is not changed at will."),
            {"village": election.village},
            clause="A-VOTE-03",
        )


def _outside_the_plan(election: Election, day: date) -> ElectionDayNeedsReason | None:
    window = election.cycle.rules.voting.window
    if not window.stated or day in window.value:
        return None
    return ElectionDayNeedsReason(
        _("%(day)s lies outside the plan's voting days, %(first)s to %(last)s; give the reason."),
        {"day": day, "first": window.value.start, "last": window.value.end},
        clause=window.clause,
        field="reason",
    )


def _refuse_if_too_late(election: Election, day: date, now: datetime) -> None:
    latest = build_calendar(election.cycle.rules, election_day=day)["roll_published"]
    if latest.not_after is not None and latest.not_after < localtime(now).date():
        raise ElectionDayNotPossible(
            _("For %(day)s the roll had to be posted by %(last)s, which has passed; take a later day."),
            {"day": day, "last": latest.not_after},
            clause=latest.clause,
            field="election_day",
        )
