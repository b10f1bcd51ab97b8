"""The check of a roll sheet: every row, every fault; then all of it is written in one transaction, or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents.enums import UploadState
from documents.importing import Fault, copy_in, refuse_empty, rows_of, without_collector
from documents.importing.faults import errors_of
from documents.jobs import Progress
from documents.services.upload import keep_findings
from documents.sheets import Layout, line_of
from documents.sheets.listing import Found, Numbered
from villages.models import Group
from villages.sealing import indexer
from voting.enums import RollState
from voting.importing.across import Seen
from voting.importing.checks import Checked, check_line
from voting.importing.faults import FAULTS
from voting.importing.lookup import Lookup, Plain
from voting.importing.staging import ENTRIES, Staged
from voting.importing.voter import Facts, facts_of
from voting.importing.workbook import layout_for
from voting.models import Roll, RollUpload, UploadFault
from voting.queries.elsewhere import likes_elsewhere
from voting.queries.roll import places_elsewhere
from voting.services.roll_gate import gate_list

BLOCK_ROWS = 500


@dataclass
class Sheet:
    """A sheet as the check found it.

    `people` are the rows of those who would vote, by blind index in hex, each with what shows who it is: the last
    places of the number, the name and the birth date.
    """

    layout: Layout
    facts: Facts
    found: Found = field(default_factory=Found)
    seen: Seen = field(default_factory=Seen)
    staged: Staged = field(default_factory=Staged)
    people: dict[str, tuple[int, str, str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0
    voters: int = 0

    def __post_init__(self) -> None:
        self.lookup = Lookup(self.layout, self.facts)
        self.index = indexer()

    def take(self, rows: Sequence[Numbered]) -> None:
        """Rows of the list, in their order."""
        plain_rows = self.lookup.read([cells for _number, cells in rows])
        for (number, cells), plain in zip(rows, plain_rows, strict=True):
            if plain is not None:
                self._add_plain(number, plain)
                continue
            line = line_of(number, cells, self.layout)
            if line is not None:
                self._add(check_line(line, self.facts))

    def _add_plain(self, row: int, plain: Plain) -> None:
        _group, _household, name, _pinyin, _sex, born, _category, id_number = plain
        index = self.index(id_number).hex()
        self.rows += 1
        self.voters += 1
        self.people[index] = row, id_number[-4:], name, born
        self.staged.add_plain(row, plain, index)
        if faults := self.seen.look(row, id_number, name):
            self.faults += faults

    def _add(self, row: Checked) -> None:
        self.rows += 1
        self.faults += row.faults
        self.faults += self.seen.check(row)
        if not row.id_number:
            return
        index, voter = self.index(row.id_number).hex(), row.voter
        if voter is None or not voter.not_registered:
            self.voters += 1
            name, born = (voter.name, voter.birth_date.isoformat()) if voter else ("", "")
            self.people[index] = row.number, row.id_number[-4:], name, born
        if voter is not None:
            self.staged.add(voter, index)


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
    with without_collector():
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
    content = bytes(upload.file.content)
    sheet = Sheet(layout_for(upload.election), _facts(upload))
    with closing(rows_of(content, upload.file_name, sheet.layout, sheet.found, progress)) as rows:
        while block := list(islice(rows, BLOCK_ROWS)):
            sheet.take(block)
    refuse_empty(sheet.rows)
    return sheet


def _facts(upload: RollUpload) -> Facts:
    election = upload.election
    assert election.election_day is not None  # an upload is received only when there is one
    groups = Group.objects.filter(village=election.village_id).values_list("number", flat=True)
    return facts_of(
        election.cycle.rules,
        election.village.kind,
        election.election_day,
        frozenset(groups),
        timezone.localtime(upload.uploaded_at).date(),
    )


def _elsewhere(upload: RollUpload, sheet: Sheet) -> Iterator[Fault]:
    """Findings on people who stand, or somebody like them, on the roll of another place of the county (A-ROLL-13)."""
    for index, place in places_elsewhere(upload.election, sheet.people):
        row, last, _name, _born = sheet.people[index]
        yield Fault(row, "id", "on_another_roll", f"…{last}", {"place": place})
    people = ((index, name, born) for index, (_row, _last, name, born) in sheet.people.items() if name)
    for index, place in likes_elsewhere(upload.election, people):
        row, _last, name, _born = sheet.people[index]
        yield Fault(row, "name", "like_on_another_roll", name, {"place": place})


def _write(upload: RollUpload, sheet: Sheet) -> None:
    if not errors_of(sheet.faults, FAULTS):
        upload.staged = Roll.everything.create(election=upload.election, version=0, state=RollState.STAGED)
        upload.save(update_fields=["staged"])
        copy_in(ENTRIES, sheet.staged.lines(upload.staged.pk, upload.election.village_id))
    figures = {
        "rows": sheet.rows,
        "voters": sheet.voters,
        "not_registered": sheet.rows - sheet.voters,
    }
    keep_findings(upload, UploadFault, sheet.found, sheet.faults, FAULTS, figures)
