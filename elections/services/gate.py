from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.said import Listed, Said
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import StepProgress, progress_of_one
from elections.refusals import ElectionDayNotSet, StepClosed, StepNotReady
from elections.states import last_day


def gate(step: Step, election: Election, now: datetime) -> StepProgress:
    """Open a write of this step, or refuse.

    Raises ElectionDayNotSet, StepNotReady (a step before it is missing), StepClosed (before the window opens, or when
    the rulebook locks it). Returns how the step stands.
    """
    here = progress_of_one(election, now).steps[step]
    if here.rule.counts_from_election_day and election.election_day is None:
        raise ElectionDayNotSet(
            _("%(village)s has no election day yet; the township office sets it."),
            {"village": election.village},
            clause=here.rule.clause,
        )
    if here.missing:
        raise _not_ready(here)
    if here.window.waits_for is not None:
        raise _closed(here, now, _("“%(step)s” is not open yet; today is %(today)s."))
    if here.window.opens is not None and now < here.window.opens:
        raise _closed(here, now, _("“%(step)s” opens on %(opens)s; today is %(today)s."))
    if here.window.locks is not None and now >= here.window.locks:
        raise _closed(
            here,
            now,
            _(
                "“%(step)s” closed on %(last)s at 24:00; today is %(today)s. It may be extended by: %(extender)s."
            ),
        )
    return here


def _not_ready(here: StepProgress) -> StepNotReady:
    rules = here.election.cycle.rules
    return StepNotReady(
        _("“%(step)s” needs this done first: %(missing)s."),
        {
            "step": Said(here.rule.title),
            "missing": Listed(Said(rules.step(s.value).title) for s in here.missing),
        },
        clause=here.rule.clause,
        data={"step": here.step.value, "missing": [step.value for step in here.missing]},
    )


def _closed(here: StepProgress, now: datetime, message: Promise | str) -> StepClosed:
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
        clause=here.window.lock_clause or here.window.clause,
        data={
            "step": here.step.value,
            "opens": opens.isoformat() if opens else None,
            "closes": locks.isoformat() if locks else None,
            "now": now.isoformat(),
            "extender": here.rule.extender,
        },
    )
