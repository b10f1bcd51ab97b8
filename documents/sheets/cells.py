"""Cells as clerks type them, turned into one plain form. Nothing is guessed: what cannot be told stays None."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

EXCEL_DAY_ZERO = date(1899, 12, 30)
# Serial numbers are read as days only where they cannot be a year: 11 November 1909 to 31 December 2049.
SERIALS = range(3603, 54789)
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T ]?[\d:.]+)?")
_CLOSE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


def is_number(cell: Any) -> bool:
    """Whether the program that made the sheet kept the cell as a number."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_day(cell: Any) -> bool:
    """Whether the program that made the sheet kept the cell as a date."""
    return isinstance(cell, dict)


def text(cell: Any) -> str:
    """The cell as text: NFC, without invisible characters, white space reduced to single blanks."""
    if cell == "":
        return ""
    typed = cell if type(cell) is str else _as_typed(cell)
    if not typed.isprintable() or not typed.isascii():
        typed = "".join(c for c in unicodedata.normalize("NFC", typed) if c.isspace() or not _invisible(c))
    return " ".join(typed.split())


def code(cell: Any) -> str:
    """The cell as a code: full-width digits and letters made half-width, no blanks, capitals."""
    if type(cell) is str and cell.isascii() and cell.isalnum():
        return cell.upper()
    return "".join(unicodedata.normalize("NFKC", text(cell)).split()).upper()


def day(cell: Any) -> date | None:
    """The day in a cell: a date of the sheet, a text such as 1980-1-2, 1980年1月2日 or 19800102, or a day's serial."""
    if is_day(cell):
        return date.fromisoformat(cell["date"])
    if is_number(cell) and cell in SERIALS:
        return EXCEL_DAY_ZERO + timedelta(days=int(cell))
    typed = code(cell)
    found = _DAY.fullmatch(typed) or _CLOSE_DAY.fullmatch(typed)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _invisible(character: str) -> bool:
    """Controls, zero-width signs and halves of a broken character."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _as_typed(cell: Any) -> str:
    if is_day(cell):
        return str(cell["date"])
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
