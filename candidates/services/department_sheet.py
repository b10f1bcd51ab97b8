"""A sheet of a department's answers: kept, looked at, taken over once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import NotThere
from accounts.rules import offices_with
from candidates.department_refusals import VerdictSheetEmpty, VerdictSheetFaulty, VerdictSheetUsed
from candidates.department_sheet import SheetRow, checked_rows, given_by, sound
from candidates.models import DepartmentReview, VerdictSheet
from candidates.queries.department import asked_of
from candidates.recusal import recusals
from candidates.services.department import faults_of, give_department_verdicts
from documents.services.file import store
from documents.sheets import kind_of
from elections.models import Cycle


@ungated("Nothing is answered by sending the sheet in; taking it over opens with the gate of each village.")
def receive_verdict_sheet(
    *, by: User, cycle: Cycle, file_name: str, content: bytes, now: datetime
) -> VerdictSheet:
    """Keep a filled-in queue. Raises SheetRefused for a file that is never read."""
    if not offices_with(by, "department.review"):
        raise NotThere
    kind_of(content, file_name)
    with transaction.atomic():
        return VerdictSheet.objects.create(
            cycle=cycle,
            file=store(content, "application/octet-stream"),
            file_name=file_name[-200:],
            uploaded_by=by,
            uploaded_at=now,
        )


def rows_of_sheet(sheet: VerdictSheet, by: User) -> list[SheetRow]:
    """The answers of a sheet as they stand against the queue now. Raises SheetRefused."""
    queue: dict[int, DepartmentReview] = {review.pk: review for review in asked_of(by, sheet.cycle)}
    barred = recusals(by, [review.candidacy for review in queue.values()])
    return checked_rows(
        bytes(sheet.file.content),
        sheet.file_name,
        queue,
        lambda review, draft: faults_of(review, draft, barred),
    )


@ungated(
    "Each village's answers open with its gate in give_department_verdicts; the sheet is only marked as used."
)
def take_over_verdicts(*, by: User, sheet: VerdictSheet, now: datetime) -> int:
    """Answer by all rows of a sheet; how many. Nothing is taken over where one row cannot be.

    Raises VerdictSheetUsed, VerdictSheetEmpty, VerdictSheetFaulty, and what `give_department_verdicts` raises.
    """
    with transaction.atomic():
        sheet = VerdictSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk, uploaded_by=by)
        if sheet.committed_at is not None:
            raise VerdictSheetUsed(_("This sheet was taken over already."))
        rows = rows_of_sheet(sheet, by)
        if not rows:
            raise VerdictSheetEmpty(_("No row of the sheet has an answer."), field="file")
        if not sound(rows):
            faulty = [row.number for row in rows if row.faults]
            raise VerdictSheetFaulty(
                _("Rows with faults: %(n)s. Nothing was taken over."),
                {"n": len(faulty)},
                field="file",
                data={"rows": faulty},
            )
        done = give_department_verdicts(by=by, given=list(given_by(rows)), now=now)
        VerdictSheet.objects.filter(pk=sheet.pk).update(committed_at=now)
    return len(done)
