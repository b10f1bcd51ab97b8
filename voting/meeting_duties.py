"""Whom a meeting chose to oversee its count: the package that keeps its agenda registers it in its `meeting_duties` module."""

from collections.abc import Callable, Sequence

from accounts.discovery import discover
from elections.models import Election

Reader = Callable[[Election], Sequence[str]]
_readers: list[Reader] = []


def tells_scrutineers(reader: Reader) -> Reader:
    """Register how to read the names of the scrutineers that a meeting adopted; none where its agenda names nobody."""
    _readers.append(reader)
    return reader


def scrutineers_of_meeting(election: Election) -> list[str]:
    """The scrutineers that the meeting adopted, in the order in which it named them, each once."""
    discover("meeting_duties")
    return list(dict.fromkeys(name for reader in _readers for name in reader(election)))
