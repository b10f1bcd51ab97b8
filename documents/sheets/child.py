"""Reads one sheet in a process of its own, with little memory, little time, no secrets and no way to write files.

Run as a script in an isolated interpreter; the application never imports it. Arguments: workbook or text, then the
limits (bytes of memory, seconds of CPU, rows, columns). The file comes on standard input. Standard output carries
lines of JSON: {"sheet": name, "rows": n} opens a sheet, a list holds rows of cells, {"refused": code} or
{"end": true} comes last. A cell is text, a number, true or false, or {"date": "2001-02-03"}.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import python_calamine

CHUNK = 500
DELIMITERS = ",\t;|"


class Refused(Exception):
    """The code is the only argument."""


def limit(memory: int, seconds: int) -> None:
    """Bound this process for good. A system that does not know a bound (macOS: memory) goes without it."""
    bounds = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (seconds, seconds + 1),  # the softer one signals before the harder one kills
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
    }
    for bound, most in bounds.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(bound, most)


def plain(cell: Any) -> Any:
    """A cell that JSON does not know: a day, or what is told as text (a time, a duration)."""
    if isinstance(cell, datetime):
        return {"date": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return str(cell)


JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain)


def tell(message: object) -> None:
    sys.stdout.write(JSON.encode(message) + "\n")


def tell_rows(rows: Iterator[list[Any]]) -> None:
    chunk: list[list[Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            tell(chunk)
            chunk = []
    tell(chunk)


def rows_of(sheet: python_calamine.CalamineSheet, first_column: int) -> Iterator[list[Any]]:
    if not first_column:
        return sheet.iter_rows()
    left = [""] * first_column
    return (left + row for row in sheet.iter_rows())


def sheets_of(content: bytes) -> Iterator[tuple[str, int, int, Iterator[list[Any]]]]:
    """The visible sheets of a workbook: name, height, width, rows from the first row on."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for meta in book.sheets_metadata:
        if meta.visible == python_calamine.SheetVisibleEnum.Visible and meta.typ == (
            python_calamine.SheetTypeEnum.WorkSheet
        ):
            sheet = book.get_sheet_by_name(meta.name)
            (_, first), (height, width) = sheet.start or (0, 0), sheet.end or (-1, -1)
            yield meta.name, height + 1, width + 1, rows_of(sheet, first)


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def text_table(content: bytes) -> list[list[str]]:
    text = decoded(content)
    head = text[:5000]
    delimiter = max(DELIMITERS, key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def read(kind: str, content: bytes, most_rows: int, most_columns: int) -> None:
    if kind == "text":
        table = text_table(content)
        width = max(map(len, table), default=0)
        sheets = iter([("", len(table), width, iter(table))])
    else:
        sheets = sheets_of(content)
    for name, height, width, rows in sheets:
        if height > most_rows or width > most_columns:
            raise Refused("too_large")
        tell({"sheet": name, "rows": height})
        tell_rows(rows)


def main() -> None:
    kind, memory, seconds, rows, columns = sys.argv[1], *map(int, sys.argv[2:])
    limit(memory, seconds)
    try:
        read(kind, sys.stdin.buffer.read(), rows, columns)
    except MemoryError:
        tell({"refused": "too_heavy"})
    except Refused as refused:
        tell({"refused": refused.args[0]})
    except python_calamine.PasswordError:
        tell({"refused": "locked"})
    except (python_calamine.CalamineError, UnicodeDecodeError, csv.Error):
        tell({"refused": "unreadable"})
    else:
        tell({"end": True})


if __name__ == "__main__":
    main()
