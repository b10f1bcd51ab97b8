"""The check of a register's sheet: every row, every fault; then all of it is written in one transaction, or nothing."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from accounts.exempt import ungated
from documents.enums import UploadState
from documents.importing import Fault, copy_in, lines_of
from documents.importing.faults import errors_of
from documents.jobs import Progress
from documents.services.upload import keep_findings
from documents.sheets.listing import Found
from villages.importing.across import Seen
from villages.importing.columns import register_layout
from villages.importing.resident import REGISTER_FAULTS, Checked, Facts, check_line
from villages.importing.staging import RESIDENTS, keys_of, resident_line
from villages.models import Group, RegisterFault, RegisterUpload, Village
from villages.queries.upload import households_of, known_of, namesakes_of, registers_elsewhere


@dataclass
class Sheet:
    """A sheet as the check found it: sound rows ready for COPY, and of each person what is asked elsewhere."""

    upload_id: int
    households: Any
    found: Found = field(default_factory=Found)
    seen: Seen = field(default_factory=Seen)
    lines: list[str] = field(default_factory=list)
    people: dict[bytes, tuple[int, str]] = field(default_factory=dict)
    names: list[tuple[int, str, str, date]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0

    def add(self, checked: Checked) -> None:
        self.rows += 1
        self.faults += checked.faults
        self.faults += self.seen.check(checked)
        if checked.whom:
            self.people.setdefault(checked.whom, (checked.number, checked.last4))
        row = checked.row
        if row is None:
            return
        group = self.households.get(row.household, row.group)
        if group != row.group:
            self.faults.append(
                Fault(checked.number, "household", "household_elsewhere", row.household, {"group": group})
            )
        self.names.append((checked.number, keys_of(row.name)[2], row.name, row.birth_date))
        self.lines.append(resident_line(self.upload_id, checked.number, row, checked.whom, checked.last4))


@ungated("The check changes no register; what it finds stands with the sheet.")
def check_sheet(*, upload_id: int, progress: Progress) -> dict[str, Any]:
    """Check an upload and keep the result on it; a second run finds the first one's result. Returns the figures.

    Raises SheetRefused; then nothing is written.
    """
    upload = RegisterUpload.objects.select_related("village", "file").get(pk=upload_id)
    if upload.state != UploadState.CHECKING:
        return dict(upload.report)
    sheet = _checked(upload, progress)
    progress("compare", 0, len(sheet.people))
    sheet.faults += _elsewhere(upload.village, sheet)
    progress("write", 0, sheet.rows)
    with transaction.atomic():
        upload = RegisterUpload.objects.select_for_update(of=("self",)).get(pk=upload_id)
        if upload.state == UploadState.CHECKING:
            _write(upload, sheet)
    return dict(upload.report)


def _checked(upload: RegisterUpload, progress: Progress) -> Sheet:
    village, content = upload.village, bytes(upload.file.content)
    facts, sheet = _facts(upload), Sheet(upload.pk, households_of(village))
    layout = register_layout(village.kind, village.name)
    with closing(lines_of(content, upload.file_name, layout, sheet.found, progress)) as lines:
        for line in lines:
            sheet.add(check_line(line, facts))
    return sheet


def _facts(upload: RegisterUpload) -> Facts:
    village = upload.village
    return Facts(
        today=localtime(upload.uploaded_at).date(),
        groups=frozenset(Group.objects.filter(village=village).values_list("number", flat=True)),
        here=frozenset({village.name, village.name.removesuffix("村").removesuffix("社区")}),
        known=known_of(village),
    )


def _elsewhere(village: Village, sheet: Sheet) -> Iterator[Fault]:
    """Findings on people who stand in another register of the county, told by that place's name and nothing else."""
    for index, place in registers_elsewhere(village, sheet.people):
        number, last4 = sheet.people[index]
        yield Fault(number, "id", "in_another_register", f"…{last4}", {"place": place})
    names = {number: name for number, _strokes, name, _born in sheet.names}
    for one in namesakes_of(village, sheet.names, list(sheet.people)):
        if one.village_code == village.pk:
            yield Fault(one.row, "name", "same_name_in_register", names[one.row], {})
        else:
            yield Fault(one.row, "name", "same_name_elsewhere", names[one.row], {"place": one.place})


def _write(upload: RegisterUpload, sheet: Sheet) -> None:
    if not errors_of(sheet.faults, REGISTER_FAULTS):
        copy_in(RESIDENTS, sheet.lines)
    keep_findings(upload, RegisterFault, sheet.found, sheet.faults, REGISTER_FAULTS, {"rows": sheet.rows})
