"""What was sound when a sheet was checked, and is no more when it is taken over."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from documents.refusals import UploadOvertaken
from villages.models import StagedRow


@contextmanager
def meanwhile(row: StagedRow) -> Iterator[None]:
    """Refuses the whole sheet with the row and what speaks against it. Raises UploadOvertaken."""
    try:
        yield
    except (Refusal, Refusals) as refused:
        refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
        raise UploadOvertaken(
            _("Row %(row)s, %(name)s: %(why)s Send the sheet in again."),
            {"row": row.row, "name": row.resident.name, "why": refusals[0]},
            data={"row": row.row, "codes": [refusal.code for refusal in refusals]},
        ) from refused
