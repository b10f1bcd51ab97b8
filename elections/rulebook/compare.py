"""Walking through a rulebook, and two rulebooks side by side."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from elections.rulebook.value import Section, Silent, Strength, Strict, Value

if TYPE_CHECKING:
    from elections.rulebook.book import Rulebook

LISTS = (
    "qualification.negative_list",
    "review.departments",
    "roll.categories",
    "phases",
    "tasks",
    "groups",
    "steps",
    "party_path",
    "assembly_agenda",
    "orders",
    "fits",
    "ambiguities",
)


class Difference(NamedTuple):
    """A place where two rulebooks differ; a side that says nothing is None.

    `path` is that of a value, of an entry of a list ("tasks.task_01"), or of how a value binds
    ("roll.published:strength").
    """

    path: str
    left: Any
    right: Any


def entries(book: Rulebook) -> Iterator[tuple[str, Value[Any] | Silent]]:
    """Every value of every subject with its path, in the order of the work; the silent ones too."""
    for subject in book.subjects:
        yield from _within(subject, getattr(book, subject))


def _within(path: str, found: Any) -> Iterator[tuple[str, Value[Any] | Silent]]:
    if isinstance(found, Value | Silent):
        yield path, found
    elif isinstance(found, Section):
        for name, value in found.fields():
            yield from _within(f"{path}.{name}", value)
    elif isinstance(found, tuple):
        for number, value in enumerate(found, start=1):
            yield from _within(f"{path}.{number}", value)


def differences(left: Rulebook, right: Rulebook) -> list[Difference]:
    """Where two rulebooks differ in what they demand; the clauses and quotations are not compared."""
    ours, theirs = _demands(left), _demands(right)
    return [
        Difference(path, ours.get(path), theirs.get(path))
        for path in dict.fromkeys([*ours, *theirs])
        if ours.get(path) != theirs.get(path)
    ]


def _demands(book: Rulebook) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for path, value in entries(book):
        if isinstance(value, Value):
            said[path] = _plain(value)
            said |= {f"{path}:{part}": found for part, found in _binding(value)}
    for name in LISTS:
        for number, one in enumerate(attrgetter(name)(book), start=1):
            said[f"{name}.{key_of(one, number)}"] = one.model_dump(
                mode="json", exclude={"clause", "quote"}, exclude_defaults=True
            )
    return said


def key_of(entry: Strict, number: int) -> str:
    """By what an entry of a list is known in two rulebooks: its key, what it orders, else its place."""
    known = getattr(entry, "key", None) or getattr(entry, "code", None)
    ends = [getattr(entry, name) for name in ("first", "notice", "then") if hasattr(entry, name)]
    return str(known or "-".join(ends) or number)


def _binding(value: Value[Any]) -> Iterator[tuple[str, str]]:
    """How a value binds, where it is not simply a must."""
    if value.strength != Strength.HARD:
        yield "strength", value.strength.value
    if value.approver:
        yield "approver", value.approver


def _plain(value: Value[Any]) -> Any:
    """What a value says, as plain JSON data: it goes into the database and into ledgers."""
    return value.model_dump(mode="json", include={"value"}, exclude_none=True)["value"]
