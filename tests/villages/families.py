"""Households for tests of kinship."""

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from accounts.models import User
from tests.cast import at
from villages.identity import check_character
from villages.models import KinTie, Resident, Village
from villages.services.register import RegisterRow, load_register

SERIALS = count(100)
BORN = {"子": 1995, "女": 1995, "孙子": 2015, "父亲": 1945, "母亲": 1945}
Settle = Callable[..., list[Resident]]


def id_number() -> str:
    first = f"43049919700101{next(SERIALS)}"
    return first + check_character(first)


@pytest.fixture
def settle() -> Settle:
    """Puts one household into a village's register: settle(village, "1", ("王大", "M", "户主"), …)."""

    def make(village: Village, household: str, *people: tuple[str, ...]) -> list[Resident]:
        rows = [
            RegisterRow(
                group=1,
                household=household,
                relation=relation,
                name=name,
                sex=sex,
                birth_date=date(BORN.get(relation, 1970), 1, 1),
                nation="汉族",
                education="初中",
                lives_here=True,
                id_number=number[0] if number else id_number(),
            )
            for name, sex, relation, *number in people
        ]
        load_register(village=village, rows=rows)
        found = Resident.objects.filter(village=village, household__number=household)
        return list(found.order_by("pk"))

    return make


@pytest.fixture
def tie(township: User) -> Callable[[Resident, str, Resident], KinTie]:
    def make(first: Resident, kind: str, second: Resident) -> KinTie:
        return KinTie.objects.create(
            first=first, second=second, tie=kind, proof="结婚证", made_by=township, made_at=at(2020, 12, 1)
        )

    return make
