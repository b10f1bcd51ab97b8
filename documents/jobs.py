"""The kinds of long work. A package registers its handlers in its `jobs` module; found like admin.py."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.discovery import discover
from documents.models import Job

Progress = Callable[[str, int, int], None]
Handler = Callable[[Job, Progress, datetime], dict[str, Any]]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the handler of one kind of job.

    It is called as handler(job, progress, now) and returns the result that is kept on the job. It may run twice (a
    worker can die after its writes), so it writes in one transaction that a second run repeats without harm.
    `progress(stage, done, total)` is cheap to call and raises Cancelled when the user has cancelled.
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """The handler of a kind. Raises KeyError for a kind nobody registered."""
    discover("jobs")
    return _handlers[kind]


class Cancelled(Exception):
    """The user cancelled the job; nothing more is written."""
