"""A million residents of a county: the first page of each way of searching against a look-up of as many rows by key."""

import statistics
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from overview.demo.people import Population
from tests.cast import COUNTY, ELECTION_DAY, SECOND_VILLAGE, TOWNSHIP
from villages.models import Division, Resident, Village
from villages.names.pinyin import full_key, initials
from villages.names.strokes import surname_key
from villages.queries.resident import PAGE_LENGTH, search
from villages.services.register import load_divisions

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

PEOPLE, NAMES, PLACES, ROUNDS, RATIO = 1_000_000, 20_000, 500, 15, 3
IN_A_HOUSEHOLD = 4
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'villages_resident' AND indexdef NOT LIKE '%UNIQUE%'"

# A name, its pinyin in full and in part, initials, a surname's, a household, last four places; and just the list.
WORDS = ("王建国", "王", "wangjianguo", "wang", "wjg", "w", "010003", "0019", "")


@pytest.fixture
def million(db: None) -> Iterator[None]:
    """Twenty thousand names on a million people in 500 places of 25 townships, by SQL; the indexes built afterwards."""
    townships = [f"{COUNTY}1{n:02d}" for n in range(25)]
    load_divisions(TOWNSHIP)
    Division.objects.bulk_create(
        [Division(code=code, name=f"{code}镇", level="township") for code in townships], ignore_conflicts=True
    )
    Village.objects.bulk_create(
        Village(
            code=f"{townships[n % 25]}{200 + n // 25}",
            name=f"{n}村",
            kind="village",
            township_id=townships[n % 25],
            sign="村选",
            population=PEOPLE // PLACES,
        )
        for n in range(PLACES)
    )
    with connection.cursor() as cursor:
        _people(cursor)
    yield


def _people(cursor: Any) -> None:
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(
        "INSERT INTO villages_group (village_id, number)"
        " SELECT code, n FROM villages_village, generate_series(1, 10) AS n"
    )
    cursor.execute(
        "INSERT INTO villages_household (village_id, group_id, number)"
        " SELECT village_id, id, to_char(number, 'FM00') || to_char(n, 'FM0000')"
        " FROM villages_group, generate_series(1, %s) AS n",
        [PEOPLE // PLACES // 10 // IN_A_HOUSEHOLD],
    )
    cursor.execute(
        "CREATE TEMPORARY TABLE names"
        " (n int PRIMARY KEY, name text, pinyin text, initials text, strokes text) ON COMMIT DROP"
    )
    made = Population(Random(7), 1, ELECTION_DAY).people(NAMES, 1)
    with cursor.copy("COPY names FROM STDIN") as copy:
        for n, person in enumerate(made):
            name = "王建国" if n % 5000 == 0 else person.name
            copy.write_row((n, name, full_key(name), initials(name), surname_key(name)))
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    _residents(cursor)
    for _name, definition in indexes:
        cursor.execute(definition)
    cursor.execute("ANALYZE villages_resident, villages_household, villages_group, villages_village")


def _residents(cursor: Any) -> None:
    """Four to a household; the name by a number that runs through all names in no order."""
    cursor.execute(
        "INSERT INTO villages_resident (village_id, group_id, household_id, name, pinyin, initials, strokes, sex,"
        " birth_date, nation, education, relation, lives_here, registered_here, registered_at, contact, left_why,"
        " id_sealed, id_index, id_last4)"
        " SELECT h.village_id, h.group_id, h.id, k.name, k.pinyin, k.initials, k.strokes, 'F', date '1980-05-06',"
        " '汉族', '初中', '户主', true, true, '', '', '', '\\x00', decode(md5(h.id || ':' || m), 'hex'),"
        " to_char((h.id * 31 + m * 7919) %% 10000, 'FM0000')"
        " FROM villages_household h CROSS JOIN generate_series(1, %s) AS m"
        " JOIN names k ON k.n = (h.id * 7919 + m * 104729) %% %s",
        [IN_A_HOUSEHOLD, NAMES],
    )


def seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def compared(floor: Callable[[], Any], ours: Callable[[], Any]) -> tuple[float, float, float]:
    """Medians of both in milliseconds and of their ratio, measured in turns; the first turn is left out."""
    pairs = [(seconds(floor), seconds(ours)) for _round in range(ROUNDS + 1)][1:]
    floors, all_ours = zip(*pairs, strict=True)
    ratio = statistics.median(own / bare for bare, own in pairs)
    return statistics.median(floors) * 1000, statistics.median(all_ours) * 1000, ratio


def looked_up(keys: list[int]) -> list[Resident]:
    """As many people by their key, with what a page tells of each."""
    people = Resident.objects.filter(pk__in=keys).select_related("village__township", "group", "household")
    return list(people.defer("id_sealed"))


def test_the_first_page_of_a_million_costs_less_than_three_look_ups(
    million: None, officer: Callable[..., User]
) -> None:
    county = officer(Role.COUNTY_OFFICE, COUNTY, "searcher")
    township = officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "township-searcher")
    village = officer(Role.VILLAGE_CLERK, SECOND_VILLAGE, "village-searcher")
    assert Resident.objects.count() == PEOPLE
    found = {}
    for user in (county, township, village):
        place = SECOND_VILLAGE if user is village else ""
        for words in WORDS:
            people = search(user, words, place=place).people
            keys = Random(1).sample(range(1, PEOPLE), max(len(people), 1))
            measured = compared(
                lambda keys=keys: looked_up(keys),
                lambda user=user, words=words, place=place: search(user, words, place=place),
            )
            found[user.username, words] = (len(people), *measured)
    for key, (people, floor, ours, ratio) in found.items():
        print(f"{key}: {people} people, look-up {floor:.2f} ms, search {ours:.2f} ms, {ratio:.2f}")
    assert all(found[county.username, words][0] == PAGE_LENGTH for words in WORDS if words != "0019")
    assert {key: ratio for key, (_n, _floor, _ours, ratio) in found.items() if ratio >= RATIO} == {}
