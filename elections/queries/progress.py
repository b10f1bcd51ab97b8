"""How the steps of elections stand: rule, window, what shows that they are done, and what stands in the way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from elections.calendar import Calendar, Window, build_calendar, step_windows
from elections.enums import Asked, State
from elections.models import Election, StepExtension, StepWaiver
from elections.queries.allowances import Allowances, allowances_of
from elections.rulebook import Prerequisite, Rulebook, StepRule, Strength
from elections.states import Standing, standing
from elections.steps import NOTHING, Evidence, Looked, evidence_of, once
from villages.enums import VillageKind
from villages.models import Village


@dataclass(frozen=True)
class StepProgress:
    """One step of one election.

    `missing` are the steps before it that are not done and refuse it, `doubts` those that a recorded reason could
    let pass; `waivers` are the reasons on record. `extension` is the time granted, `asked` the request that waits.
    """

    election: Election
    step: str
    rule: StepRule
    window: Window
    evidence: Evidence
    standing: Standing
    missing: tuple[Prerequisite, ...]
    doubts: tuple[Prerequisite, ...]
    waivers: tuple[StepWaiver, ...]
    extension: StepExtension | None
    asked: StepExtension | None

    @property
    def applies(self) -> bool:
        """Whether the step is for this village at all."""
        return self.rule.applies_to(self.election.marks)


@dataclass(frozen=True)
class Progress:
    """All steps of one election, in the order of the rulebook."""

    election: Election
    calendar: Calendar
    steps: Mapping[str, StepProgress]

    @property
    def done(self) -> int:
        return sum(s.standing.state == State.DONE for s in self.steps.values())


def progress_of(elections: Collection[Election], now: datetime) -> list[Progress]:
    """How every step of these elections stands at `now`; the number of queries does not grow with them.

    Every election must come with its cycle and village loaded.
    """
    looked = Looked(elections)
    found, allowed = evidence_of(looked), once(allowances_of, looked)
    return [
        _progress(
            e,
            {step: _by(now, each.get(e.pk, NOTHING)) for step, each in found.items()},
            allowed,
            localtime(now),
        )
        for e in elections
    ]


def progress_of_one(election: Election, now: datetime) -> Progress:
    """How every step of one election stands at `now`."""
    return progress_of([election], now)[0]


def calendar_kind(village: Village) -> Literal["village", "community"]:
    """The kind of a place as the calendar names it."""
    return "village" if village.kind == VillageKind.VILLAGE else "community"


def _by(now: datetime, proof: Evidence) -> Evidence:
    """What the data show by this moment: what may still grow is not done, and what has run out is counted.

    What hangs for days of its own, on the ground of a clause, is not late before they are over.
    """
    if proof.open_until is not None and now < proof.open_until:
        dues = proof.dues or ((proof.open_until,) if proof.due_clause else ())
        proof = replace(proof, done_at=None, dues=dues)
    overdue = sum(now >= due for due in proof.dues)
    if overdue:
        proof = replace(
            proof, remark=format_lazy(_("{remark}; overdue: {n}"), remark=proof.remark, n=overdue)
        )
    return proof


def _due(window: Window, proof: Evidence) -> Window:
    """The window of a step; what is under way and has a time of its own closes it."""
    return replace(window, closes=min(proof.dues), clause=proof.due_clause) if proof.dues else window


def _progress(
    election: Election, proofs: Mapping[str, Evidence], allowed: Allowances, now: datetime
) -> Progress:
    rules = election.cycle.rules
    calendar = build_calendar(
        rules,
        election_day=election.election_day,
        party_day=election.party_day,
        village_kind=calendar_kind(election.village),
        events=events_of(rules, proofs),
        work=allowed.work(election),
        tells=True,
    )
    windows = step_windows(calendar)
    steps = {
        rule.key: _step(
            election,
            rule,
            _due(allowed.window(election, rule.key, windows[rule.key]), proofs.get(rule.key, NOTHING)),
            proofs,
            allowed,
            now,
        )
        for rule in rules.steps
    }
    return Progress(election, calendar, steps)


def _step(
    election: Election,
    rule: StepRule,
    window: Window,
    proofs: Mapping[str, Evidence],
    allowed: Allowances,
    now: datetime,
) -> StepProgress:
    proof = proofs.get(rule.key, NOTHING)
    waivers = allowed.waivers(election, rule.key)
    wanting = [p for p in rule.prerequisites if _wanting(election, p, proofs, allowed)]
    open_ = [p for p in wanting if p.step not in {waiver.over for waiver in waivers}]
    missing = tuple(p for p in open_ if p.strength == Strength.HARD)
    stands = standing(
        proof,
        opens=window.opens,
        closes=window.closes,
        ready=not missing and window.waits_for is None and window.unannounced is None,
        now=now,
        conditional=rule.conditional or not rule.applies_to(election.marks),
    )
    return StepProgress(
        election=election,
        step=rule.key,
        rule=rule,
        window=window,
        evidence=proof,
        standing=stands,
        missing=missing,
        doubts=tuple(p for p in open_ if p.strength == Strength.SOFT),
        waivers=waivers,
        extension=allowed.extension(election, rule.key, Asked.GRANTED),
        asked=allowed.extension(election, rule.key, Asked.OPEN),
    )


def _wanting(
    election: Election, needed: Prerequisite, proofs: Mapping[str, Evidence], allowed: Allowances
) -> bool:
    """Whether a step that must be done before is not: one that does not apply to the village is not asked for."""
    rule = election.cycle.rules.step(needed.step)
    if not rule.applies_to(election.marks):
        return False
    if proofs.get(needed.step, NOTHING).done_at is None:
        return not rule.conditional
    return needed.step in allowed.unfinished_elsewhere(election)


def events_of(rules: Rulebook, proofs: Mapping[str, Evidence]) -> dict[str, date]:
    """What has happened so far, by the names the calendar of these rules gives it."""
    found: dict[str, date] = {}
    for rule in rules.steps:
        proof = proofs.get(rule.key, NOTHING)
        found |= proof.happened
        if rule.event and proof.done_at and rule.event not in proof.happened:
            found[rule.event] = localtime(proof.done_at).date()
    return found
