"""A checked sheet of a place taken over, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from documents.enums import UploadState
from documents.services.upload import refuse_unaccepted, refuse_unready
from villages.acts import remember
from villages.enums import RegisterAct
from villages.models import RegisterUpload
from villages.queries.preview import Figures
from villages.refusals.upload import LeftOutUnknown
from villages.services.lists import list_of
from villages.services.locks import lock_place
from villages.services.upload import forget_rows, put_away


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def commit_sheet(
    *, by: User, upload: RegisterUpload, now: datetime, reason: str = "", left_out: str = ""
) -> RegisterUpload:
    """Take a checked sheet over; sent twice, it is done once. Every row is taken, or none.

    `left_out` is what becomes of those who are on record and not on the sheet (of the household register a Leaving,
    of the Party members a Departure); empty, they stay. `reason` says why a sheet with warnings is taken over. Other
    open uploads of the same list are put away, for their previews no longer hold. Raises UploadNotReady,
    UploadOvertaken, WarningsNotAccepted, LeftOutUnknown, PlaceClosed, and what the kind of list raises.
    """
    office = require(by, "register.upload", upload.village_id)
    with transaction.atomic():
        village = lock_place(upload.village)
        upload = RegisterUpload.objects.select_related("file", "village").get(pk=upload.pk)
        if upload.state == UploadState.COMMITTED:
            return upload
        refuse_unready(upload)
        refuse_unaccepted(upload, reason)
        kind = list_of(upload.kind)
        if left_out and left_out not in kind.leavings:
            raise LeftOutUnknown(_("People do not go from this list for such a reason."), field="left_out")
        figures = kind.take_over(upload, by=by, left_out=left_out, now=now)
        _end(upload, figures, now)
        remember(
            by=by,
            office=office,
            act=RegisterAct.LOADED,
            place_code=village.pk,
            subject=upload.file_name,
            data={
                "list": upload.kind,
                "file": upload.file.sha256,
                "rows": upload.report["rows"],
                "warnings": upload.report["warnings"],
                "reason": reason,
                "why_left": left_out,
                **vars(figures),
            },
            now=now,
        )
    return upload


def _end(upload: RegisterUpload, figures: Figures, now: datetime) -> None:
    """The sheet is taken over; its rows are not kept a second time."""
    upload.state, upload.committed_at = UploadState.COMMITTED, now
    upload.report = {**upload.report, "taken": vars(figures)}
    upload.save(update_fields=["state", "committed_at", "report"])
    forget_rows([upload.pk])
    same = RegisterUpload.objects.filter(village=upload.village_id, kind=upload.kind)
    put_away(same.exclude(pk=upload.pk))
