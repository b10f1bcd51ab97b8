"""Who may not do what on polling day: each package that knows of somebody registers it in its `barred` module."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from accounts.discovery import discover
from elections.models import Election


class Duty(StrEnum):
    """What a person is kept from."""

    PROXY_HOLDER = "proxy_holder"
    STAFF = "staff"
    # Not kept from it: the plan is silent on them, and the page tells of them.
    STAFF_TOLD = "staff_told"


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a person is kept from a duty, and the ground."""

    why: Promise | str
    clause: str | None = None


Source = Callable[[Election, Collection[bytes]], Mapping[bytes, Bar]]
_sources: dict[Duty, list[Source]] = {}


def bars(duty: Duty) -> Callable[[Source], Source]:
    """Register who is kept from a duty: source(election, blind indexes) gives those of them that are, and why."""

    def register(source: Source) -> Source:
        _sources.setdefault(duty, []).append(source)
        return source

    return register


def barred_from(duty: Duty, election: Election, indexes: Collection[bytes]) -> dict[bytes, Bar]:
    """Those of the persons (blind indexes) who are kept from the duty in this election, with the first reason."""
    discover("barred")
    found: dict[bytes, Bar] = {}
    for source in _sources.get(duty, []) if indexes else []:
        for index, bar in source(election, indexes).items():
            found.setdefault(index, bar)
    return found
