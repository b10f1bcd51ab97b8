"""The check of a roll sheet: every row, every fault; then all of it is written in one transaction, or nothing."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from documents.jobs import Progress
from documents.sheets import Line, cells_of, kind_of, listed
from documents.sheets.listing import Found
from documents.sheets.refusals import SheetEmpty
from villages.models import Group
from villages.sealing import blind_index
from voting.enums import UploadState
from voting.importing.across import Seen
from voting.importing.checks import Checked, check_line
from voting.importing.faults import Fault, warns
from voting.importing.staging import FAULTS, VOTERS, copy_in, fault_lines, voter_line
from voting.importing.voter import Facts, facts_of
from voting.importing.workbook import layout_for
from voting.models import RollUpload
from voting.queries.roll import places_elsewhere
from voting.services.roll_gate import gate_list

TELL_EVERY = 2000


@dataclass
class Sheet:
    """A sheet as the check found it.

    `lines` are the sound rows ready for COPY, worked out row by row so that little is held; `people` the rows and
    last places of those who would vote, by blind index in hex.
    """

    upload_id: int
    found: Found = field(default_factory=Found)
    seen: Seen = field(default_factory=Seen)
    lines: list[str] = field(default_factory=list)
    people: dict[str, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0
    voters: int = 0

    @property
    def errors(self) -> int:
        return sum(not warns(fault.code) for fault in self.faults)

    def add(self, row: Checked) -> None:
        self.rows += 1
        self.faults += row.faults
        self.faults += self.seen.check(row)
        if not row.id_number:
            return
        index, voter = blind_index(row.id_number).hex(), row.voter
        if voter is None or not voter.not_registered:
            self.voters += 1
            self.people[index] = row.number, row.id_number[-4:]
        if voter is not None:
            self.lines.append(voter_line(self.upload_id, voter, index))


def check_upload(*, upload_id: int, progress: Progress) -> dict[str, Any]:
    """Check an upload and keep the result on it; a second run finds the first one's result. Returns the figures.

    The check is the rest of the act that sent the sheet in: it passes the same gate at that act's moment, so that a
    slow queue makes nobody late. Raises SheetRefused, and what `gate_list` raises; then nothing is written.
    """
    upload = RollUpload.objects.select_related("election__cycle", "election__village", "file").get(
        pk=upload_id
    )
    if upload.state != UploadState.CHECKING:
        return dict(upload.report)
    sheet = _checked(upload, progress)
    progress("compare", 0, len(sheet.people))
    sheet.faults += _elsewhere(upload, sheet)
    progress("write", 0, sheet.rows)
    with transaction.atomic():
        gate_list(upload.election, upload.uploaded_at)
        upload = RollUpload.objects.select_for_update(of=("self",)).get(pk=upload_id)
        if upload.state == UploadState.CHECKING:
            _write(upload, sheet)
    return dict(upload.report)


def _checked(upload: RollUpload, progress: Progress) -> Sheet:
    facts, sheet = _facts(upload), Sheet(upload.pk)
    with closing(_lines(upload, sheet.found)) as lines:
        for line in lines:
            if sheet.rows % TELL_EVERY == 0:
                progress("check", line.number, max(sheet.found.rows, line.number))
            sheet.add(check_line(line, facts))
    if not sheet.rows:
        raise SheetEmpty(_("There is no filled row under the titles."), field="file")
    return sheet


def _facts(upload: RollUpload) -> Facts:
    election = upload.election
    assert election.election_day is not None  # an upload is received only when there is one
    groups = Group.objects.filter(village=election.village_id).values_list("number", flat=True)
    return facts_of(election.cycle.rules, election.village.kind, election.election_day, frozenset(groups))


def _lines(upload: RollUpload, found: Found) -> Generator[Line, None, None]:
    content = bytes(upload.file.content)
    with closing(cells_of(content, kind_of(content, upload.file_name))) as cells:
        yield from listed(cells, layout_for(upload.election), found)


def _elsewhere(upload: RollUpload, sheet: Sheet) -> Iterator[Fault]:
    """Findings on people who stand on the roll of another place of the county (A-ROLL-13)."""
    for index, place in places_elsewhere(upload.election, sheet.people):
        row, last = sheet.people[index]
        yield Fault(row, "id", "on_another_roll", f"…{last}", {"place": place})


def _write(upload: RollUpload, sheet: Sheet) -> None:
    errors, header = sheet.errors, sheet.found.header
    assert header is not None  # a file without a list was refused
    if not errors:
        copy_in(VOTERS, sheet.lines)
    copy_in(FAULTS, fault_lines(upload.pk, sheet.faults))
    upload.state = UploadState.FAULTY if errors else UploadState.READY
    upload.report = {
        "rows": sheet.rows,
        "voters": sheet.voters,
        "not_registered": len(sheet.lines) - sheet.voters,
        "faults": errors,
        "warnings": len(sheet.faults) - errors,
        "faulty_rows": len({fault.row for fault in sheet.faults if not warns(fault.code)}),
        "sheet": header.sheet,
        "places": dict(header.places),
    }
    upload.save(update_fields=["state", "report"])
