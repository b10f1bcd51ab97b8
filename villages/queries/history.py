"""What a kept history says: between two states of one row, which fields were put from what to what, when, by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist


@dataclass(frozen=True)
class Changed:
    """One field that went from one value to another, as they are told to a reader."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """One entry: when and by whom; without `fields` it is the one that made the row."""

    at: datetime
    by: str
    fields: Sequence[Changed] = ()


def changes_between(before: Any, after: Any, names: Iterable[str]) -> Change:
    """What stands otherwise after than before, of these fields."""
    fields = [
        Changed(name, told(before, name), told(after, name))
        for name in names
        if told(before, name) != told(after, name)
    ]
    return Change(after.history_date, by_whom(after), fields)


def by_whom(kept: Any) -> str:
    return kept.history_user.name if kept.history_user else ""


def told(kept: Any, name: str) -> Any:
    """A value as a reader is told it: a choice by its word, a row of another table by its name."""
    display = getattr(kept, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    try:
        value = getattr(kept, name)
    except ObjectDoesNotExist:  # the row it pointed to is gone; the history stays
        return ""
    return str(value) if hasattr(value, "_meta") else value
