"""The columns a list may have, declared once for reading, for the template and for the marked copy."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Column:
    """One column: its key in the program, its title on the sheet, and other titles that clerks give it.

    `required` columns must be there; whether each cell must be filled is for the row's checks. `choices` become a
    drop-down.
    """

    key: str
    title: str
    also: tuple[str, ...] = ()
    required: bool = True
    width: int = 12
    note: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Layout:
    """A list: its heading, its columns in order, and the notes that stand on the template's second sheet."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    example_mark: str = "示例"

    @cached_property
    def by_title(self) -> Mapping[str, str]:
        """Every title under which a column is known, to its key."""
        return {bare(title): column.key for column in self.columns for title in (column.title, *column.also)}

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}

    def title(self, key: str) -> str:
        return self.by_key[key].title


class Line(NamedTuple):
    """A filled row: its number in the clerk's own sheet, and a cell for every column's key, "" where there is none."""

    number: int
    cells: Mapping[str, Any]


def bare(title: Any) -> str:
    """A title without blanks, brackets' content and marks: ` 身份证号（必填）*` is 身份证号."""
    plain = "".join(unicodedata.normalize("NFKC", str(title)).split()).strip("*:")
    return plain.split("(")[0] if not plain.startswith("(") else plain
