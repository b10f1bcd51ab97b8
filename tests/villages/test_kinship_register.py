"""Kinship as the registers have it: over households, villages and bonds added by hand, in a fixed number of queries."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import pytest

from accounts.models import User
from tests.cast import at
from villages.identity import check_character
from villages.kinship import NEAR_RELATIVES
from villages.models import KinTie, Resident, Village
from villages.queries.kinship import families_of, kinship_between, kinships_of, unread_words
from villages.services.register import RegisterRow, load_register

SERIALS = count(100)
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
                birth_date=date(1970, 1, 1),
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
def tie(township: User) -> Iterator[Callable[[Resident, str, Resident], KinTie]]:
    def make(first: Resident, kind: str, second: Resident) -> KinTie:
        return KinTie.objects.create(
            first=first, second=second, tie=kind, proof="结婚证", made_by=township, made_at=at(2020, 12, 1)
        )

    return make


def test_a_household_is_one_family(village: Village, settle: Settle) -> None:
    head, wife, son, mother = settle(
        village,
        "900",
        ("王大", "M", "户主"),
        ("李二", "F", "配偶"),
        ("王三", "M", "子"),
        ("张四", "F", "母亲"),
    )
    assert kinship_between(son, mother).relation == "paternal_grandparent"
    assert kinship_between(mother, son).relation == "sons_child"
    assert [(kin.resident, kin.kinship.relation) for kin in kinships_of(head)] == [
        (wife, "spouse"),
        (mother, "parent"),
        (son, "child"),
    ]
    assert all(kin.kinship.near and not kin.kinship.by_hand for kin in kinships_of(head))


def test_a_bond_by_hand_joins_two_households_of_two_villages(
    village: Village, other_village: Village, settle: Settle, tie: Callable[..., KinTie]
) -> None:
    head, son = settle(village, "900", ("王大", "M", "户主"), ("王三", "M", "子"))
    brother, nephew = settle(other_village, "7", ("王二", "M", "户主"), ("王五", "M", "子"))
    assert kinship_between(head, brother) is None
    tie(head, "sibling", brother)

    found = kinship_between(son, nephew)
    assert found.relation == "collateral_three_generations"
    assert found.by_hand
    assert not found.near
    assert [step.resident.name for step in found.path] == ["王大", "王二", "王五"]
    assert [step.tie for step in found.path] == ["parent", "sibling", "child"]
    assert {kin.resident for kin in kinships_of(nephew)} == {brother, head, son}


def test_bonds_by_hand_are_followed_from_household_to_household(
    village: Village, settle: Settle, tie: Callable[..., KinTie]
) -> None:
    people = [settle(village, str(900 + n), (f"王{n}", "M", "户主"))[0] for n in range(5)]
    son, father, grandfather, uncle, cousin = people
    tie(father, "parent", son)
    tie(grandfather, "parent", father)
    tie(grandfather, "parent", uncle)
    tie(uncle, "parent", cousin)
    assert kinship_between(son, cousin).relation == "collateral_three_generations"
    assert [kin.resident for kin in kinships_of(son)] == [father, grandfather, uncle, cousin]


def test_a_person_in_two_registers_is_one_person(
    village: Village, second_village: Village, settle: Settle
) -> None:
    number = id_number()
    father, _daughter = settle(village, "900", ("王大", "M", "户主"), ("王三", "F", "女", number))
    husband, _wife, child = settle(
        second_village, "1", ("赵一", "M", "户主"), ("王三", "F", "妻", number), ("赵二", "M", "子")
    )
    assert kinship_between(child, father).relation == "maternal_grandparent"
    assert kinship_between(husband, father).relation == "close_in_law"


def test_who_has_left_is_no_member_but_the_head_until_another_is_named(
    village: Village, settle: Settle
) -> None:
    head, son, daughter = settle(
        village, "900", ("王大", "M", "户主"), ("王三", "M", "子"), ("王四", "F", "女")
    )
    head.left_on, head.left_why = date(2020, 10, 1), "died"
    head.save()
    assert kinship_between(son, daughter).relation == "sibling"
    son.relation = "户主"
    son.save()
    daughter.relation = "妹"
    daughter.save()
    assert kinship_between(son, daughter).relation == "sibling"
    assert kinship_between(son, head) is None


def test_an_entry_made_in_error_is_nobody(village: Village, settle: Settle) -> None:
    head, son = settle(village, "900", ("王大", "M", "户主"), ("王三", "M", "子"))
    son.left_on, son.left_why = date(2020, 10, 1), "error"
    son.save()
    assert kinships_of(head) == []


def test_words_that_tell_nothing_are_named(village: Village, settle: Settle) -> None:
    head, lodger = settle(village, "900", ("王大", "M", "户主"), ("钱一", "M", "非亲属"))
    assert unread_words(head) == [lodger]
    assert kinships_of(head) == []


def test_the_number_of_queries_is_fixed(
    village: Village,
    settle: Settle,
    tie: Callable[..., KinTie],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    heads = [
        settle(village, str(900 + n), (f"王{n}", "M", "户主"), (f"李{n}", "M", "子"))[0] for n in range(4)
    ]
    with django_assert_num_queries(3):
        kinship_between(heads[0], heads[1])
    for one, other in zip(heads, heads[1:], strict=False):
        tie(one, "sibling", other)
    with django_assert_num_queries(3):
        assert len(kinships_of(heads[0])) == 7
    with django_assert_num_queries(3):
        pairs = families_of(heads).pairs(heads)
    assert len(pairs) == 12
    assert pairs[heads[0].pk, heads[3].pk].relation in NEAR_RELATIVES
