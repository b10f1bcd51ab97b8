"""Makes the files that clerks, and others, send in."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

Rows = Iterable[Sequence[Any]]


def xlsx(rows: Rows, title: str = "表", **more: Rows) -> bytes:
    """A workbook with one sheet of these rows, and further sheets by name; a name ending in _hidden is hidden."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for name, cells in more.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
        if name.endswith("_hidden"):
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sparse_giant() -> bytes:
    """A cell at A1 and one at the last corner a sheet has: read naively, 549 GB."""
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD200000"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part in its archive."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


def with_sheet(content: bytes, xml: bytes) -> bytes:
    """The workbook with its first sheet replaced by these bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            after.writestr(
                part.filename, xml if part.filename == "xl/worksheets/sheet1.xml" else before.read(part)
            )
    return out.getvalue()
