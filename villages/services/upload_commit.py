"""A checked sheet taken over into the register, in one transaction."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from accounts.said import Listed
from documents.enums import UploadState
from documents.refusals import UploadOvertaken
from documents.services.upload import refuse_unaccepted, refuse_unready
from villages.acts import remember
from villages.enums import Leaving, RegisterAct
from villages.models import Group, Household, RegisterUpload, StagedResident, Village
from villages.queries.upload import KEPT, Changed, Comparison, compared, households_of, registers_elsewhere
from villages.refusals.resident import ResidentElsewhere
from villages.services.history import begin_history, save_many
from villages.services.locks import lock_place
from villages.services.upload import put_away

NAMED = 5
KEYS = ("pinyin", "initials", "strokes")
LEFT = ("left_on", "left_why")


@ungated("A register is kept between elections as well as in them; the roll drawn from it has its own gate.")
def commit_sheet(
    *, by: User, upload: RegisterUpload, now: datetime, reason: str = "", left_out: str = ""
) -> RegisterUpload:
    """Take a checked sheet over; sent twice, it is done once. Every row is taken, or none.

    `left_out` is why those left who stand in the register and not on the sheet (a Leaving); empty, they stay.
    `reason` says why a sheet with warnings is taken over. Other open uploads are put away, for their previews no
    longer hold. Raises UploadNotReady, UploadOvertaken, WarningsNotAccepted, ResidentElsewhere, PlaceClosed.
    """
    office = require(by, "register.upload", upload.village_id)
    with transaction.atomic():
        village = lock_place(upload.village)
        upload = RegisterUpload.objects.select_related("file", "village").get(pk=upload.pk)
        if upload.state == UploadState.COMMITTED:
            return upload
        refuse_unready(upload)
        refuse_unaccepted(upload, reason)
        _refuse_overtaken(village, upload)
        found = compared(upload)
        _households(village, upload)
        _enter(village, upload)
        _change(village, found.changed, by, now)
        gone = _let_go(found, Leaving(left_out), by, now) if left_out else 0
        figures = _figures(found, gone)
        _end(upload, figures, now)
        remember(
            by=by,
            office=office,
            act=RegisterAct.LOADED,
            place_code=village.pk,
            subject=upload.file_name,
            data={
                "file": upload.file.sha256,
                "rows": upload.report["rows"],
                "warnings": upload.report["warnings"],
                "reason": reason,
                **figures,
            },
            now=now,
        )
    return upload


def _refuse_overtaken(village: Village, upload: RegisterUpload) -> None:
    """What the check found may hold no more: somebody came into another register, a household into another group."""
    people = {bytes(index): name for index, name in upload.rows.values_list("id_index", "name")}
    names = [people[index] for index, _place in registers_elsewhere(village, people)]
    if names:
        more = ["…"] if len(names) > NAMED else []
        raise ResidentElsewhere(
            _("Meanwhile in the register of another place: %(names)s. Send the sheet in again to see where."),
            {"names": Listed([*names[:NAMED], *more])},
        )
    groups = households_of(village)
    here = upload.rows.values_list("household", "group").distinct()
    if any(groups.get(household, group) != group for household, group in here):
        raise UploadOvertaken(
            _("Meanwhile a household of this sheet came into another group. Send the sheet in again.")
        )


def _households(village: Village, upload: RegisterUpload) -> None:
    """The households that are new on the sheet."""
    groups = dict(Group.objects.filter(village=village).values_list("number", "pk"))
    there = set(households_of(village))
    wanted = dict(upload.rows.order_by("row").values_list("household", "group"))
    Household.objects.bulk_create(
        Household(village=village, number=number, group_id=groups[group])
        for number, group in wanted.items()
        if number not in there
    )


NEW = """
    INSERT INTO villages_resident (village_id, group_id, household_id, name, pinyin, initials, strokes, sex, birth_date,
        nation, education, relation, lives_here, registered_here, registered_at, residence_since, contact, left_why,
        id_sealed, id_index, id_last4)
    SELECT h.village_id, h.group_id, h.id, s.name, s.pinyin, s.initials, s.strokes, s.sex, s.birth_date,
        s.nation, s.education, s.relation, s.lives_here, s.registered_here, s.registered_at, s.residence_since,
        s.contact, '', s.id_sealed, s.id_index, s.id_last4
    FROM villages_stagedresident s
    JOIN villages_household h ON h.village_id = %s AND h.number = s.household
    LEFT JOIN villages_resident r ON r.village_id = h.village_id AND r.id_index = s.id_index
    WHERE s.upload_id = %s AND r.id IS NULL
    ORDER BY s.row
"""


def _enter(village: Village, upload: RegisterUpload) -> None:
    """The people who are new, in the order of the sheet; the sheet itself is their first record."""
    with connection.cursor() as cursor:
        cursor.execute(NEW, [village.pk, upload.pk])


def _change(village: Village, changed: list[Changed], by: User, now: datetime) -> None:
    people = [each.person for each in changed]
    begin_history(people, now)
    households = {home.number: home for home in village.households.select_related("group")}
    for each in changed:
        person, row = each.person, each.row
        for name in (*KEPT, *KEYS):
            setattr(person, name, getattr(row, name))
        person.household = households[row.household]
        person.group = person.household.group
        person.left_on, person.left_why = None, ""
    save_many(people, (*KEPT, *KEYS, *LEFT, "household", "group"), by, now)


def _let_go(found: Comparison, why: Leaving, by: User, now: datetime) -> int:
    begin_history(found.left_out, now)
    today = localtime(now).date()
    for person in found.left_out:
        person.left_on, person.left_why = today, why
    save_many(found.left_out, LEFT, by, now)
    return len(found.left_out)


def _figures(found: Comparison, gone: int) -> dict[str, Any]:
    return {
        "new": len(found.new),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "left_out": len(found.left_out),
        "left": gone,
    }


def _end(upload: RegisterUpload, figures: dict[str, Any], now: datetime) -> None:
    """The sheet is taken over; its rows are not kept a second time."""
    upload.state, upload.committed_at = UploadState.COMMITTED, now
    upload.report = {**upload.report, "taken": figures}
    upload.save(update_fields=["state", "committed_at", "report"])
    StagedResident.objects.filter(upload=upload).delete()
    put_away(RegisterUpload.objects.filter(village=upload.village_id).exclude(pk=upload.pk))
