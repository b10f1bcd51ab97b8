"""Count sheets that come in as a filled workbook: each box's is one of its two sheets."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from documents.models import StoredFile
from documents.services.file import store
from documents.sheets.blanks import answers_in
from elections.enums import Act
from elections.services.ledger import record_act
from voting.count_book import BoxSheet, read_book
from voting.models import Contest, CountEntry
from voting.refusals.count_book import BookCell, BookEmpty, BookWarning
from voting.refusals.sheet import SheetWarning
from voting.services.contest import lock_contest, step_of, told_round
from voting.services.count import enter_count
from voting.services.counting import refuse_before_the_end

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_over_book(
    *,
    by: User,
    contest: Contest,
    content: bytes,
    file_name: str,
    now: datetime,
    accepted: Collection[str] = (),
) -> list[CountEntry]:
    """Enter every filled sheet of a workbook as the officer's sheet of its box, all of them or none.

    The same file sent again by the same officer is the same entries. Raises SheetRefused, BookEmpty, what the gate of
    the count raises; Refusals with BookCell and BookWarning: all that is wrong in all sheets, each with its cell.
    """
    office = require(by, "count.enter", contest.election.village_id)
    book = list(answers_in(content, file_name))
    with transaction.atomic():
        contest = lock_contest(contest)
        refuse_before_the_end(contest, now)
        sheets = read_book(book, contest)
        if not sheets:
            raise BookEmpty(_("No sheet of the workbook is filled in."), field="file")
        kept = store(content, XLSX)
        before = CountEntry.objects.filter(source=kept, entered_by=by).count()
        faults, entries = list[Refusal](), list[CountEntry]()
        for sheet in sheets:
            _enter(sheet, by, kept, now, accepted, faults, entries)
        if faults:
            raise Refusals(faults)
        CountEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(source=kept)
        if before < len(entries):
            record_act(
                by=by,
                office=office,
                act=Act.SHEETS_IMPORTED,
                election=contest.election,
                step=step_of(contest),
                data={
                    **told_round(contest),
                    "file": file_name[-200:],
                    "sha256": kept.sha256,
                    "boxes": [sheet.box.number for sheet in sheets],
                },
                now=now,
            )
    return entries


def _enter(
    sheet: BoxSheet,
    by: User,
    kept: StoredFile,
    now: datetime,
    accepted: Collection[str],
    faults: list[Refusal],
    entries: list[CountEntry],
) -> None:
    """Enter one sheet, or note all that is wrong with it; what was entered before goes away with the transaction."""
    if sheet.faults:
        faults += [_at(sheet, fault) for fault in sheet.faults]
        return
    box = sheet.box
    key = uuid5(NAMESPACE_URL, f"count_book:{box.pk}:{box.version}:{by.pk}:{kept.sha256}")
    try:
        with transaction.atomic():
            entries.append(
                enter_count(
                    by=by,
                    box=box,
                    data=sheet.data,
                    key=key,
                    scrutineers=sheet.scrutineers,
                    accepted=accepted,
                    now=now,
                )
            )
    except (Refusal, Refusals) as error:
        faults += [_at(sheet, fault) for fault in _each(error)]


def _each(error: Refusal | Refusals) -> Iterator[Refusal]:
    yield from error.refusals if isinstance(error, Refusals) else [error]


def _at(sheet: BoxSheet, fault: Refusal) -> Refusal:
    """The refusal with its sheet and cell."""
    kind = BookWarning if isinstance(fault, SheetWarning) else BookCell
    where = sheet.where(fault.field)
    return kind(
        _("%(where)s: %(told)s"),
        {"where": where, "told": fault},
        clause=fault.clause,
        field="file",
        data={"code": fault.code, "where": where, "box": sheet.box.number},
    )
