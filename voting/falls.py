"""What follows where an election falls: each package that has put those elected somewhere registers it in its `falls` module."""

from collections.abc import Callable
from datetime import datetime

from accounts.discovery import discover
from accounts.models import User
from voting.models import Invalidity

Follow = Callable[[Invalidity, User, datetime], list[str]]
_follows: list[Follow] = []


def follows_a_fall(follow: Follow) -> Follow:
    """Register what is done, within the act, when an election was declared invalid; it gives the names concerned."""
    _follows.append(follow)
    return follow


def follow_fall(made: Invalidity, by: User, now: datetime) -> list[str]:
    """Do what follows from a declaration; the names of those concerned."""
    discover("falls")
    return [name for follow in _follows for name in follow(made, by, now)]
