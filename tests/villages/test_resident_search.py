"""The search over registers: by name, pinyin, initials, household, last four; in scope, in order, page by page."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.cast import OTHER_TOWNSHIP, OTHER_VILLAGE, VILLAGE
from tests.villages.people import id_number, row, someone
from villages.models import Resident, Village
from villages.queries.resident import Found, search
from villages.services.register import load_register

NAMES = ("王建国", "王建", "王健康", "欧阳修", "欧阳建国", "买买提·艾力", "吕建国", "单建军")


@pytest.fixture
def known(village: Village) -> Village:
    """A village with these names besides its people."""
    Resident.objects.filter(village=village).delete()
    load_register(
        village=village,
        rows=[
            row(name=name, household=f"9100{n:02d}", id_number=id_number(910 + 2 * n))
            for n, name in enumerate(NAMES)
        ],
    )
    return village


def names(found: Found) -> list[str]:
    return [person.name for person in found.people]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("王", ["王建", "王建国", "王健康"]),
        ("王建", ["王建", "王建国"]),
        ("王建国", ["王建国"]),
        ("欧阳", ["欧阳修", "欧阳建国"]),
        ("欧阳修", ["欧阳修"]),
        ("买买提•艾", ["买买提·艾力"]),
        ("wangjian", ["王建", "王建国", "王健康"]),
        ("WJ", ["王建", "王建国", "王健康"]),
        ("wjg", ["王建国"]),
        ("lü", ["吕建国"]),
        ("lvjianguo", ["吕建国"]),
        ("shan", ["单建军"]),
        ("oyxiu", []),
        ("910003", ["欧阳修"]),
        ("赵", []),
    ],
)
def test_words_find_whom_they_mean(words: str, expected: list[str], township: User, known: Village) -> None:
    assert sorted(names(search(township, words))) == sorted(expected)


def test_names_come_in_the_order_of_strokes(township: User, known: Village) -> None:
    assert names(search(township, "王")) == ["王建", "王建国", "王健康"]
    assert names(search(township, "欧阳")) == ["欧阳修", "欧阳建国"]


def test_the_last_four_places_find_the_person_also_with_a_small_x(township: User, known: Village) -> None:
    for person in Resident.objects.filter(village=known):
        assert person.name in names(search(township, person.id_last4.lower()))


def test_within_one_village_a_part_of_the_name_is_enough(township: User, known: Village) -> None:
    assert names(search(township, "建国")) == []
    assert sorted(names(search(township, "建国", place=VILLAGE))) == ["吕建国", "欧阳建国", "王建国"]


@pytest.mark.parametrize("words", ["", "王", "wang", "w", "建国"])
def test_pages_hold_everybody_once(words: str, township: User, village: Village) -> None:
    whole = names(search(township, words, place=VILLAGE, length=500))
    paged, after, pages = [], "", 0
    while pages == 0 or after:
        found = search(township, words, place=VILLAGE, after=after, length=7)
        paged += names(found)
        after, pages = found.after, pages + 1
        assert pages < 50
    assert paged == whole
    assert words or len(whole) == 120


def test_a_search_goes_over_from_one_way_to_the_next(township: User, known: Village) -> None:
    first = search(township, "wj", length=2)
    second = search(township, "wj", after=first.after, length=2)
    assert sorted(names(first) + names(second)) == ["王健康", "王建", "王建国"]


@pytest.mark.parametrize(
    "after", ["x", "9~1~2", "0~a", "0~~~~", "0~430423101209~1~1~abc", "0~1~1~1~99999999999999", "~"]
)
def test_a_mark_that_is_none_begins_anew(after: str, township: User, village: Village) -> None:
    assert names(search(township, "", after=after)) == names(search(township, ""))


def test_the_scope_is_in_the_query(
    township: User, clerk: User, other_clerk: User, auditor: User, teller: User, officer: Callable[..., User],
    village: Village, other_village: Village,
) -> None:  # fmt: skip
    load_register(village=other_village, rows=[row(name="孙东湖")])
    other_township = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "there")
    found = {user.username: names(search(user, "孙东湖")) for user in (township, clerk, other_clerk, teller)}
    assert set(map(tuple, found.values())) == {()}
    assert names(search(auditor, "孙东湖")) == names(search(other_township, "孙东湖")) == ["孙东湖"]
    assert search(township, "", place=OTHER_VILLAGE).people == []
    assert search(other_clerk, "").people == []


def test_who_left_is_found_only_among_those_who_left(township: User, village: Village) -> None:
    person = someone(village)
    Resident.objects.filter(pk=person.pk).update(left_on=date(2020, 1, 1), left_why="died")
    assert person not in search(township, person.name).people
    assert list(search(township, person.name, gone=True).people) == [person]


def test_a_group_narrows(township: User, village: Village) -> None:
    found = search(township, "", place=VILLAGE, group=2, length=500).people
    assert {person.group.number for person in found} == {2}
    assert len(found) == Resident.objects.filter(village=village, group__number=2).count()


@pytest.mark.parametrize(("words", "queries"), [("", 1), ("w", 2), ("王", 2), ("1001", 2)])
def test_a_page_costs_a_query_or_two(
    words: str, queries: int, clerk: User, village: Village, django_assert_max_num_queries
) -> None:
    held = clerk.held
    assert held
    with django_assert_max_num_queries(queries):
        for person in search(clerk, words).people:
            assert person.group.number and person.household.number and person.village.name
