"""A workbook of count sheets that is not taken over."""

from typing import ClassVar

from accounts.refusals import Refusal
from voting.refusals.sheet import SheetWarning


class BookOfAnother(Refusal):
    """A sheet of another round, box or counting."""

    code: ClassVar[str] = "book_of_another"


class BookRow(Refusal):
    """A row of the workbook whose number was changed, or that stands twice."""

    code: ClassVar[str] = "book_row"


class NoFigure(Refusal):
    """A cell that is no whole number."""

    code: ClassVar[str] = "no_figure"


class BookEmpty(Refusal):
    """No sheet of the workbook is filled in."""

    code: ClassVar[str] = "book_empty"


class BookCell(Refusal):
    """What is refused of a sheet of the workbook; the data give its code, sheet and cell."""

    code: ClassVar[str] = "book_cell"


class BookWarning(SheetWarning):
    """What must have been seen of a sheet of the workbook; the data give its code, sheet and cell."""

    code: ClassVar[str] = "book_warning"
