"""A register taken out as a sheet, with who took it on every page."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from accounts.templatetags.interface import mask_id
from documents.sheets.writing import template
from villages.acts import remember
from villages.enums import RegisterAct, VillageKind
from villages.importing.columns import HERE, NO, YES, register_layout
from villages.models import Resident, Village
from villages.queries.resident import register_of

SEX_WORDS = {"M": "男", "F": "女"}


@ungated("Taking a list out belongs to no step; that it was taken, and by whom, is what is put on record.")
def export_register(*, by: User, village: Village, now: datetime) -> bytes:
    """The register of a place as .xlsx: identity numbers masked, every sheet marked with who took it, and when."""
    office = require(by, "register.export", village.pk)
    with transaction.atomic():
        rows = list(_rows(village))
        watermark = f"导出：{by.name}（{office.title}）　{localtime(now):%Y-%m-%d %H:%M}　内部使用，严禁外传"
        content = template(
            register_layout(village.kind, village.name), rows, example=False, watermark=watermark
        )
        remember(
            by=by,
            office=office,
            act=RegisterAct.EXPORTED,
            place_code=village.pk,
            subject=village.name,
            data={"rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()},
            now=now,
        )
    return content


def _rows(village: Village) -> Iterator[dict[str, str]]:
    here = HERE[VillageKind(village.kind)]
    for number, person in enumerate(register_of(village), start=1):
        yield _row(number, person, here)


def _row(number: int, person: Resident, here: str) -> dict[str, str]:
    return {
        "order": str(number),
        "group": str(person.group.number),
        "household": person.household.number,
        "relation": person.relation,
        "name": person.name,
        "sex": SEX_WORDS[person.sex],
        "birth": person.birth_date.isoformat(),
        "nation": person.nation,
        "education": person.education,
        "id": mask_id(person.id_last4),
        "lives_here": YES if person.lives_here else NO,
        "contact": person.contact,
        "registered": here if person.registered_here else person.registered_at,
        "since": person.residence_since.isoformat() if person.residence_since else "",
    }
