"""A clerk's own sheet again, with its faults marked."""

from collections.abc import Iterator, Sequence

from documents.importing.telling import SheetWords, marks_of
from documents.models import SheetFault, SheetUpload
from documents.sheets import SheetKind, cells_of, kind_of, marked_copy
from documents.sheets.reading import Row, SheetStart


def marked_workbook(upload: SheetUpload, faults: Sequence[SheetFault], words: SheetWords) -> bytes:
    """The .xlsx of a checked upload, every row at its number, faulty cells coloured and commented."""
    content = bytes(upload.file.content)
    rows = _rows(content, kind_of(content, upload.file_name), upload.report["sheet"])
    return marked_copy(rows, words.layout, upload.report["places"], marks_of(faults, words))


def _rows(content: bytes, kind: SheetKind, sheet: str) -> Iterator[Row]:
    current = ""
    for part in cells_of(content, kind):
        if isinstance(part, SheetStart):
            current = part.name
        elif current == sheet:
            yield from part
