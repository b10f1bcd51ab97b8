"""What the card of a long job says: its title, its stages, its outcome, and where to go on."""

from dataclasses import dataclass

from django import template

from documents.enums import JobState
from documents.job_kinds import JobKind, Words, kind_of_job
from documents.models import Job
from elections.enums import State

register = template.Library()


@dataclass(frozen=True)
class Stage:
    """One stage of a job: done, under way, or still to come."""

    label: Words
    state: str


@register.filter
def job_kind(job: Job) -> JobKind | None:
    """How this kind of job is told; None where nobody described it."""
    return kind_of_job(job)


@register.filter
def job_stages(job: Job) -> list[Stage]:
    """The stages in order: those before the one reported are done, those after it are still to come."""
    kind = kind_of_job(job)
    if kind is None:
        return []
    keys = [key for key, _label in kind.stages]
    here = keys.index(job.stage) if job.stage in keys else -1
    if job.state == JobState.DONE:
        here = len(keys)
    return [
        Stage(label, (State.DONE if n < here else State.OPEN if n == here else State.OFF).value)
        for n, (_key, label) in enumerate(kind.stages)
    ]


@register.filter
def job_summary(job: Job) -> Words:
    """The outcome of a finished job in numbers."""
    kind = kind_of_job(job)
    return kind.summary(job) if kind is not None and job.state == JobState.DONE else ""


@register.filter
def job_page(job: Job) -> str:
    """The page on which the result of the job stands."""
    kind = kind_of_job(job)
    return kind.page(job) if kind is not None else ""
