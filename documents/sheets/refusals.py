"""Why a file is refused as a whole."""

from typing import ClassVar

from accounts.refusals import Refusal


class SheetRefused(Refusal):
    """A file that is not read, or not to its end; nothing of it is written."""

    code: ClassVar[str] = "sheet_refused"


class SheetEmpty(SheetRefused):
    code = "sheet_empty"


class SheetTooLarge(SheetRefused):
    """More bytes, unpacked bytes, rows or columns than an honest list has."""

    code = "sheet_too_large"


class SheetKindUnknown(SheetRefused):
    code = "sheet_kind_unknown"


class SheetHasMacros(SheetRefused):
    code = "sheet_has_macros"


class SheetLocked(SheetRefused):
    """Protected by a password, so that nothing can be read."""

    code = "sheet_locked"


class SheetUnreadable(SheetRefused):
    code = "sheet_unreadable"


class SheetTooHeavy(SheetRefused):
    """Reading it took more memory than a list of its size can need: a far cell, or a bomb."""

    code = "sheet_too_heavy"


class SheetTooSlow(SheetRefused):
    code = "sheet_too_slow"


class ColumnsMissing(SheetRefused):
    """No row holds the titles of all columns that must be there; the data name those missing."""

    code = "sheet_columns_missing"


class ColumnTwice(SheetRefused):
    code = "sheet_column_twice"


class SeveralLists(SheetRefused):
    """More than one visible sheet holds a list; reading only one would lose people."""

    code = "sheet_several_lists"
