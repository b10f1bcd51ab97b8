from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.said import Listed, Said
from elections.models import Election
from elections.queries.progress import Progress, StepProgress, progress_of_one
from elections.refusals import (
    ElectionDayNotSet,
    HolidaysNotAnnounced,
    StepClosed,
    StepNeedsReason,
    StepNotApplicable,
    StepNotReady,
)
from elections.rulebook import Prerequisite
from elections.rules import require_step
from elections.services.locks import lock_election
from elections.states import last_day
from elections.steps import refuse_act


def gate(
    step: str, election: Election, now: datetime, *, apart_from: Collection[str] = frozenset()
) -> StepProgress:
    """Open a write of this step, or refuse. Must run inside the act's transaction.

    The election's row is locked first, so that what decides (days, extensions, records) cannot change until the act
    is written: of two acts at the last second the second sees the first. `now` is when the act reached the server.
    `apart_from` are steps before it that the act asks of its own subject and not of the whole village: a person is
    reviewed though others are not proposed yet.

    Raises StepNotInPlan, StepNotApplicable, ElectionDayNotSet, StepNotReady (a step before it is missing),
    StepNeedsReason (one that a recorded reason could let pass), HolidaysNotAnnounced (its window counts working days
    of an unknown year), StepClosed (before the window opens, or when the rulebook locks it), what packages have against
    any act of the step (NoPresider), RuntimeError outside a transaction.

    Returns how the step stands; its `election` is the row as locked.
    """
    return let_through(locked_progress(election, now), step, now, apart_from=apart_from)


def let_through(
    progress: Progress, step: str, now: datetime, *, apart_from: Collection[str] = frozenset()
) -> StepProgress:
    """The gate, for an act that looked at the steps of its election already (`locked_progress`); raises what it raises."""
    here = _applying(progress, step)
    missing = [needed for needed in here.missing if needed.step not in apart_from]
    if here.rule.counts_from_election_day and here.election.election_day is None:
        raise ElectionDayNotSet(
            _("%(village)s has no election day yet; the township office sets it."),
            {"village": here.election.village},
            clause=here.rule.clause,
        )
    if missing:
        raise _not_ready(here, missing)
    if here.doubts:
        raise _doubtful(here)
    if here.window.unannounced is not None:
        raise HolidaysNotAnnounced(here.window.unannounced, clause=here.window.clause)
    if here.window.waits_for is not None:
        raise _closed(
            here, now, _("“%(step)s” is not open yet; today is %(today)s."), here.window.open_clause
        )
    if here.window.opens is not None and now < here.window.opens:
        raise _closed(
            here, now, _("“%(step)s” opens on %(opens)s; today is %(today)s."), here.window.open_clause
        )
    _refuse_locked(here, now)
    refuse_act(here.election, here.rule)
    return here


def gate_ahead(step: str, election: Election, now: datetime) -> StepProgress:
    """Open a write that prepares a step: as early as one likes, but not after the step is locked.

    Raises StepNotInPlan, StepNotApplicable, StepClosed, RuntimeError outside a transaction.
    """
    here = locked_step(step, election, now)
    _refuse_locked(here, now)
    return here


def locked_step(step: str, election: Election, now: datetime) -> StepProgress:
    """How a step stands, with the election's row locked until the transaction ends.

    Raises StepNotInPlan, StepNotApplicable, RuntimeError outside a transaction.
    """
    return _applying(locked_progress(election, now), step)


def locked_progress(election: Election, now: datetime) -> Progress:
    """How the steps stand, with the election's row locked until the transaction ends. RuntimeError outside one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A step is looked at in the transaction of the act that it lets through.")
    return progress_of_one(lock_election(election), now)


def _applying(progress: Progress, step: str) -> StepProgress:
    """The step. Raises StepNotInPlan, StepNotApplicable."""
    require_step(progress.election.cycle, step)
    here = progress.steps[step]
    if not here.applies:
        raise StepNotApplicable(
            _("“%(step)s” is only for villages that the township office has marked for it."),
            {"step": Said(here.rule.title)},
            clause=here.rule.clause,
            data={"step": step},
        )
    return here


def _refuse_locked(here: StepProgress, now: datetime) -> None:
    if here.window.locks is not None and now >= here.window.locks:
        raise _closed(
            here,
            now,
            _(
                "“%(step)s” closed on %(last)s at 24:00; today is %(today)s. It may be extended by: %(extender)s."
            ),
            here.window.lock_clause,
        )


def _not_ready(here: StepProgress, missing: Sequence[Prerequisite]) -> StepNotReady:
    return StepNotReady(
        _("“%(step)s” needs this done first: %(missing)s."),
        {"step": Said(here.rule.title), "missing": _titles(here, missing)},
        clause=missing[0].clause,
        data=_wanting(here, missing),
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
