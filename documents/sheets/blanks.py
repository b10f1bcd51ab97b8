"""A blank to be filled in, one a sheet: each line asks for one thing, whose key stands before it."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import xlsxwriter

from documents.sheets.cells import text
from documents.sheets.inspection import kind_of
from documents.sheets.reading import SheetStart, cells_of
from documents.sheets.writing import FONT, HEAD, HEADING, TEXT

TITLES = ("编号（不要改动）", "事项", "内容", "填写")
KEY, NAME, VALUE = 0, 2, 3
WIDTHS = (24, 14, 26, 16)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a blank: its key, what it is about, what it is called, what stands there already."""

    key: str
    about: str
    name: str = ""
    value: str | int = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A sheet to be filled in: its name, its heading, its lines."""

    name: str
    heading: str
    lines: tuple[Asked, ...]


class Answer(NamedTuple):
    """A line as it came back: row from 1, key, what it is called, and the cell as it was typed."""

    row: int
    key: str
    name: str
    value: Any

    @property
    def cell(self) -> str:
        return f"{'ABCD'[VALUE]}{self.row}"


def blanks_book(blanks: Iterable[Blank], notes: Sequence[str] = ()) -> bytes:
    """The blanks as .xlsx, a sheet each, then the notes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for blank in blanks:
            _blank(book, blank)
        sheet = book.add_worksheet("填表说明")
        sheet.set_column(1, 1, 100, book.add_format({**FONT, "text_wrap": True, "valign": "top"}))
        sheet.write_column(0, 1, notes)
    return out.getvalue()


def _blank(book: Any, blank: Blank) -> None:
    sheet = book.add_worksheet(blank.name)
    plain, head = book.add_format(TEXT), book.add_format(HEAD)
    number = book.add_format({**FONT, "border": 1, "num_format": "0"})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width, plain)
    sheet.merge_range(0, 0, 0, VALUE, blank.heading, book.add_format(HEADING))
    sheet.set_row(0, 32)
    sheet.write_row(1, 0, TITLES, head)
    for row, line in enumerate(blank.lines, start=2):
        sheet.write_row(row, 0, (line.key, line.about, line.name), plain)
        if line.value == "":
            sheet.write_blank(row, VALUE, None, number)
        else:
            sheet.write(row, VALUE, line.value, number)
    sheet.freeze_panes(2, 0)


def answers_in(content: bytes, file_name: str) -> Iterator[tuple[str, list[Answer]]]:
    """The lines of each sheet that has a key, by the sheet's name. Raises SheetRefused."""
    name, row, found = "", 0, list[Answer]()
    for part in cells_of(content, kind_of(content, file_name)):
        if isinstance(part, SheetStart):
            if found:
                yield name, found
            name, row, found = part.name, 0, []
            continue
        for cells in part:
            row += 1
            line = [*cells, "", "", "", ""]
            key = text(line[KEY])
            if row > 2 and key:
                found.append(Answer(row, key, text(line[NAME]), line[VALUE]))
    if found:
        yield name, found
