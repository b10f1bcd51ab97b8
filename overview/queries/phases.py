"""The five phases of a plan, each with how far the villages in sight are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from elections.enums import State
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Phase, Rulebook, Text
from elections.states import SOON_DAYS

OVER = (State.DONE, State.NA)


@dataclass(frozen=True)
class PhaseStanding:
    """How a phase stands: villages through with it (or not late in it) of all, days left, and when it begins."""

    title: Text
    state: State
    through: int
    villages: int
    left: int
    begins: date | None
    current: bool


def phases_of(found: Sequence[Progress], today: date) -> list[PhaseStanding]:
    """The phases of the first election's rulebook; none where nothing is in sight."""
    if not found:
        return []
    rules = found[0].election.cycle.rules
    begins = _beginnings(rules)
    current = max((b for b in begins.values() if b and b <= today), default=None)
    return [_standing(rules, p, found, begins[p.key], today, begins[p.key] == current) for p in rules.phases]


def _beginnings(rules: Rulebook) -> dict[str, date | None]:
    """When each phase begins; one without a start begins the day after the one before it ends."""
    begins = {phase.key: phase.start for phase in rules.phases}
    for before, phase in pairwise(rules.phases):
        if phase.start is None and before.end is not None:
            begins[phase.key] = before.end + timedelta(days=1)
    return begins


def _standing(
    rules: Rulebook, phase: Phase, found: Sequence[Progress], begins: date | None, today: date, current: bool
) -> PhaseStanding:
    groups = {group.number for group in rules.groups if group.phase == phase.key}
    steps = [[s for s in each.steps.values() if s.rule.group in groups] for each in found]
    through = sum(all(s.standing.state in OVER for s in village) for village in steps)
    late = sum(_is_late(village) for village in steps)
    left = (phase.end - today).days if phase.end else 0
    if through == len(found):
        state = State.DONE
    elif late:
        state = State.LATE
    elif begins is None or today < begins:
        state = State.OPEN if begins is None else State.OFF
    else:
        state = State.SOON if phase.end and left < SOON_DAYS else State.OPEN
    shown = len(found) - late if state == State.LATE else through
    return PhaseStanding(phase.title, state, shown, len(found), max(left, 0), begins, current)


def _is_late(steps: list[StepProgress]) -> bool:
    return any(step.standing.state == State.LATE for step in steps)
