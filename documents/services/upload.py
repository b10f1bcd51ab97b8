"""What every service does that takes a sheet in: keep it, keep what was found, refuse what cannot be taken over."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from documents.enums import UploadState
from documents.importing.copying import copy_faults
from documents.importing.faults import Fault, Kinds, errors_of
from documents.models import SheetUpload
from documents.refusals import UploadNotReady, UploadOvertaken, WarningsNotAccepted
from documents.services.file import store
from documents.services.job import start_job
from documents.sheets.listing import Found

NAME_LENGTH = 200
Upload = TypeVar("Upload", bound=SheetUpload)


@part_of_an_act
def keep_sheet(upload: Upload, *, content: bytes, kind: str, place_code: str) -> Upload:
    """Save a new upload with its file, and ask for the job of this kind, which gets its number as `upload`."""
    upload.file = store(content, "application/octet-stream")
    upload.file_name = upload.file_name[-NAME_LENGTH:]
    upload.save()
    arguments = {"upload": upload.pk}
    upload.job = start_job(by=upload.uploaded_by, kind=kind, place_code=place_code, arguments=arguments)
    upload.save(update_fields=["job"])
    return upload


@part_of_an_act
def keep_findings(
    upload: SheetUpload,
    table: type[Model],
    found: Found,
    faults: Sequence[Fault],
    kinds: Kinds,
    figures: Mapping[str, Any],
) -> None:
    """End the check of an upload with its faults, its figures and its state; inside the transaction of its rows."""
    assert found.header is not None  # a file without a list was refused
    errors = errors_of(faults, kinds)
    copy_faults(table, upload.pk, faults, kinds)
    upload.state = UploadState.FAULTY if errors else UploadState.READY
    upload.report = {
        **figures,
        "faults": len(errors),
        "warnings": len(faults) - len(errors),
        "faulty_rows": len({fault.row for fault in errors}),
        "sheet": found.header.sheet,
        "places": dict(found.header.places),
    }
    upload.save(update_fields=["state", "report"])


def refuse_unready(upload: SheetUpload) -> None:
    """Raises UploadOvertaken, UploadNotReady."""
    if upload.state == UploadState.DISCARDED:
        raise UploadOvertaken(
            _("Another sheet was taken over meanwhile. Upload this one again to see what it would change.")
        )
    if upload.state != UploadState.READY:
        raise UploadNotReady(_("This sheet cannot be taken over: it is being checked or has faults."))


def refuse_unaccepted(upload: SheetUpload, reason: str) -> None:
    """Raises WarningsNotAccepted."""
    if upload.report["warnings"] and not reason.strip():
        raise WarningsNotAccepted(
            _("Say why the sheet is taken over with %(warnings)s warnings."),
            {"warnings": upload.report["warnings"]},
            field="reason",
        )
