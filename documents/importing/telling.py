"""Findings in the words of the page's language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from accounts.said import Listed
from documents.importing.faults import Kinds
from documents.models import SheetFault
from documents.sheets import Layout, Mark

DAYS = frozenset({"day", "born"})


@dataclass(frozen=True)
class ToldFault:
    """A finding as a page shows it. `column` and `value` are the clerk's own Chinese words."""

    row: int
    column: str
    code: str
    value: str
    what: str
    remedy: str
    clause: str
    warning: bool


def said(name: str, value: Any) -> str:
    """What fills the blank of this name in a fault's sentence."""
    if name in DAYS:
        return _day(value)
    if isinstance(value, list):
        return str(Listed(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _no_clause(rule: str) -> str:
    return ""


@dataclass(frozen=True)
class SheetWords:
    """How the findings of one kind of sheet are told. `clause_of` gives the clause behind the path of a rule."""

    layout: Layout
    kinds: Kinds
    clause_of: Callable[[str], str] = _no_clause
    said: Callable[[str, Any], str] = said


def told_faults(faults: Iterable[SheetFault], words: SheetWords) -> Iterator[ToldFault]:
    """The findings in the active language, each with the clause behind it."""
    for fault in faults:
        kind = words.kinds[fault.code]
        yield ToldFault(
            row=fault.row,
            column=words.layout.title(fault.column),
            code=fault.code,
            value=fault.value,
            what=str(kind.what) % {name: words.said(name, value) for name, value in fault.data.items()},
            remedy=str(kind.remedy),
            clause=fault.data.get("clause") or (words.clause_of(kind.rule) if kind.rule else ""),
            warning=fault.warning,
        )


def marks_of(faults: Iterable[SheetFault], words: SheetWords) -> list[Mark]:
    """The findings as comments at their cells."""
    found = list(faults)
    pairs = zip(found, told_faults(found, words), strict=True)
    return [
        Mark(fault.row, fault.column, f"{told.what}\n{told.remedy}", told.warning) for fault, told in pairs
    ]


def _day(written: str) -> str:
    """A day in the language's own form; one that does not exist as it was written."""
    try:
        return date_format(date.fromisoformat(written))
    except ValueError:
        return written
