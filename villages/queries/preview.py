"""What taking a sheet of a place over would do, as every kind of list tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One field of a person that the sheet puts from one value to another."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Told:
    """Somebody of a preview; `about` tells which of the person's entries is meant, where there can be several."""

    name: str
    group: int
    birth_date: date
    about: str = ""


@dataclass(frozen=True)
class Moved:
    """A row of the sheet whose person is on record otherwise."""

    row: int
    name: str
    differences: Sequence[Difference]
    about: str = ""


@dataclass
class Preview:
    """`base` is whether anything is on record; `left_out` are those on record whom the sheet leaves out."""

    base: bool
    new: list[Told] = field(default_factory=list)
    changed: list[Moved] = field(default_factory=list)
    left_out: list[Told] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Figures:
    """How many entries a sheet that was taken over made, changed, found as they were, left out, and took away."""

    new: int
    changed: int
    unchanged: int
    left_out: int
    left: int
