"""How each kind of long work is told on a page: its title, its stages in order, and where its result stands."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.discovery import discover
from documents.models import Job

Words = str | Promise


@dataclass(frozen=True)
class JobKind:
    """`stages` are (key as reported by the handler, label); `page` gives the address of the job's own page.

    `summary` turns the result of a finished job into a sentence with its numbers.
    """

    title: Words
    stages: tuple[tuple[str, Words], ...]
    page: Callable[[Job], str]
    summary: Callable[[Job], Words]


_kinds: dict[str, JobKind] = {}


def describe(kind: str, told: JobKind) -> None:
    """Register how a kind of job is told; in the `jobs` module that also registers its handler."""
    _kinds[kind] = told


def kind_of_job(job: Job) -> JobKind | None:
    """How a job is told, or None for a kind that nobody described."""
    discover("jobs")
    return _kinds.get(job.kind)
