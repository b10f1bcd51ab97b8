"""What an uploaded file is, seen from its bytes before anything is unpacked or parsed."""

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from documents.sheets.refusals import (
    SheetEmpty,
    SheetHasMacros,
    SheetKindUnknown,
    SheetLocked,
    SheetRefused,
    SheetTooLarge,
    SheetUnreadable,
)

MEGABYTE = 1024 * 1024
UNPACKED_LIMIT = 300 * MEGABYTE
SUSPECT_FROM, SUSPECT_RATIO = 30 * MEGABYTE, 150
PARTS_LIMIT = 2000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
MACRO_ENDINGS = {".xlsm", ".xltm", ".xlam", ".xla"}
ENDINGS = {".xlsx", ".xls", ".csv", ".txt"}


class SheetKind(StrEnum):
    WORKBOOK = "workbook"
    TEXT = "text"


def kind_of(content: bytes, file_name: str) -> SheetKind:
    """Whether the bytes are a workbook (.xlsx, .xls) or a text table (.csv). Raises SheetRefused.

    The bytes decide, not the name; the name only tells what can never be meant as a list.
    """
    ending = PurePath(file_name).suffix.lower()
    if not content.strip():
        raise SheetEmpty(_("The file is empty."), field="file")
    refuse_size(len(content))
    if ending in MACRO_ENDINGS:
        raise _has_macros()
    if ending not in ENDINGS:
        raise _unknown_kind()
    if content.startswith(ZIP):
        _look_into_archive(content)
        return SheetKind.WORKBOOK
    if content.startswith(OLE):
        _look_into_ole(content)
        return SheetKind.WORKBOOK
    _look_at_text(content)
    return SheetKind.TEXT


def refuse_size(size: int) -> None:
    """Raises SheetTooLarge for more bytes than are taken in."""
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise _too_large(size, settings.UPLOAD_LIMIT_BYTES)


def _look_into_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _unreadable() from error
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    bomb = unpacked > SUSPECT_FROM and unpacked > SUSPECT_RATIO * len(content)
    if len(parts) > PARTS_LIMIT or unpacked > UNPACKED_LIMIT or bomb:
        raise _too_large(unpacked, UNPACKED_LIMIT if unpacked > UNPACKED_LIMIT else SUSPECT_FROM)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _has_macros()
    if "xl/workbook.xml" not in names:
        raise _unknown_kind()


def _look_into_ole(content: bytes) -> None:
    if ENCRYPTED_PART in content:
        raise SheetLocked(
            _("The workbook is protected by a password. Remove the password and upload it again."),
            field="file",
        )
    if MACRO_STREAM in content:
        raise _has_macros()


def _look_at_text(content: bytes) -> None:
    if content.startswith(UTF16):
        return
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or b"\0" in content:
        raise _unreadable()


def _too_large(size: int, limit: int) -> SheetRefused:
    return SheetTooLarge(
        _("The file holds %(size)s MB; at most %(limit)s MB are read. Keep only the list, without pictures."),
        {"size": max(1, round(size / MEGABYTE)), "limit": limit // MEGABYTE},
        field="file",
        data={"size": size, "limit": limit},
    )


def _has_macros() -> SheetRefused:
    return SheetHasMacros(
        _("The workbook holds macros, which are never opened here. Save it as .xlsx and upload that."),
        field="file",
    )


def _unknown_kind() -> SheetRefused:
    return SheetKindUnknown(_("This is no .xlsx, .xls or .csv file. Save the list as .xlsx."), field="file")


def _unreadable() -> SheetRefused:
    return SheetUnreadable(
        _(
            "The file cannot be read as a table. Open it, save it as .xlsx under another name and upload that."
        ),
        field="file",
    )
