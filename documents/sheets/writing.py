"""Writing .xlsx: the template of a list, and a copy of an uploaded sheet with its faulty cells marked."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from documents.sheets.cells import is_day, is_number
from documents.sheets.columns import Layout
from documents.sheets.reading import Row

READY_ROWS = 5000
FONT = {"font_name": "宋体", "font_size": 11}
HEAD = {**FONT, "bold": True, "bg_color": "#F1EEE8", "border": 1, "text_wrap": True, "valign": "vcenter"}
HEADING = {
    "font_name": "宋体",
    "font_size": 16,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
EXAMPLE = {**FONT, "font_color": "#6B635B", "num_format": "@"}
FAULT = {**FONT, "bg_color": "#FBEBE8", "border": 2, "border_color": "#9A1B1E", "num_format": "@"}
WARNING = {**FONT, "bg_color": "#FBF0DB", "num_format": "@"}
TEXT = {**FONT, "num_format": "@"}
HEADING_ROW, TITLE_ROW = 0, 1
LONGEST_STAMP = 200  # Excel drops a header beyond 255 characters


class Mark(NamedTuple):
    """What is said at a cell: a row number from 1, a column key ("" marks the row's first column), the words."""

    row: int
    column: str
    words: str
    warning: bool = False


def template(
    layout: Layout, rows: Iterable[Mapping[str, str]] = (), *, example: bool = True, watermark: str = ""
) -> bytes:
    """A workbook to fill in: heading, titles with notes, drop-downs, text columns, an example row; or already filled.

    `rows` are written under the titles, by column key, as text. A `watermark` tells on every sheet, and on every page
    that is printed of it, who took it.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(layout.name)
        last = len(layout.columns) - 1
        heading = f"{layout.heading}\n{watermark}" if watermark else layout.heading
        sheet.merge_range(HEADING_ROW, 0, HEADING_ROW, last, heading, book.add_format(HEADING))
        sheet.set_row(HEADING_ROW, 56 if watermark else 32)
        _titles(book, sheet, layout)
        filled = [[row.get(column.key, "") for column in layout.columns] for row in rows]
        if example:
            shown = [column.example for column in layout.columns]
            sheet.write_row(TITLE_ROW + 1, 0, shown, book.add_format(EXAMPLE))
        for number, cells in enumerate(filled, start=TITLE_ROW + 1 + example):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)
        _drop_downs(book, sheet, layout, TITLE_ROW + 1, max(READY_ROWS, len(filled)))
        sheet.freeze_panes(TITLE_ROW + 1, 0)
        _notes(book, layout, watermark)
        if watermark:
            _stamp(book, watermark)
    return out.getvalue()


def marked_copy(
    rows: Iterable[Row], layout: Layout, places: Mapping[str, int], marks: Sequence[Mark]
) -> bytes:
    """The rows of a sheet again, each at its own number, faulty cells coloured, with the words as a comment.

    `places` tells in which column (from 0) each key stands. Cells come out as they were typed, never as formulas.
    """
    told = _told(marks, places)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(layout.name)
        plain, faulty, doubtful = (book.add_format(style) for style in (TEXT, FAULT, WARNING))
        for key, place in places.items():
            sheet.set_column(place, place, layout.by_key[key].width, plain)
        for number, row in enumerate(rows):
            here = told.pop(number, {})
            for place in range(max([len(row), *(p + 1 for p in here)])):
                cell = row[place] if place < len(row) else ""
                mark = here.get(place)
                style = plain if mark is None else doubtful if mark.warning else faulty
                _write(sheet, number, place, cell, style)
                if mark is not None:
                    sheet.write_comment(number, place, mark.words, {"x_scale": 2, "author": ""})
    return out.getvalue()


def _told(marks: Sequence[Mark], places: Mapping[str, int]) -> dict[int, dict[int, Mark]]:
    """The marks by row and column (both from 0); several words at one cell stand under each other, faults first."""
    told: dict[int, dict[int, Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.warning):
        cells = told.setdefault(mark.row - 1, {})
        place = places.get(mark.column, 0)
        first = cells.get(place)
        cells[place] = mark if first is None else first._replace(words=f"{first.words}\n{mark.words}")
    return told


def _write(sheet: Any, row: int, place: int, cell: Any, style: Any) -> None:
    if is_day(cell):
        sheet.write_string(row, place, cell["date"], style)
    elif is_number(cell):
        sheet.write_number(row, place, cell, style)
    elif cell == "":
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_string(row, place, str(cell), style)


def _titles(book: Any, sheet: Any, layout: Layout) -> None:
    head, plain = book.add_format(HEAD), book.add_format(TEXT)
    for place, column in enumerate(layout.columns):
        sheet.set_column(place, place, column.width, plain)
        sheet.write_string(TITLE_ROW, place, column.title, head)
        if column.note:
            sheet.write_comment(TITLE_ROW, place, column.note, {"x_scale": 2, "author": ""})


def _drop_downs(book: Any, sheet: Any, layout: Layout, first: int, count: int) -> None:
    with_choices = [(place, column) for place, column in enumerate(layout.columns) if column.choices]
    lists = book.add_worksheet("选项")
    lists.hide()
    for at, (place, column) in enumerate(with_choices):
        lists.write_column(0, at, column.choices)
        letter = xl_col_to_name(at)
        source = f"=选项!${letter}$1:${letter}${len(column.choices)}"
        sheet.data_validation(
            first,
            place,
            first + count,
            place,
            {"validate": "list", "source": source, "error_type": "warning"},
        )


def _notes(book: Any, layout: Layout, watermark: str) -> None:
    sheet = book.add_worksheet("填表说明")
    sheet.set_column(0, 0, 100, book.add_format({**FONT, "text_wrap": True, "valign": "top"}))
    sheet.write_column(0, 0, [watermark, *layout.notes] if watermark else layout.notes)


def _stamp(book: Any, watermark: str) -> None:
    """Head and foot of every page that is printed; an ampersand begins a command there, so it stands twice."""
    words = watermark.replace("&", "&&")[:LONGEST_STAMP]
    for sheet in book.worksheets():
        sheet.set_header(f"&C&8{words}")
        sheet.set_footer(f"&C&8{words}")
