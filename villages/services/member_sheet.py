"""The sheet of Party members: the check of its rows, and the taking over into the list."""

from datetime import datetime

from django.utils.timezone import localtime

from accounts.exempt import part_of_an_act
from accounts.models import User
from documents.importing import Fault
from documents.sheets import Layout, Line
from documents.sheets.cells import code
from villages.importing.member import Checked, Facts, check_line
from villages.importing.member_columns import member_layout
from villages.models import RegisterUpload, StagedRow, Village
from villages.queries.member_sheet import branches_by_pk, members_compared
from villages.queries.preview import Figures
from villages.queries.whom import people_of
from villages.services.meanwhile import meanwhile
from villages.services.party import put_in_member, put_right_member, take_off_member


def layout_of_members(village: Village) -> Layout:
    """The sheet of Party members of a place, with its branches to choose from."""
    return member_layout(village.name, [branch.name for branch in branches_by_pk(village).values()])


class MemberSheet:
    """A sheet of Party members as the check finds it."""

    def __init__(self, upload: RegisterUpload) -> None:
        self.upload = upload
        self.facts = _facts(upload)
        self.sound: list[Checked] = []
        self.first: dict[int, int] = {}
        self.faults: list[Fault] = []
        self.rows = 0

    def add(self, line: Line) -> None:
        checked = check_line(line, self.facts)
        self.rows += 1
        self.faults += checked.faults
        if checked.person is None:
            return
        first = self.first.setdefault(checked.person.pk, checked.number)
        if first != checked.number:
            told = {"first": first}
            self.faults.append(Fault(checked.number, "name", "person_twice", checked.person.name, told))
        self.sound.append(checked)

    def compare(self) -> None:
        """Nothing more: who is meant was looked up row by row."""

    def stage(self) -> None:
        StagedRow.objects.bulk_create(
            StagedRow(upload=self.upload, row=each.number, resident_id=each.person.pk, data=dict(each.kept))
            for each in self.sound
            if each.person
        )


def _facts(upload: RegisterUpload) -> Facts:
    branches = branches_by_pk(upload.village)
    place = upload.village.name
    names = {
        code(name): pk
        for pk, branch in branches.items()
        for name in (branch.name.removeprefix(place), branch.name)
    }
    return Facts(
        today=localtime(upload.uploaded_at).date(),
        people=people_of(upload.village),
        branches=names,
        branch_names=tuple(branch.name for branch in branches.values()),
    )


@part_of_an_act
def take_over_members(upload: RegisterUpload, *, by: User, left_out: str, now: datetime) -> Figures:
    """Enter and change members and, where `left_out` says why (a Departure), take those off whom the sheet leaves out.

    Raises UploadOvertaken where something speaks against a row now, MemberHeadsBranch.
    """
    village, found = upload.village, members_compared(upload)
    for each in found.changed:
        with meanwhile(each.row):
            assert each.member is not None
            put_right_member(village, each.member, each.membership, by, now)
    for each in found.new:
        with meanwhile(each.row):
            put_in_member(village, each.row.resident, each.membership, by, now)
    gone = found.left_out if left_out else []
    for member in gone:
        take_off_member(member, by, now)
    return Figures(len(found.new), len(found.changed), found.unchanged, len(found.left_out), len(gone))
