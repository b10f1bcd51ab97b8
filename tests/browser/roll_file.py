"""The clerk's spreadsheet: the downloaded template, filled in row by row and sent in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from tests.voting.roll_sheets import HEAD, KEYS

Line = Mapping[str, str]
TITLES = 2  # the row of the titles; the example stands below it and is typed over


def filled_in(template: Path, lines: Sequence[Line], target: Path) -> Path:
    """The template with a person in each row, from the one below the titles on."""
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[TITLES]}
    for number, line in enumerate(lines):
        sheet.cell(row_of(number), 1, line["order"])
        for title, key in zip(HEAD, KEYS, strict=True):
            sheet.cell(row_of(number), columns[title], line[key])
    book.save(target)
    return target


def row_of(number: int) -> int:
    """The row in which the line with this number (from 0) stands."""
    return TITLES + 1 + number


def spoilt(lines: Sequence[Line]) -> tuple[list[Line], list[int]]:
    """The lines with a mistyped identity number, a missing name and somebody twice; and the rows of these faults."""
    wrong = [dict(line) for line in lines]
    wrong[6]["id"] = wrong[6]["id"][:-1] + ("1" if wrong[6]["id"][-1] != "1" else "2")
    wrong[40]["name"] = ""
    wrong[77] = dict(wrong[12])
    return wrong, [row_of(number) for number in (6, 40, 77)]
