"""Copies of what fixtures return; what is one object in two of them is one object in their copies."""

import io
import pickle
from typing import Any

from django.db.models import Manager, QuerySet
from django.test import Client

from elections.models import rulebook
from elections.rulebook import Rulebook

# A rulebook never changes and is compared by identity.
_rulebooks: dict[int, Rulebook] = {}


class NotCopied(Exception):
    """A copy would not be as good as the thing itself."""


class _Pickler(pickle.Pickler):
    def persistent_id(self, thing: Any) -> int | None:
        if isinstance(thing, Manager) or (isinstance(thing, QuerySet) and thing._result_cache is None):
            raise NotCopied("it asks the database when it is looked at")
        if isinstance(thing, Rulebook):
            _rulebooks[id(thing)] = thing
            return id(thing)
        return None

    def reducer_override(self, thing: Any) -> Any:
        if type(thing) is Client:
            state = {name: value for name, value in vars(thing).items() if name != "handler"}
            return _client, (thing.handler.enforce_csrf_checks, state)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, number: int) -> Rulebook:
        return _rulebooks[number]


def _client(checks: bool, state: dict[str, Any]) -> Client:
    made = Client(enforce_csrf_checks=checks)
    vars(made).update(state)
    return made


def written(things: list[Any]) -> bytes:
    """The things, and of which editions it is known by now which rulebook they are."""
    file = io.BytesIO()
    try:
        _Pickler(file, pickle.HIGHEST_PROTOCOL).dump((things, rulebook._digests))
    except (pickle.PicklingError, AttributeError, TypeError) as fault:
        raise NotCopied(str(fault)) from fault
    return file.getvalue()


def copies_from(given: bytes) -> list[Any]:
    """New copies; what is known of editions is what was known when they were written."""
    things, digests = _Unpickler(io.BytesIO(given)).load()
    rulebook._digests.clear()
    rulebook._digests.update(digests)
    return things
