"""How a step stands: one pure function for lists, board and calendar (interface rules, §5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from elections.enums import State
from elections.steps import NOTHING, Evidence

SOON_DAYS = 3


@dataclass(frozen=True)
class Standing:
    """A state and its number: days left, days late, days waiting or times returned; 0 where it has none."""

    state: State
    number: int = 0


def standing(
    proof: Evidence,
    *,
    opens: datetime | None,
    closes: datetime | None,
    ready: bool,
    now: datetime,
    conditional: bool = False,
) -> Standing:
    """The state that takes precedence: done, not applicable, late, returned, waiting, due soon, open, not open.

    `closes` is exclusive (24:00 of the last day is 00:00 of the next); `ready` tells whether the steps before it
    are done; a `conditional` step does not apply while nothing calls for it. What may not begin yet is not late, even
    where the plan has it end before (AMB-42).
    """
    if proof.done_at is not None:
        return Standing(State.DONE)
    if conditional and proof == NOTHING:
        return Standing(State.NA)
    begun = opens is None or now >= opens
    if closes is not None and now >= closes and begun:
        return Standing(State.LATE, (now - closes).days + 1)
    if proof.returned:
        return Standing(State.BACK, proof.returned)
    if proof.waiting_since is not None:
        return Standing(State.WAIT, (now - proof.waiting_since).days)
    if not ready or not begun:
        return Standing(State.OFF)
    left = days_left(closes, now)
    return Standing(State.SOON if left is not None and left < SOON_DAYS else State.OPEN, left or 0)


def days_left(closes: datetime | None, now: datetime) -> int | None:
    """Whole days until the last day: 0 on the last day itself; None where there is no end."""
    if closes is None:
        return None
    return (last_day(closes) - localtime(now).date()).days


def last_day(closes: datetime) -> date:
    """The last day of a window that closes at this moment (exclusive)."""
    return localtime(closes - timedelta(seconds=1)).date()
