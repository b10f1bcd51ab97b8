"""A roll sheet on its way: received and kept, or put away. `upload_check` checks it, `roll` takes it over."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.exempt import part_of_an_act, ungated
from accounts.models import User
from accounts.rules import require
from documents.enums import OPEN_UPLOAD, UploadState
from documents.services.upload import keep_sheet
from documents.sheets import kind_of
from elections.enums import Act
from elections.models import Election
from elections.services.ledger import record
from elections.services.locks import lock_election
from voting.models import RollUpload
from voting.services.roll_gate import gate_list
from voting.services.roll_rows import drop_rows

CHECK = "roll.check"


def receive_upload(
    *, by: User, election: Election, file_name: str, content: bytes, key: uuid.UUID, now: datetime
) -> RollUpload:
    """Keep a roll sheet and ask for its check; the same key sent twice is one upload.

    Raises SheetRefused for a file that is never read, and what `gate_list` raises.
    """
    office = require(by, "roll.upload", election.village_id)
    kind_of(content, file_name)
    with transaction.atomic():
        election = lock_election(election)
        kept = RollUpload.objects.filter(key=key, election=election).first()
        if kept is not None:
            return kept
        step = gate_list(election, now)
        sent = RollUpload(key=key, election=election, file_name=file_name, uploaded_by=by, uploaded_at=now)
        upload = keep_sheet(sent, content=content, kind=CHECK, place_code=election.village_id)
        record(
            by=by,
            office=office,
            act=Act.ROLL_UPLOADED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=upload.file_name,
            data={"file": upload.file.sha256, "size": upload.file.size},
            now=now,
        )
    return upload


@ungated("Nothing of a sheet that was not taken over counts; putting it away changes no list.")
def discard_upload(*, by: User, upload: RollUpload) -> RollUpload:
    """Put away an upload that was not taken over; one that was stays as it is."""
    require(by, "roll.upload", upload.election.village_id)
    with transaction.atomic():
        lock_election(upload.election)
        discard(RollUpload.objects.filter(pk=upload.pk))
    upload.refresh_from_db()
    return upload


@part_of_an_act
def discard(uploads: QuerySet[RollUpload]) -> None:
    """Put away those of the uploads that are open, with their rows; inside a transaction that holds the election."""
    going = dict(uploads.filter(state__in=OPEN_UPLOAD).values_list("pk", "staged"))
    RollUpload.objects.filter(pk__in=going).update(state=UploadState.DISCARDED, staged=None)
    drop_rows([roll for roll in going.values() if roll is not None])
