"""Where each package tells what shows that a step is done; found like admin.py: every package's `steps` module."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.discovery import discover
from accounts.queries.fixed import Among, FixedModels
from accounts.said import Listed, Said
from elections.enums import Step
from elections.models import Election, StepRecord
from elections.rulebook import Part, StepRule


@dataclass(frozen=True)
class Evidence:
    """What the data show of one step of one election; computed, never ticked.

    `done_at` is when it was completed, `happened` the day on which each event of it took place, `waiting_since` when
    it was handed in to `waiting_for` (a role's value), `returned` how often it came back, `remark` a lazy sentence with
    the figures. `dues` are the ends (exclusive) of what is under way, each with a time of its own, on the ground of
    `due_clause`: the first of them closes the step in place of its window. `open_until` (exclusive) tells that more may
    come in till then, so that the step is not done before.
    """

    done_at: datetime | None = None
    happened: Mapping[str, date] = field(default_factory=dict)
    waiting_since: datetime | None = None
    waiting_for: str = ""
    returned: int = 0
    remark: Any = ""
    dues: tuple[datetime, ...] = ()
    due_clause: str = ""
    open_until: datetime | None = None


@dataclass(frozen=True)
class Worked:
    """A body that was elected in the application in the place of a record: the `parts` of its off-line step.

    `held_on` is the day of the last election to it, `recorded_at` when it was complete.
    """

    step: str
    parts: Sequence[str]
    held_on: date
    recorded_at: datetime
    note: Any = ""


NOTHING = Evidence()
T = TypeVar("T")
Source = Callable[[Collection[Election]], Mapping[int, Evidence]]
Check = Callable[[Election, str, Collection[str], datetime], None]
_sources: dict[Step, Source] = {}
_checks: list[Check] = []
GateCheck = Callable[[Election, StepRule], None]
_gate_checks: list[GateCheck] = []
Work = Callable[[Collection[Election]], Mapping[int, Sequence[Worked]]]
_worked: list[Work] = []
_records = FixedModels(
    lambda elections: StepRecord.objects.filter(Among("election", elections), withdrawn_at=None)
)


class Looked(tuple[Election, ...]):
    """The elections that one look at the steps is about, with what was read of them so far."""

    def __new__(cls, elections: Collection[Election]) -> "Looked":
        made = super().__new__(cls, elections)
        made.read = {}
        return made

    read: dict[Any, Any]


def once(read: Callable[[Collection[Election]], T], elections: Collection[Election]) -> T:
    """What `read` finds of these elections; within one look at the steps it reads once, however many steps ask."""
    if not isinstance(elections, Looked):
        return read(elections)
    if read not in elections.read:
        elections.read[read] = read(elections)
    return elections.read[read]


def evidence(
    *steps: Step,
) -> Callable[[Callable[..., Mapping[int, Evidence]]], Callable[..., Mapping[int, Evidence]]]:
    """Register the function that answers for steps, for many elections at once: {election id: Evidence}."""

    def register(source: Callable[..., Mapping[int, Evidence]]) -> Callable[..., Mapping[int, Evidence]]:
        for step in steps:
            _sources[step] = source
        return source

    return register


def works_in_steps(source: Work) -> Work:
    """Register what tells which off-line work was done in the application: {election id: what is worked}."""
    _worked.append(source)
    return source


def worked_of(elections: Collection[Election]) -> dict[int, list[Worked]]:
    """The off-line work that was done in the application, by election."""
    discover("steps")
    found: dict[int, list[Worked]] = {}
    for source in _worked:
        for pk, works in source(elections).items():
            found.setdefault(pk, []).extend(works)
    return found


def stands_against(check: Check) -> Check:
    """Register what may stand against a record of off-line work, beside the gate; it raises a refusal."""
    _checks.append(check)
    return check


def refuse_record(election: Election, step: str, parts: Collection[str], now: datetime) -> None:
    """Raises what the packages have against a record that shows these parts of a step."""
    discover("steps")
    for check in _checks:
        check(election, step, parts, now)


def stands_in_gate(check: GateCheck) -> GateCheck:
    """Register what may stand against any act of a step, beside its window and what comes before; it raises a refusal."""
    _gate_checks.append(check)
    return check


def refuse_act(election: Election, rule: StepRule) -> None:
    """Raises what the packages have against any act of a step now."""
    discover("steps")
    for check in _gate_checks:
        check(election, rule)


def evidence_of(elections: Collection[Election]) -> dict[str, Mapping[int, Evidence]]:
    """The evidence of every step for these elections, one query or two a step; {step: {election id: Evidence}}.

    What was put on record of a step before the application worked in it stays done, where nothing else is shown.
    """
    discover("steps")
    elections = elections if isinstance(elections, Looked) else Looked(elections)
    found: dict[str, Mapping[int, Evidence]] = {**_recorded(elections)}
    for step, source in _sources.items():
        found[step.value] = {**found.get(step.value, {}), **source(elections)}
    return found


def _recorded(elections: Collection[Election]) -> dict[str, dict[int, Evidence]]:
    """What the records show of the off-line steps: done with the last of the parts that a rulebook asks for."""
    kept: dict[tuple[int, str], list[StepRecord | Worked]] = {}
    for record in _records([e.pk for e in elections]):
        kept.setdefault((record.election_id, record.step), []).append(record)
    for pk, works in worked_of(elections).items():
        for work in works:
            kept.setdefault((pk, work.step), []).append(work)
    rules = {election.pk: election.cycle.rules for election in elections}
    found: dict[str, dict[int, Evidence]] = {}
    for (election, step), records in kept.items():
        if rules[election].has_step(step):
            found.setdefault(step, {})[election] = shown_by(records, rules[election].step(step))
    return found


def shown_by(records: Sequence[StepRecord | Worked], rule: StepRule) -> Evidence:
    """What the records of one off-line step of one election show."""
    covered: dict[str, StepRecord | Worked] = {}
    for record in records:
        for part in record.parts:
            covered.setdefault(part, record)
    happened = {p.event: covered[p.key].held_on for p in rule.parts if p.event and p.key in covered}
    missing = [part for part in rule.parts if part.key not in covered]
    if missing:
        wanting = Listed(Said(part.title) for part in missing)
        waits = _waits_for(rule, missing)
        return Evidence(
            happened=happened,
            waiting_for=waits,
            waiting_since=max(record.recorded_at for record in records) if waits else None,
            remark=format_lazy(_("Still to be recorded: {parts}"), parts=wanting),
        )
    last = max((covered[part.key] for part in rule.parts), key=lambda r: r.recorded_at, default=records[-1])
    if rule.event:
        happened[rule.event] = max(record.held_on for record in records)
    return Evidence(done_at=last.recorded_at, happened=happened, remark=last.note)


def _waits_for(rule: StepRule, missing: Sequence[Part]) -> str:
    """The office for which a step waits: all that is wanting of it is done by another than does the step; else ""."""
    who = missing[0].who
    others = who and not set(who) & set(rule.who) and all(part.who == who for part in missing)
    return who[0] if others else ""
