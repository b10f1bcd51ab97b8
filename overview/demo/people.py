"""Synthetic households. Their identity numbers have right check digits and a region code that was never assigned."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from overview.demo.names import family_name, given_name, synthetic_name
from villages.enums import Sex
from villages.identity import check_character
from villages.services.register import RegisterRow

UNASSIGNED_REGION = "430499"
EDUCATION = ("小学", "初中", "高中", "大专", "本科")


class Population:
    """Makes the people of one place; the same seed gives the same people.

    Serial numbers run through the place, so that no two identity numbers are alike within a township.
    """

    def __init__(self, random: Random, place: int, today: date) -> None:
        self.random = random
        self.place = place
        self.today = today
        self.serials: dict[tuple[date, str], int] = {}

    def people(self, size: int, groups: int) -> Iterator[RegisterRow]:
        """`size` people in households of one to six, spread over the groups in order."""
        made = household = 0
        while made < size:
            household += 1
            group = 1 + made * groups // size
            for person in self._household(group, f"{group:02d}{household:04d}"):
                if made < size:
                    made += 1
                    yield person

    def _household(self, group: int, number: str) -> Iterator[RegisterRow]:
        random = self.random
        head_born = self._born(28, 82)
        surname = family_name(random)
        yield self._person(group, number, "户主", Sex.MALE, head_born, surname)
        if random.random() < 0.82:
            yield self._person(
                group, number, "配偶", Sex.FEMALE, head_born + timedelta(days=random.randint(-900, 1800))
            )
        age = (self.today - head_born).days // 365
        for _child in range(random.choice((0, 1, 1, 2, 2, 3)) if age > 24 else 0):
            born = head_born + timedelta(days=365 * random.randint(22, 34) + random.randint(0, 364))
            if born < self.today:
                sex = random.choice((Sex.MALE, Sex.FEMALE))
                yield self._person(group, number, "子" if sex == Sex.MALE else "女", sex, born, surname)
        if age < 55 and random.random() < 0.35:
            yield self._person(
                group, number, "母亲", Sex.FEMALE, head_born - timedelta(days=365 * random.randint(20, 28))
            )

    def _born(self, youngest: int, oldest: int) -> date:
        return self.today - timedelta(days=self.random.randint(youngest * 365, oldest * 365))

    def _person(
        self, group: int, household: str, relation: str, sex: str, born: date, surname: str = ""
    ) -> RegisterRow:
        random = self.random
        name = (
            surname + given_name(random, sex)
            if surname and random.random() > 0.004
            else synthetic_name(random, sex)
        )
        return RegisterRow(
            group=group,
            household=household,
            relation=relation,
            name=name,
            sex=sex,
            birth_date=born,
            nation="维吾尔族" if "·" in name else "汉族",
            education=random.choices(EDUCATION, weights=(22, 40, 22, 11, 5))[0],
            lives_here=random.random() > 0.18,
            id_number=self._id_number(born, sex),
        )

    def _id_number(self, born: date, sex: str) -> str:
        order = self.serials.get((born, sex), 0)
        self.serials[born, sex] = order + 1
        serial = self.place * 50 + 2 * order + (1 if sex == Sex.MALE else 0)
        first = f"{UNASSIGNED_REGION}{born:%Y%m%d}{serial:03d}"
        return first + check_character(first)
