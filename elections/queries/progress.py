from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.timezone import localtime

from elections.calendar import Window, build_calendar, step_windows
from elections.enums import State, Step
from elections.models import Election
from elections.rulebook import StepRule
from elections.states import Standing, standing
from elections.steps import NOTHING, Evidence, evidence_of
from villages.enums import VillageKind
from villages.models import Village


@dataclass(frozen=True)
class StepProgress:
    """One step of one election: its rule, its window, what shows it is done, and how it stands."""

    election: Election
    step: Step
    rule: StepRule
    window: Window
    evidence: Evidence
    standing: Standing
    missing: tuple[Step, ...]


@dataclass(frozen=True)
class Progress:
    """All steps of one election, in the order of the rulebook."""

    election: Election
    steps: Mapping[Step, StepProgress]

    @property
    def done(self) -> int:
        return sum(s.standing.state == State.DONE for s in self.steps.values())


def progress_of(elections: Collection[Election], now: datetime) -> list[Progress]:
    """How every step of these elections stands at `now`; the number of queries does not grow with them.

    Every election must come with its cycle and village loaded.
    """
    found = evidence_of(elections)
    return [
        _progress(e, {step: found[step].get(e.pk, NOTHING) for step in Step}, localtime(now))
        for e in elections
    ]


def progress_of_one(election: Election, now: datetime) -> Progress:
    """How every step of one election stands at `now`."""
    return progress_of([election], now)[0]


def calendar_kind(village: Village) -> Literal["village", "community"]:
    """The kind of a place as the calendar names it."""
    return "village" if village.kind == VillageKind.VILLAGE else "community"


def _progress(election: Election, proofs: Mapping[Step, Evidence], now: datetime) -> Progress:
    calendar = build_calendar(
        election.cycle.rules,
        election_day=election.election_day,
        party_day=election.party_day,
        village_kind=calendar_kind(election.village),
        events=_events(election, proofs),
    )
    windows = step_windows(calendar)
    steps: dict[Step, StepProgress] = {}
    for rule in election.cycle.rules.steps:
        step = Step(rule.key)
        window = windows[rule.key]
        missing = tuple(Step(key) for key in rule.prerequisites if proofs[Step(key)].done_at is None)
        stands = standing(
            proofs[step],
            opens=window.opens,
            closes=window.closes,
            ready=not missing and window.waits_for is None,
            now=now,
            conditional=rule.conditional,
        )
        steps[step] = StepProgress(election, step, rule, window, proofs[step], stands, missing)
    return Progress(election, steps)


def _events(election: Election, proofs: Mapping[Step, Evidence]) -> dict[str, date]:
    """What has happened so far, by the names the calendar gives it."""
    done = ((rule.event, proofs[Step(rule.key)].done_at) for rule in election.cycle.rules.steps)
    return {event: localtime(at).date() for event, at in done if event and at}
