"""Where each package tells what shows that a step is done; found like admin.py: every package's `steps` module."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.discovery import discover
from accounts.said import Listed, Said
from elections.enums import Step
from elections.models import Election, StepRecord
from elections.rulebook import StepRule


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
class Told:
    """An event of an off-line step as it was worked in the application: its day, and when all of it was on record."""

    on: date
    at: datetime
    remark: Any = ""


NOTHING = Evidence()
T = TypeVar("T")
Source = Callable[[Collection[Election]], Mapping[int, Evidence]]
Check = Callable[[Election, str, Collection[str], datetime], None]
_sources: dict[Step, Source] = {}
_tellers: dict[str, Callable[[Collection[Election]], Mapping[int, Told]]] = {}
_checks: list[Check] = []


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


def tells(
    event: str,
) -> Callable[[Callable[..., Mapping[int, Told]]], Callable[..., Mapping[int, Told]]]:
    """Register the function that tells of an event of off-line steps, where it was worked here: {election id: Told}.

    The part of a step that tells the calendar of this event needs no record then.
    """

    def register(teller: Callable[..., Mapping[int, Told]]) -> Callable[..., Mapping[int, Told]]:
        _tellers[event] = teller
        return teller

    return register


def told_of(elections: Collection[Election]) -> dict[int, dict[str, Told]]:
    """The events of off-line steps that were worked in the application: {election id: {event: Told}}."""
    discover("steps")
    found: dict[int, dict[str, Told]] = {}
    for event, teller in _tellers.items():
        for election, told in teller(elections).items():
            found.setdefault(election, {})[event] = told
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
    """What records, and what was worked here, show of the off-line steps: done with the last of their parts."""
    kept: dict[tuple[int, str], list[StepRecord]] = {}
    for record in StepRecord.objects.filter(election__in=[e.pk for e in elections], withdrawn_at=None):
        kept.setdefault((record.election_id, record.step), []).append(record)
    rules = {election.pk: election.cycle.rules for election in elections}
    told = told_of(elections)
    for pk, events in told.items():
        for rule in rules[pk].steps:
            if rule.offline and any(rule.tells(event) for event in events):
                kept.setdefault((pk, rule.key), [])
    found: dict[str, dict[int, Evidence]] = {}
    for (election, step), records in kept.items():
        if rules[election].has_step(step):
            found.setdefault(step, {})[election] = shown_by(
                records, rules[election].step(step), told.get(election, {})
            )
    return found


def shown_by(
    records: Sequence[StepRecord], rule: StepRule, told: Mapping[str, Told] | None = None
) -> Evidence:
    """What the records of one off-line step of one election show, and the events of it that were worked here."""
    here = {event: each for event, each in (told or {}).items() if rule.tells(event)}
    if not records and not here:
        return NOTHING
    covered: dict[str, StepRecord] = {}
    for record in records:
        for part in record.parts:
            covered.setdefault(part, record)
    happened = {p.event: covered[p.key].held_on for p in rule.parts if p.event and p.key in covered}
    happened |= {event: each.on for event, each in here.items()}
    missing = [part for part in rule.parts if part.key not in covered and part.event not in here]
    if missing:
        wanting = Listed(Said(part.title) for part in missing)
        return Evidence(
            happened=happened, remark=format_lazy(_("Still to be recorded: {parts}"), parts=wanting)
        )
    if rule.event and rule.event not in happened:
        happened[rule.event] = max(record.held_on for record in records)
    done_at, remark = _latest(
        [covered[part.key] for part in rule.parts if part.key in covered] or records, here
    )
    return Evidence(done_at=done_at, happened=happened, remark=remark)


def _latest(records: Sequence[StepRecord], told: Mapping[str, Told]) -> tuple[datetime, Any]:
    """When the last of them came on record, and what it says."""
    moments = [(record.recorded_at, record.note) for record in records]
    return max([*moments, *((each.at, each.remark) for each in told.values())], key=lambda moment: moment[0])
