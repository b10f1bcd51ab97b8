"""Residents of a register, one by one, and the roll drawn up from it."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime

from accounts.models import User
from elections.models import Election
from tests.voting.roll_fixtures import REGISTERING
from tests.voting.roll_sheets import id_number
from villages.models import Resident, Village
from villages.services.register import RegisterRow, load_register
from voting.models import Roll, RollEntry
from voting.services.drawing import draw_up_roll
from voting.services.registration import DECLINES, record_contact

ADULT = date(1978, 3, 5)


def resident(village: Village, serial: int, born: date = ADULT, **more: Any) -> Resident:
    """A woman (an even serial) of group 1 in a household of her own."""
    row = {
        "group": 1,
        "household": f"9{serial:03d}",
        "relation": "户主",
        "name": f"柳叶{chr(0x4E00 + serial)}",
        "sex": "女",
        "birth_date": born,
        "nation": "汉族",
        "education": "高中",
        "lives_here": True,
        "id_number": id_number(born, serial),
    } | more
    row["sex"] = "F"
    load_register(village=village, rows=[RegisterRow(**row)])
    return Resident.objects.get(village=village, household__number=row["household"])


def drawn(by: User, election: Election, now: Any = REGISTERING) -> Roll:
    return draw_up_roll(by=by, election=election, now=now)


def entry_of(roll: Roll, person: Resident) -> RollEntry:
    return roll.entries.select_related("roll__election").get(id_index=person.id_index)


def everybody_heard(by: User, roll: Roll, now: Any = REGISTERING) -> None:
    """All who live elsewhere say that they will not take part."""
    for entry in roll.entries.filter(refusal="no_statement"):
        record_contact(by=by, entry=entry, on=localtime(now).date(), how="电话", result=DECLINES, now=now)


def put(roll: Roll, number: int, **more: Any) -> RollEntry:
    """Somebody on a version of the roll, whatever its state."""
    given = {
        "village_id": roll.election.village_id,
        "group": 1,
        "household": f"{number:04d}",
        "name": f"选民{number}",
        "pinyin": "xuanmin",
        "sex": "F",
        "birth_date": ADULT,
        "category": "" if more.get("not_registered") else "V1",
        "id_sealed": b"",
        "id_index": number.to_bytes(16),
        "id_last4": f"{number:04d}",
    }
    return RollEntry.objects.create(roll=roll, number=number, **(given | more))
