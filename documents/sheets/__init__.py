"""Sheets in and out: what an upload is, reading it in a limited process, columns by their titles, writing.

    kind = kind_of(content, "登记表.xlsx")           # looks before anything is opened; refuses
    for line in listed(cells_of(content, kind), LAYOUT):
        line.number, line.cells["name"]              # the clerk's own row number; a cell by column key

Everything refused about a file is a `SheetRefused`; what is wrong in a row is the business of the importer.
"""

from documents.sheets.columns import Column, Layout, Line
from documents.sheets.inspection import SheetKind, kind_of
from documents.sheets.listing import line_of, listed, rows_listed
from documents.sheets.reading import LIMITS, Limits, cells_of
from documents.sheets.refusals import SheetRefused
from documents.sheets.writing import Mark, marked_copy, template

__all__ = [
    "LIMITS",
    "Column",
    "Layout",
    "Limits",
    "Line",
    "Mark",
    "SheetKind",
    "SheetRefused",
    "cells_of",
    "kind_of",
    "line_of",
    "listed",
    "marked_copy",
    "rows_listed",
    "template",
]
