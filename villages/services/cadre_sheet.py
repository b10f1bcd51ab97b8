"""The sheet of posts held: the check of its rows, and the taking over into the record."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.rules import may, require
from documents.importing import Fault
from documents.refusals import UploadOvertaken
from documents.sheets import Line
from villages.enums import Body
from villages.importing.post import Checked, Facts, check_line
from villages.importing.post_columns import posts_by_word
from villages.importing.terms import Term, clashes
from villages.models import Cadre, RegisterUpload, StagedRow
from villages.queries.cadre_sheet import PostRow, posts_compared, posts_on_record, staged
from villages.queries.preview import Figures
from villages.queries.whom import people_of
from villages.services.cadre import put_appraisals, put_in_cadre, put_right_cadre
from villages.services.meanwhile import meanwhile

APPRAISE = "place.edit"  # as record_appraisal asks


class PostSheet:
    """A sheet of posts held as the check finds it."""

    def __init__(self, upload: RegisterUpload) -> None:
        self.upload = upload
        self.facts = _facts(upload)
        self.sound: list[Checked] = []
        self.faults: list[Fault] = []
        self.rows = 0

    def add(self, line: Line) -> None:
        checked = check_line(line, self.facts)
        self.rows += 1
        self.faults += checked.faults
        if checked.person is not None and checked.holding is not None:
            self.sound.append(checked)

    def compare(self) -> None:
        """Hold the rows against each other, and against the posts on record that the sheet does not touch."""
        on_record = posts_on_record(self.upload.village)
        terms = list(map(_term, self.sound))
        for term in terms:
            on_record.pop((term.person, term.body, term.since), None)
        self.faults += clashes(terms, _terms(on_record.values()))

    def stage(self) -> None:
        StagedRow.objects.bulk_create(
            StagedRow(
                upload=self.upload,
                row=each.number,
                resident_id=each.person.pk,
                data=staged(each.holding, each.appraisals),
            )
            for each in self.sound
            if each.person and each.holding
        )


def _facts(upload: RegisterUpload) -> Facts:
    return Facts(
        today=localtime(upload.uploaded_at).date(),
        people=people_of(upload.village),
        posts=posts_by_word(upload.village.kind),
        appraises=may(upload.uploaded_by, APPRAISE, upload.village_id),
    )


def _term(checked: Checked) -> Term:
    person, held = checked.person, checked.holding
    assert person is not None and held is not None
    return Term(checked.number, person.pk, person.name, held.body, held.post, held.since, held.until)


def _terms(cadres: Iterable[Cadre]) -> list[Term]:
    return [Term(0, c.resident_id, c.resident.name, c.body, c.post, c.since, c.until) for c in cadres]


@part_of_an_act
def take_over_posts(upload: RegisterUpload, *, by: User, left_out: str, now: datetime) -> Figures:
    """Enter and change posts with their appraisals; posts that the sheet leaves out stay as they are.

    Raises UploadOvertaken where something speaks against a row now, NotThere for appraisals of who may not appraise.
    """
    found = posts_compared(upload)
    rows = [*found.changed, *found.new]
    _refuse_overtaken(rows, found.left_out)
    if any(each.appraisals for each in rows):
        require(by, APPRAISE, upload.village_id)
    for each in sorted(rows, key=_ended_first):
        with meanwhile(each.row):
            _take(each, upload, by, now)
    return Figures(len(found.new), len(found.changed), found.unchanged, len(found.left_out), 0)


def _ended_first(row: PostRow) -> tuple[bool, bool, date]:
    """A person sits once in a body: what ended on record goes before what begins."""
    return row.holding.until is None, row.cadre is None, row.holding.since


def _take(each: PostRow, upload: RegisterUpload, by: User, now: datetime) -> None:
    cadre = each.cadre
    if cadre is None:
        cadre = put_in_cadre(upload.village, each.row.resident, each.holding, by, now)
    else:
        # The sheet has no column for the duty: it is entered at the post, and stays while that is a Party post.
        duty = cadre.duty if each.holding.body == Body.PARTY else ""
        put_right_cadre(cadre, replace(each.holding, duty=duty), by, now)
    put_appraisals(cadre, each.appraisals, now)


def _refuse_overtaken(rows: Iterable[PostRow], left_out: Iterable[Cadre]) -> None:
    """What the check found may hold no more: a post was entered or changed meanwhile."""
    terms = [
        Term(r.row.row, r.row.resident_id, r.row.resident.name, h.body, h.post, h.since, h.until)
        for r in rows
        for h in [r.holding]
    ]
    for fault in clashes(terms, _terms(left_out)):
        raise UploadOvertaken(
            _("Meanwhile a post on record came into the way of row %(row)s. Send the sheet in again."),
            {"row": fault.row},
            data={"row": fault.row, "codes": [fault.code]},
        )
