"""The check of a sheet of a place: every row, every fault; then all of it is written in one transaction, or nothing."""

from contextlib import closing
from typing import Any

from django.db import transaction

from accounts.exempt import ungated
from documents.enums import UploadState
from documents.importing import lines_of
from documents.importing.faults import errors_of
from documents.jobs import Progress
from documents.services.upload import keep_findings
from documents.sheets.listing import Found
from villages.models import RegisterFault, RegisterUpload
from villages.services.lists import Checker, PlaceList, list_of


@ungated("The check changes no register; what it finds stands with the sheet.")
def check_sheet(*, upload_id: int, progress: Progress) -> dict[str, Any]:
    """Check an upload and keep the result on it; a second run finds the first one's result. Returns the figures.

    Raises SheetRefused; then nothing is written.
    """
    upload = RegisterUpload.objects.select_related("village", "file", "uploaded_by").get(pk=upload_id)
    if upload.state != UploadState.CHECKING:
        return dict(upload.report)
    kind, found = list_of(upload.kind), Found()
    sheet = _checked(upload, kind, found, progress)
    progress("write", 0, sheet.rows)
    with transaction.atomic():
        upload = RegisterUpload.objects.select_for_update(of=("self",)).get(pk=upload_id)
        if upload.state == UploadState.CHECKING:
            if not errors_of(sheet.faults, kind.faults):
                sheet.stage()
            keep_findings(upload, RegisterFault, found, sheet.faults, kind.faults, {"rows": sheet.rows})
    return dict(upload.report)


def _checked(upload: RegisterUpload, kind: PlaceList, found: Found, progress: Progress) -> Checker:
    sheet, layout = kind.checker(upload), kind.layout(upload.village)
    content = bytes(upload.file.content)
    with closing(lines_of(content, upload.file_name, layout, found, progress)) as lines:
        for line in lines:
            sheet.add(line)
    progress("compare", 0, sheet.rows)
    sheet.compare()
    return sheet
