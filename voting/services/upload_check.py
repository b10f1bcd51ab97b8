"""The check of a roll sheet: every row, every fault; then all of it is written in one transaction, or nothing."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from documents.enums import UploadState
from documents.importing import Fault, copy_in, lines_of
from documents.importing.faults import errors_of
from documents.jobs import Progress
from documents.services.upload import keep_findings
from documents.sheets.listing import Found
from villages.models import Group
from villages.sealing import blind_index
from voting.importing.across import Seen
from voting.importing.checks import Checked, check_line
from voting.importing.faults import FAULTS
from voting.importing.staging import VOTERS, voter_line
from voting.importing.voter import Facts, facts_of
from voting.importing.workbook import layout_for
from voting.models import RollUpload, UploadFault
from voting.queries.roll import places_elsewhere
from voting.services.roll_gate import gate_list


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
    facts, sheet, content = _facts(upload), Sheet(upload.pk), bytes(upload.file.content)
    layout = layout_for(upload.election)
    with closing(lines_of(content, upload.file_name, layout, sheet.found, progress)) as lines:
        for line in lines:
            sheet.add(check_line(line, facts))
    return sheet


def _facts(upload: RollUpload) -> Facts:
    election = upload.election
    assert election.election_day is not None  # an upload is received only when there is one
    groups = Group.objects.filter(village=election.village_id).values_list("number", flat=True)
    return facts_of(election.cycle.rules, election.village.kind, election.election_day, frozenset(groups))


def _elsewhere(upload: RollUpload, sheet: Sheet) -> Iterator[Fault]:
    """Findings on people who stand on the roll of another place of the county (A-ROLL-13)."""
    for index, place in places_elsewhere(upload.election, sheet.people):
        row, last = sheet.people[index]
        yield Fault(row, "id", "on_another_roll", f"…{last}", {"place": place})


def _write(upload: RollUpload, sheet: Sheet) -> None:
    if not errors_of(sheet.faults, FAULTS):
        copy_in(VOTERS, sheet.lines)
    figures = {
        "rows": sheet.rows,
        "voters": sheet.voters,
        "not_registered": len(sheet.lines) - sheet.voters,
    }
    keep_findings(upload, UploadFault, sheet.found, sheet.faults, FAULTS, figures)
