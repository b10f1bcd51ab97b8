"""What can stand at a place of a rulebook: the shape by which a form is made, worked out from the model itself."""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from elections.rulebook.book import Rulebook
from elections.rulebook.citing import Law
from elections.rulebook.compare import LISTS
from elections.rulebook.measures import Deadline, Threshold
from elections.rulebook.value import Section, Strict, Text, Value

Kind = Literal[
    "number",
    "yes_no",
    "choice",
    "choices",
    "numbers",
    "words",
    "word",
    "date",
    "share",
    "text",
    "deadline",
    "threshold",
    "record",
    "rows",
]
# What an office never types: it follows from where the value stands.
GIVEN = ("source",)
PLAIN: dict[Any, Kind] = {
    bool: "yes_no",
    int: "number",
    str: "word",
    dt.date: "date",
    Fraction: "share",
    Text: "text",
    Deadline: "deadline",
    Threshold: "threshold",
}
# The lists whose entries are added, changed and removed one by one; laws go by their key.
ENTRY_LISTS = (*LISTS, "seats.headcount_bands", "seats.class_seats")
LAWS = "laws"


@dataclass(frozen=True)
class Shape:
    """What something is: its kind, the options of a choice, the parts of a record or of each row."""

    kind: Kind
    options: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    model: str = ""


@dataclass(frozen=True)
class Part:
    """One field of a record."""

    name: str
    shape: Shape
    required: bool


@cache
def value_shape(path: str) -> Shape:
    """The shape of the value (with clause, quotation, strength …) at a path. Raises LookupError."""
    model: Any = Rulebook
    for name in path.split("."):
        info = getattr(model, "model_fields", {}).get(name)
        if info is None:
            raise LookupError(f"a rulebook has no {path}")
        model = info.annotation
    if not (isinstance(model, type) and issubclass(model, Value)):
        raise LookupError(f"{path} is not a value")
    return shape_of(model)


@cache
def entry_shape(path: str) -> Shape:
    """The shape of one entry of a list, or of a law. Raises LookupError."""
    if path == LAWS:
        return shape_of(Law)
    if path not in ENTRY_LISTS:
        raise LookupError(f"{path} is no list of a rulebook")
    model: Any = Rulebook
    for name in path.split("."):
        model = model.model_fields[name].annotation
    return shape_of(get_args(model)[0])


def entries_at(book: Rulebook, path: str) -> tuple[Strict, ...]:
    """The entries of a list as they hold in a rulebook, its base's included."""
    found: tuple[Strict, ...] = attrgetter(path)(book)
    return found


@cache
def value_paths() -> tuple[str, ...]:
    """The paths of all values that a rulebook can state one by one, in the order of the work."""
    return tuple(
        path
        for subject, info in Rulebook.model_fields.items()
        if _is(info.annotation, Section)
        for path in _paths(subject, info.annotation)
    )


def shape_of(annotation: Any) -> Shape:
    """The shape of a type of the model."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(args[0])
    if origin in (Union, types.UnionType):
        return shape_of(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return Shape("choice", options=tuple(args))
    if origin is tuple:
        return _row_shape(shape_of(args[0]))
    if annotation in PLAIN:
        return Shape(PLAIN[annotation])
    if _is(annotation, Enum):
        return Shape("choice", options=tuple(member.value for member in annotation))
    return Shape("record", parts=_parts(annotation), model=annotation.__name__.partition("[")[0])


def _row_shape(one: Shape) -> Shape:
    if one.kind == "choice":
        return Shape("choices", options=one.options)
    if one.kind in ("word", "number"):
        return Shape("words" if one.kind == "word" else "numbers")
    parts = one.parts or (Part("zh", Shape("word"), True), Part("en", Shape("word"), True))
    return Shape("rows", parts=parts, model=one.model or "Text")


def _parts(model: type[BaseModel]) -> tuple[Part, ...]:
    return tuple(
        Part(name, shape_of(info.annotation), _asked(info))
        for name, info in model.model_fields.items()
        if name not in GIVEN
    )


def _asked(info: FieldInfo) -> bool:
    return info.is_required()


def _paths(path: str, model: Any) -> list[str]:
    found: list[str] = []
    for name, info in model.model_fields.items():
        if _is(info.annotation, Section):
            found += _paths(f"{path}.{name}", info.annotation)
        elif _is(info.annotation, Value):
            found.append(f"{path}.{name}")
    return found


def _is(annotation: Any, kind: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, kind)
