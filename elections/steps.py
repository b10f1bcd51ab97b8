"""Where each package tells what shows that a step is done; found like admin.py: every package's `steps` module."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

from elections.enums import Step
from elections.models import Election, StepRecord


@dataclass(frozen=True)
class Evidence:
    """What the data show of one step of one election; computed, never ticked.

    `done_at` is when it was completed, `waiting_since` when it was handed in to `waiting_for` (a role's value),
    `returned` how often it came back, `remark` a lazy sentence with the figures.
    """

    done_at: datetime | None = None
    waiting_since: datetime | None = None
    waiting_for: str = ""
    returned: int = 0
    remark: Any = ""


NOTHING = Evidence()
T = TypeVar("T")
Source = Callable[[Collection[Election]], Mapping[int, Evidence]]
_sources: dict[Step, Source] = {}


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


def evidence_of(elections: Collection[Election]) -> dict[Step, Mapping[int, Evidence]]:
    """The evidence of every step for these elections, one query or two a step."""
    autodiscover_modules("steps")
    elections = Looked(elections)
    recorded = _recorded(elections)
    return {step: _sources[step](elections) if step in _sources else recorded.get(step, {}) for step in Step}


def _recorded(elections: Collection[Election]) -> dict[Step, dict[int, Evidence]]:
    found: dict[Step, dict[int, Evidence]] = {}
    for record in StepRecord.objects.filter(election__in=[e.pk for e in elections]):
        proof = Evidence(done_at=record.recorded_at, remark=record.note)
        found.setdefault(Step(record.step), {})[record.election_id] = proof
    return found
