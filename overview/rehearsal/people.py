"""The people of a walk: who stands on the roll sheet, and who is nominated."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from random import Random

from django.db.models import Count, QuerySet

from elections.models import Election
from villages.enums import Sex
from villages.models import Resident, Village
from villages.sealing import unseal

VOTING_AGE = 18
OLDEST_BORN, YOUNGEST_BORN = date(1972, 1, 1), date(1988, 12, 31)
SCHOOLED = ("高中", "大专", "本科")


def register_lines(village: Village, election_day: date, random: Random) -> Iterator[dict[str, str]]:
    """The lines of the roll sheet: everyone of age; about one in sixty is not registered, with the reason."""
    born_by = election_day.replace(year=election_day.year - VOTING_AGE)
    residents = Resident.objects.filter(village=village, birth_date__lte=born_by).select_related(
        "group", "household"
    )
    for number, person in enumerate(residents.order_by("group__number", "household__number", "pk"), start=1):
        away = not person.lives_here
        absent = away and random.random() < 0.09
        yield {
            "order": str(number),
            "name": person.name,
            "group": str(person.group.number),
            "household": person.household.number,
            "sex": Sex(person.sex).value.replace("M", "男").replace("F", "女"),
            "birth": person.birth_date.isoformat(),
            "id": unseal(bytes(person.id_sealed)),
            "category": "" if absent else ("2" if away else "1"),
            "statement": "电话表示参加选举" if away and not absent else "",
            "not_registered": "多方联系未果" if absent else "",
        }


def nominees_of(
    election: Election, wanted: int, taken: Collection[int], sexes: Sequence[Sex]
) -> list[Resident]:
    """People whom voters might name: of an age and schooling to stand, of different households, names that are unique.

    They are of these `sexes` in turn.
    """
    people = _fit(election).exclude(pk__in=taken)
    used = set(Resident.objects.filter(pk__in=taken).values_list("household_id", flat=True))
    found: list[Resident] = []
    for sex in islice(cycle(sexes), wanted):
        person = (
            people.filter(sex=sex).exclude(household__in=used).exclude(pk__in=[p.pk for p in found]).first()
        )
        assert person is not None, "the village is too small for its candidates"
        found.append(person)
        used.add(person.household_id)
    return found


def party_people(election: Election, wanted: int) -> list[Resident]:
    """People who might stand for the Party organisation: as fit as nominees, taken from the other end of the register, one of
    a household before a second of any.
    """
    fit = _fit(election).exclude(party_member__probationary=True)
    heads: dict[int, Resident] = {}
    seconds = [p for p in fit.order_by("-pk") if heads.setdefault(p.household_id, p) is not p]
    return [*heads.values(), *seconds][:wanted]


def _fit(election: Election) -> QuerySet[Resident]:
    village = election.village_id
    names = (
        Resident.objects.filter(village=village)
        .values("name")
        .annotate(n=Count("pk"))
        .filter(n=1)
        .values("name")
    )
    return Resident.objects.filter(
        village=village,
        name__in=names,
        lives_here=True,
        education__in=SCHOOLED,
        birth_date__gte=OLDEST_BORN,
        birth_date__lte=YOUNGEST_BORN,
    ).order_by("pk")
