"""The sheet of audits: the check of its rows, and the taking over into the record."""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.rules import may, require
from documents.importing import Fault
from documents.refusals import UploadOvertaken
from documents.sheets import Line
from villages.importing.audit import Checked, Facts, check_line
from villages.importing.post_columns import posts_by_word
from villages.models import Cadre, RegisterUpload, StagedRow
from villages.queries.audit_sheet import AuditRow, audits_compared, staged
from villages.queries.cadre_sheet import posts_on_record
from villages.queries.preview import Figures
from villages.queries.whom import people_of
from villages.services.cadre import put_audit
from villages.services.meanwhile import meanwhile

AUDITS = "place.edit"  # as record_audit asks


class AuditSheet:
    """A sheet of audits as the check finds it."""

    def __init__(self, upload: RegisterUpload) -> None:
        self.upload = upload
        self.facts = _facts(upload)
        self.sound: list[Checked] = []
        self.first: dict[tuple[int, date], int] = {}
        self.faults: list[Fault] = []
        self.rows = 0

    def add(self, line: Line) -> None:
        checked = check_line(line, self.facts)
        self.rows += 1
        self.faults += checked.faults
        if checked.person is None or checked.cadre is None or checked.audited is None:
            return
        first = self.first.setdefault((checked.cadre, checked.audited.on), checked.number)
        if first != checked.number:
            told = {"first": first}
            self.faults.append(Fault(checked.number, "on", "row_twice", checked.audited.on.isoformat(), told))
        self.sound.append(checked)

    def compare(self) -> None:
        """Nothing more: the post held was looked up row by row."""

    def stage(self) -> None:
        StagedRow.objects.bulk_create(
            StagedRow(
                upload=self.upload,
                row=each.number,
                resident_id=each.person.pk,
                data=staged(each.cadre, each.audited),
            )
            for each in self.sound
            if each.person and each.cadre and each.audited
        )


def _facts(upload: RegisterUpload) -> Facts:
    return Facts(
        today=localtime(upload.uploaded_at).date(),
        people=people_of(upload.village),
        posts=posts_by_word(upload.village.kind),
        holdings={meant: cadre.pk for meant, cadre in posts_on_record(upload.village).items()},
        audits=may(upload.uploaded_by, AUDITS, upload.village_id),
    )


@part_of_an_act
def take_over_audits(upload: RegisterUpload, *, by: User, left_out: str, now: datetime) -> Figures:
    """Enter and change audits; audits that the sheet leaves out stay as they are.

    Raises UploadOvertaken where something speaks against a row now, NotThere for who may not enter audits.
    """
    require(by, AUDITS, upload.village_id)
    found = audits_compared(upload)
    rows = [*found.changed, *found.new]
    held = Cadre.objects.filter(village=upload.village).in_bulk([each.cadre for each in rows])
    for each in rows:
        _refuse_gone(each, held)
        with meanwhile(each.row):
            put_audit(held[each.cadre], each.audited, each.audit, now)
    return Figures(len(found.new), len(found.changed), found.unchanged, len(found.left_out), 0)


def _refuse_gone(each: AuditRow, held: dict[int, Cadre]) -> None:
    if each.cadre not in held:
        raise UploadOvertaken(
            _("Meanwhile a post on record came into the way of row %(row)s. Send the sheet in again."),
            {"row": each.row.row},
            data={"row": each.row.row, "codes": ["holding_unknown"]},
        )
