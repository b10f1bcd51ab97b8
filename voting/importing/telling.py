"""Findings in the words of the page's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from accounts.said import Listed
from documents.sheets import Layout, Mark
from elections.rulebook import Rulebook
from villages.templatetags.names import place
from voting.importing.faults import FAULTS, NEEDS
from voting.models import UploadFault


@dataclass(frozen=True)
class ToldFault:
    """A finding as a page shows it. `column` and `value` are the clerk's own Chinese words."""

    row: int
    column: str
    value: str
    what: str
    remedy: str
    clause: str
    warning: bool


def told_faults(faults: Iterable[UploadFault], layout: Layout, rules: Rulebook) -> Iterator[ToldFault]:
    """The findings in the active language, each with the clause behind it."""
    for fault in faults:
        kind = FAULTS[fault.code]
        clause = fault.data.get("clause") or (rules.at(kind.rule).clause if kind.rule else "")
        yield ToldFault(
            row=fault.row,
            column=layout.title(fault.column),
            value=fault.value,
            what=str(kind.what) % {name: _said(name, value) for name, value in fault.data.items()},
            remedy=str(kind.remedy),
            clause=clause,
            warning=fault.warning,
        )


def marks_of(faults: Iterable[UploadFault], layout: Layout, rules: Rulebook) -> list[Mark]:
    """The findings as comments at their cells."""
    pairs = zip(faults, told_faults(faults, layout, rules), strict=True)
    return [
        Mark(fault.row, fault.column, f"{told.what}\n{told.remedy}", told.warning) for fault, told in pairs
    ]


def _said(name: str, value: Any) -> str:
    if name == "needs":
        return str(Listed(NEEDS[need] for need in value))
    if name == "place":
        return place(value)
    if name in ("day", "born"):
        return _day(value)
    if isinstance(value, list):
        return str(Listed(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _day(written: str) -> str:
    """A day in the language's own form; one that does not exist as it was written."""
    try:
        return date_format(date.fromisoformat(written))
    except ValueError:
        return written
