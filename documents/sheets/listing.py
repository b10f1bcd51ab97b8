"""From sheets to lines: finds the row with the titles, leaves out blank rows and the example, keeps row numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from documents.sheets.columns import Column, Layout, Line, bare
from documents.sheets.reading import Part, Row, SheetStart
from documents.sheets.refusals import ColumnsMissing, ColumnTwice, SeveralLists

TITLES_WITHIN = 30
LIKELY_TITLES = 2
Cells = tuple[Any, ...]
Numbered = tuple[int, Cells]


@dataclass
class Header:
    """Where the titles stand: the sheet, the row's number, and the place of each column."""

    sheet: str
    row: int
    places: Mapping[str, int]


@dataclass
class Found:
    """The list in a workbook; `header` is known when the first line is."""

    header: Header | None = None
    rows: int = 0
    nearest: frozenset[str] = field(default_factory=frozenset)


def rows_listed(parts: Iterator[Part], layout: Layout, found: Found | None = None) -> Iterator[Numbered]:
    """The rows under the titles of the one list in the file: number and cells in the order of the layout's columns.

    A row of empty cells is left out, and so is the example; a cell of blanks only comes as it was typed, see
    `line_of`. `found`, when given, is told where the list stands and how many rows its sheet has. Raises
    ColumnsMissing, ColumnTwice, SeveralLists, and what reading raises.
    """
    found = found if found is not None else Found()
    for sheet, rows in _sheets(parts):
        numbered = enumerate(rows, start=1)
        header = _header(sheet.name, numbered, layout, found)
        if header is None:
            continue
        if found.header is not None:
            raise _several(found.header.sheet, sheet.name)
        found.header, found.rows = header, sheet.rows
        yield from _filled(numbered, header, layout)
    if found.header is None:
        raise _missing(layout, found.nearest)


def line_of(number: int, cells: Cells, layout: Layout) -> Line | None:
    """The row by column keys, cells of blanks emptied; None where nothing else stands in it."""
    plain = ["" if type(cell) is str and cell.isspace() else cell for cell in cells]
    if plain.count("") == len(plain) or layout.example_mark in plain:
        return None
    return Line(number, dict(zip(layout.by_key, plain, strict=True)))


def listed(parts: Iterator[Part], layout: Layout, found: Found | None = None) -> Iterator[Line]:
    """The filled rows as `rows_listed` finds them, by column keys."""
    for number, cells in rows_listed(parts, layout, found):
        line = line_of(number, cells, layout)
        if line is not None:
            yield line


def _sheets(parts: Iterator[Part]) -> Iterator[tuple[SheetStart, Iterator[Row]]]:
    ahead: list[SheetStart] = []

    def rows() -> Iterator[Row]:
        for part in parts:
            if isinstance(part, SheetStart):
                ahead.append(part)
                return
            yield from part

    for _row in rows():  # what stands before the first sheet: nothing
        continue
    while ahead:
        current = rows()
        yield ahead.pop(), current
        for _row in current:  # a sheet without a list is passed over
            continue


def _header(sheet: str, rows: Iterator[tuple[int, Row]], layout: Layout, found: Found) -> Header | None:
    """The titles' row. A title merged over two rows stands in the upper one, so a blank takes what is above it."""
    required = {column.key for column in layout.columns if column.required}
    above: Row = []
    for number, row in rows:
        titles = [cell if cell != "" else (above[i] if i < len(above) else "") for i, cell in enumerate(row)]
        places = _places(titles, layout)
        if required <= places.keys():
            _refuse_doubles(titles, layout)
            return Header(sheet, number, places)
        if len(places) > max(len(found.nearest), LIKELY_TITLES - 1):
            found.nearest = frozenset(places)
        if number >= TITLES_WITHIN:
            return None
        above = row
    return None


def _places(titles: Row, layout: Layout) -> dict[str, int]:
    known = ((layout.by_title.get(bare(title)), place) for place, title in enumerate(titles) if title != "")
    places: dict[str, int] = {}
    for key, place in known:
        if key is not None:
            places.setdefault(key, place)
    return places


def _refuse_doubles(titles: Row, layout: Layout) -> None:
    keys = [key for title in titles if (key := layout.by_title.get(bare(title)))]
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double is not None:
        raise ColumnTwice(
            _("The column “%(column)s” stands twice on the sheet. Keep one."),
            {"column": layout.title(double)},
            field="file",
            data={"column": double},
        )


def _filled(rows: Iterator[tuple[int, Row]], header: Header, layout: Layout) -> Iterator[Numbered]:
    # an empty cell behind the row's last one stands for every column that is not on the sheet
    pick = itemgetter(*(header.places.get(key, -1) for key in layout.by_key))
    width, columns, example = max(header.places.values()) + 1, len(layout.columns), layout.example_mark
    for number, row in rows:
        row += [""] * (width + 1 - len(row)) if len(row) < width else [""]
        cells = pick(row)
        if cells.count("") < columns and example not in cells:
            yield number, cells


def _missing(layout: Layout, nearest: frozenset[str]) -> ColumnsMissing:
    missing: list[Column] = [c for c in layout.columns if c.required and c.key not in nearest]
    return ColumnsMissing(
        _("The sheet lacks these columns: %(columns)s. Take the template and copy your list into it."),
        {"columns": Listed(f"“{column.title}”" for column in missing)},
        field="file",
        data={"columns": [column.key for column in missing]},
    )


def _several(first: str, second: str) -> SeveralLists:
    return SeveralLists(
        _("Two sheets of the workbook hold a list: “%(first)s” and “%(second)s”. Put all rows on one sheet."),
        {"first": first, "second": second},
        field="file",
        data={"sheets": [first, second]},
    )
