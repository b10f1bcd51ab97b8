"""Writing checked rows and findings to their tables by COPY, in blocks of text."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

from documents.importing.faults import Fault, Kinds

BLOCK_ROWS = 2000
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(statement: str, lines: Iterable[str]) -> None:
    """Send lines to a COPY … FROM STDIN, many at a time, inside the caller's transaction."""
    with connection.cursor() as cursor:
        copying: Any = cursor.copy(statement)
        with copying as copy:
            for block in blocks(lines):
                copy.write(block)


def copy_faults(table: type[Model], upload_id: int, faults: Iterable[Fault], kinds: Kinds) -> None:
    """Write the findings of an upload to a table made of SheetFault."""
    columns = 'upload_id, row, "column", code, warning, value, data'
    statement = f"COPY {table._meta.db_table} ({columns}) FROM STDIN"
    copy_in(statement, fault_lines(upload_id, faults, kinds))


def fault_lines(upload_id: int, faults: Iterable[Fault], kinds: Kinds) -> Iterator[str]:
    """The findings in the text form of COPY."""
    for fault in faults:
        warning = "t" if kinds[fault.code].warning else "f"
        data = json.dumps(fault.data, ensure_ascii=False).translate(ESCAPED)
        start = f"{upload_id}\t{fault.row}\t{fault.column}\t{fault.code}\t{warning}"
        yield f"{start}\t{fault.value.translate(ESCAPED)}\t{data}"


def blocks(lines: Iterable[str]) -> Iterator[str]:
    """The lines joined by the two thousand."""
    ahead = iter(lines)
    while block := list(islice(ahead, BLOCK_ROWS)):
        yield "\n".join(block) + "\n"
