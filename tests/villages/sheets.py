"""Sheets of a place for the tests: sent in and checked at once."""

import io
from typing import Any
from uuid import uuid4

from accounts.models import User
from tests.villages.people import NOW
from villages.models import RegisterUpload, Village
from villages.services.upload import receive_sheet
from villages.services.upload_check import check_sheet


def sent(by: User, village: Village, content: bytes, name: str = "名册.xlsx", **given: Any) -> RegisterUpload:
    """A sheet received and checked; of the household register unless `kind` says otherwise."""
    usual = {"key": uuid4(), "now": NOW}
    upload = receive_sheet(by=by, village=village, file_name=name, content=content, **{**usual, **given})
    check_sheet(upload_id=upload.pk, progress=lambda *_: None)
    upload.refresh_from_db()
    return upload


def faults(upload: RegisterUpload) -> set[tuple[int, str, str]]:
    return set(upload.faults.values_list("row", "column", "code"))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
