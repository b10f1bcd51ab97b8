"""The grain of a rulebook: one value, the clause it comes from, and how binding the clause is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_serializer

T = TypeVar("T")
# A clause as the database keeps it: its code, or article and paragraph of a law.
Clause = Annotated[str, Field(min_length=1, max_length=40)]


class Strict(BaseModel):
    """Data that refuse unknown fields and are never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Strict):
    """One text in both languages."""

    zh: str
    en: str


class Strength(StrEnum):
    """How the clause binds: a hard rule refuses, a soft one warns and takes a recorded reason, an aim is
    shown.
    """

    HARD = "hard"
    SOFT = "soft"
    AIM = "aim"


class Source(StrEnum):
    """Whether the plan says it, or the base rulebook (the law) that the plan extends."""

    PLAN = "plan"
    BASE = "base"


class Value(Strict, Generic[T]):
    """A value of a plan or law.

    `clause` is the clause it comes from ("A-ROLL-17", or an article such as "VCOL-15.2"), `also` further
    clauses, `quote` the text's own words. `approver` is the role that may relax a soft rule. Where the text
    can be read in more than one way, `amb` names the entry of the rulebook's list of ambiguities and
    `reading` the one chosen. `proposed` marks what the text does not say: a proposal that the office is to
    confirm; its clause is the one that is silent.
    """

    value: T
    clause: Clause
    also: tuple[str, ...] = ()
    quote: str = ""
    strength: Strength = Strength.HARD
    source: Source = Source.PLAN
    approver: str | None = None
    amb: str | None = None
    reading: int | None = None
    proposed: bool = False
    note: Text | None = None

    @property
    def stated(self) -> bool:
        return True


class RuleSilent(LookupError):
    """A value was asked for on which the rulebook and its base are silent."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The rulebook says nothing on {path}.")
        self.path = path


class Silent:
    """Stands where a rulebook says nothing. Asking for its value raises RuleSilent with the path."""

    def __init__(self, path: str = "") -> None:
        self.path = path

    @property
    def value(self) -> Any:
        raise RuleSilent(self.path)

    stated = False
    clause = ""
    also: tuple[str, ...] = ()
    quote = ""
    strength = None
    source = None
    approver = None
    amb = None
    reading = None
    proposed = False
    note = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Silent)

    def __hash__(self) -> int:
        return hash(Silent)

    def __repr__(self) -> str:
        return f"Silent({self.path!r})"


def silent() -> Any:
    """The default of a field that a rulebook need not state."""
    return Field(default_factory=Silent)


class Section(Strict):
    """A subject of the rulebook: values, lists, and sections within it."""

    @model_serializer(mode="plain")
    def _stated(self) -> dict[str, Any]:
        """What is silent is left out, so that thawing a frozen rulebook leaves it silent."""
        return {name: value for name, value in self.fields() if not isinstance(value, Silent)}

    def fields(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in type(self).model_fields)

    def named(self, path: str) -> None:
        """Tell every silent value where it stands, so that its error can say so."""
        for name, value in self.fields():
            if isinstance(value, Silent):
                value.path = f"{path}.{name}"
            elif isinstance(value, Section):
                value.named(f"{path}.{name}")
