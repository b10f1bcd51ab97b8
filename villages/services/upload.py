"""A sheet of a place on its way: received and kept, or put away. `upload_check` checks it, `upload_commit` takes it over."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.exempt import part_of_an_act, ungated
from accounts.models import User
from accounts.rules import require
from documents.enums import OPEN_UPLOAD, UploadState
from documents.services.upload import keep_sheet
from documents.sheets import kind_of
from villages.enums import ListKind
from villages.models import RegisterUpload, StagedResident, StagedRow, Village
from villages.services.locks import lock_place

# The job that checks a sheet of each kind.
CHECK = ".check"
CHECKS: dict[str, str] = {kind: f"{kind.value}{CHECK}" for kind in ListKind}


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def receive_sheet(
    *,
    by: User,
    village: Village,
    file_name: str,
    content: bytes,
    key: uuid.UUID,
    now: datetime,
    kind: ListKind = ListKind.REGISTER,
) -> RegisterUpload:
    """Keep a sheet of a place and ask for its check; the same key sent twice is one upload.

    Nothing on record changes by it, so the ledger hears of it when it is taken over. Raises SheetRefused for a
    file that is never read, PlaceClosed.
    """
    require(by, "register.upload", village.pk)
    kind_of(content, file_name)
    with transaction.atomic():
        village = lock_place(village)
        kept = RegisterUpload.objects.filter(key=key, village=village).first()
        if kept is not None:
            return kept
        sent = RegisterUpload(key=key, village=village, kind=kind, file_name=file_name)
        sent.uploaded_by, sent.uploaded_at = by, now
        return keep_sheet(sent, content=content, kind=CHECKS[kind], place_code=village.pk)


@ungated("Nothing of a sheet that was not taken over counts; putting it away changes no register.")
def discard_sheet(*, by: User, upload: RegisterUpload) -> RegisterUpload:
    """Put away an upload that was not taken over; one that was stays as it is."""
    require(by, "register.upload", upload.village_id)
    with transaction.atomic():
        lock_place(upload.village)
        put_away(RegisterUpload.objects.filter(pk=upload.pk))
    upload.refresh_from_db()
    return upload


@part_of_an_act
def put_away(uploads: QuerySet[RegisterUpload]) -> None:
    """Put away those of the uploads that are open, with their rows; inside a transaction that holds the place."""
    going = list(uploads.filter(state__in=OPEN_UPLOAD).values_list("pk", flat=True))
    forget_rows(going)
    RegisterUpload.objects.filter(pk__in=going).update(state=UploadState.DISCARDED)


@part_of_an_act
def forget_rows(uploads: Sequence[int]) -> None:
    """Delete the rows of uploads that wait no longer."""
    StagedResident.objects.filter(upload__in=uploads).delete()
    StagedRow.objects.filter(upload__in=uploads).delete()
