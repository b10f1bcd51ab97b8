"""Kinship as the registers have it: over households, villages and bonds added by hand, in a fixed number of queries."""

from collections.abc import Callable
from datetime import date

from tests.villages.families import Settle, id_number, settle, tie
from villages.kinship import NEAR_RELATIVES
from villages.models import KinTie, Village
from villages.queries.kinship import families_between, families_of, kinship_between, kinships_of, unread_words

__all__ = ["settle", "tie"]


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


def test_of_many_only_households_that_connect_two_are_read_and_the_pairs_are_the_same(
    village: Village,
    settle: Settle,
    tie: Callable[..., KinTie],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    both = settle(village, "900", ("王大", "M", "户主"), ("刘一", "F", "配偶"), ("王小", "M", "子"))
    brothers = [
        settle(village, str(901 + n), (f"李{n}", "M", "户主"), (f"李小{n}", "M", "子")) for n in range(3)
    ]
    alone = settle(village, "910", ("陈独", "M", "户主"), ("陈小", "M", "子"))
    middle = settle(village, "920", ("中间", "M", "户主"))
    tie(brothers[0][0], "sibling", middle[0])
    tie(middle[0], "sibling", brothers[1][0])
    asked = [both[0], both[1], *(home[0] for home in brothers), alone[0]]
    with django_assert_num_queries(4):
        family = families_between(asked)
    assert family.pairs(asked) == families_of(asked).pairs(asked)
    assert {(a, b) for a, b in family.pairs(asked) if a < b} == {
        (both[0].pk, both[1].pk),
        (brothers[0][0].pk, brothers[1][0].pk),
    }
    read = {person.pk for person in family.residents}
    assert read == {person.pk for home in (both, brothers[0], brothers[1], middle) for person in home}
    with django_assert_num_queries(3):
        assert not families_between([alone[0], brothers[2][0]]).pairs([alone[0], brothers[2][0]])
