"""A list of a place taken out as a sheet, with who took it on every page."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from accounts.templatetags.interface import mask_id
from documents.sheets.writing import template
from villages.acts import remember
from villages.enums import ListKind, RegisterAct, VillageKind
from villages.importing.audit_columns import WRITTEN
from villages.importing.columns import HERE, NO, YES
from villages.importing.member_columns import FORMAL, PROBATIONARY, SANCTIONS
from villages.importing.post import written_appraisals
from villages.importing.post_columns import word_of
from villages.models import Audit, Cadre, Resident, Village
from villages.queries.audit_sheet import audits_on_record
from villages.queries.cadre_sheet import posts_on_record
from villages.queries.party import members_of
from villages.queries.resident import register_of
from villages.services.lists import list_of

SEX_WORDS = {"M": "男", "F": "女"}
SANCTION_WORDS: Mapping[str, str] = {discipline: word for word, discipline in SANCTIONS.items()}
Rows = Iterator[dict[str, str]]


@ungated("Taking a list out belongs to no step; that it was taken, and by whom, is what is put on record.")
def export_list(*, by: User, village: Village, kind: ListKind, now: datetime) -> bytes:
    """A list of a place as .xlsx: identity numbers masked, every sheet marked with who took it, and when.

    What is taken out can be mended and sent in again as the same kind of list.
    """
    office = require(by, "register.export", village.pk)
    with transaction.atomic():
        rows = list(ROWS[kind](village))
        watermark = f"导出：{by.name}（{office.title}）　{localtime(now):%Y-%m-%d %H:%M}　内部使用，严禁外传"
        content = template(list_of(kind).layout(village), rows, example=False, watermark=watermark)
        remember(
            by=by,
            office=office,
            act=RegisterAct.EXPORTED,
            place_code=village.pk,
            subject=village.name,
            data={"list": kind.value, "rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()},
            now=now,
        )
    return content


def _register(village: Village) -> Rows:
    here = HERE[VillageKind(village.kind)]
    for number, person in enumerate(register_of(village), start=1):
        yield _of_register(number, person, here)


def _of_register(number: int, person: Resident, here: str) -> dict[str, str]:
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
        "since": _day(person.residence_since),
    }


def _members(village: Village) -> Rows:
    for number, member in enumerate(members_of(village), start=1):
        yield _whom(number, member.resident) | {
            "joined_on": _day(member.joined_on),
            "standing": PROBATIONARY if member.probationary else FORMAL,
            "formal_on": _day(member.formal_on),
            "organisation": member.organisation.name if member.organisation else "",
            "away": YES if member.away else NO,
            "contact": member.contact,
            "discipline": SANCTION_WORDS[member.discipline] if member.discipline_until else "",
            "discipline_until": _day(member.discipline_until),
        }


def _posts(village: Village) -> Rows:
    for number, cadre in enumerate(posts_on_record(village).values(), start=1):
        years = {each.year: (each.grade, each.last) for each in cadre.appraisals.all()}
        yield _held(number, cadre, village.kind) | {
            "until": _day(cadre.until),
            "term": cadre.term,
            "appraisals": written_appraisals(years),
        }


def _audits(village: Village) -> Rows:
    for number, audit in enumerate(audits_on_record(village).values(), start=1):
        yield _of_audit(number, audit, village.kind)


def _of_audit(number: int, audit: Audit, kind: str) -> dict[str, str]:
    return _held(number, audit.cadre, kind) | {
        "state": WRITTEN[audit.state],
        "on": _day(audit.on),
        "finding": audit.finding,
        "settled_on": _day(audit.settled_on),
    }


def _held(number: int, cadre: Cadre, kind: str) -> dict[str, str]:
    return _whom(number, cadre.resident) | {"post": word_of(cadre.post, kind), "since": _day(cadre.since)}


def _whom(number: int, person: Resident) -> dict[str, str]:
    return {
        "order": str(number),
        "name": person.name,
        "id": mask_id(person.id_last4),
        "birth": person.birth_date.isoformat(),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


ROWS: Mapping[ListKind, Callable[[Village], Rows]] = {
    ListKind.REGISTER: _register,
    ListKind.PARTY: _members,
    ListKind.CADRES: _posts,
    ListKind.AUDITS: _audits,
}
