"""People for the tests of the registers: rows with sound identity numbers of a region that was never assigned."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.cast import at
from villages.identity import check_character
from villages.models import Resident, Village
from villages.services.register import RegisterRow

NOW = at(2020, 12, 1)
BORN = date(1980, 5, 6)


def id_number(serial: int = 901, born: date = BORN) -> str:
    """A number of nobody; an even serial is a woman's."""
    first = f"430499{born:%Y%m%d}{serial:03d}"
    return first + check_character(first)


def row(**given: Any) -> RegisterRow:
    """王晓梅, a woman of group 1 in a household of her own, with what the test gives otherwise."""
    usual = RegisterRow(
        group=1,
        household="900001",
        relation="户主",
        name="王晓梅",
        sex="F",
        birth_date=BORN,
        nation="汉族",
        education="初中",
        lives_here=True,
        id_number=id_number(902),
    )
    return replace(usual, **given)


def same(person: Resident, **given: Any) -> RegisterRow:
    """A person as on record, the number left out, with what the test changes."""
    names = ("name", "sex", "birth_date", "nation", "education", "relation", "lives_here", "registered_here")
    kept = {name: getattr(person, name) for name in names}
    more = {
        "registered_at": person.registered_at,
        "residence_since": person.residence_since,
        "contact": person.contact,
    }
    places = {"group": person.group.number, "household": person.household.number}
    return RegisterRow(**{**kept, **more, **places, "id_number": "", **given})


def someone(village: Village) -> Resident:
    return Resident.objects.select_related("group", "household", "village").filter(village=village)[3]
