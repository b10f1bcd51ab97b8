from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.said import Listed, Said
from elections.models import Election
from elections.queries.progress import StepProgress, progress_of_one
from elections.refusals import (
    ElectionDayNotSet,
    StepClosed,
    StepNeedsReason,
    StepNotApplicable,
    StepNotInPlan,
    StepNotReady,
)
from elections.rulebook import Prerequisite
from elections.services.locks import lock_election
from elections.states import last_day


def gate(step: str, election: Election, now: datetime) -> StepProgress:
    """Open a write of this step, or refuse. Must run inside the act's transaction.

    The election's row is locked first, so that what decides (days, extensions, records) cannot change until the act
    is written: of two acts at the last second the second sees the first. `now` is when the act reached the server.

    Raises StepNotInPlan, StepNotApplicable, ElectionDayNotSet, StepNotReady (a step before it is missing),
    StepNeedsReason (one that a recorded reason could let pass), StepClosed (before the window opens, or when the
    rulebook locks it). Returns how the step stands; its `election` is the row as locked.
    """
    here = locked_step(step, election, now)
    if here.rule.counts_from_election_day and here.election.election_day is None:
        raise ElectionDayNotSet(
            _("%(village)s has no election day yet; the township office sets it."),
            {"village": here.election.village},
            clause=here.rule.clause,
        )
    if here.missing:
        raise _not_ready(here)
    if here.doubts:
        raise _doubtful(here)
    if here.window.waits_for is not None:
        raise _closed(
            here, now, _("“%(step)s” is not open yet; today is %(today)s."), here.window.open_clause
        )
    if here.window.opens is not None and now < here.window.opens:
        raise _closed(
            here, now, _("“%(step)s” opens on %(opens)s; today is %(today)s."), here.window.open_clause
        )
    if here.window.locks is not None and now >= here.window.locks:
        raise _closed(
            here,
            now,
            _(
                "“%(step)s” closed on %(last)s at 24:00; today is %(today)s. It may be extended by: %(extender)s."
            ),
            here.window.lock_clause,
        )
    return here


def locked_step(step: str, election: Election, now: datetime) -> StepProgress:
    """How a step stands, with the election's row locked. Raises StepNotInPlan, StepNotApplicable."""
    election = lock_election(election)
    if not election.cycle.rules.has_step(step):
        raise StepNotInPlan(
            _("The plan of this cycle, %(plan)s, has no such step."),
            {"plan": Said(election.cycle.rules.title)},
            data={"step": step},
        )
    here = progress_of_one(election, now).steps[step]
    if not here.applies:
        raise StepNotApplicable(
            _("“%(step)s” is only for villages that the township office has marked for it."),
            {"step": Said(here.rule.title)},
            clause=here.rule.clause,
            data={"step": step},
        )
    return here


def _not_ready(here: StepProgress) -> StepNotReady:
    return StepNotReady(
        _("“%(step)s” needs this done first: %(missing)s."),
        {"step": Said(here.rule.title), "missing": _titles(here, here.missing)},
        clause=here.missing[0].clause,
        data=_wanting(here, here.missing),
    )


def _doubtful(here: StepProgress) -> StepNeedsReason:
    return StepNeedsReason(
        _("“%(step)s” wants this done first: %(missing)s. It goes on with a reason on record."),
        {"step": Said(here.rule.title), "missing": _titles(here, here.doubts)},
        clause=here.doubts[0].clause,
        data=_wanting(here, here.doubts),
    )


def _titles(here: StepProgress, wanting: Sequence[Prerequisite]) -> Listed:
    rules = here.election.cycle.rules
    return Listed(Said(rules.step(each.step).title) for each in wanting)


def _wanting(here: StepProgress, wanting: Sequence[Prerequisite]) -> dict[str, Any]:
    return {
        "step": here.step,
        "missing": [each.step for each in wanting],
        "clauses": [each.clause for each in wanting],
    }


def _closed(here: StepProgress, now: datetime, message: Promise | str, clause: str | None) -> StepClosed:
    opens, locks = here.window.opens, here.window.locks
    return StepClosed(
        message,
        {
            "step": Said(here.rule.title),
            "opens": localtime(opens).date() if opens else "—",
            "last": last_day(locks) if locks else "—",
            "today": localtime(now).date(),
            "extender": Role(here.rule.extender).label,
        },
        clause=clause or here.window.clause,
        data={
            "step": here.step,
            "opens": opens.isoformat() if opens else None,
            "closes": locks.isoformat() if locks else None,
            "now": now.isoformat(),
            "extender": here.rule.extender,
        },
    )
