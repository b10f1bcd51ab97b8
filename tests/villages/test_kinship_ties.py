"""Bonds of kinship by hand: added with a proof, refused where they contradict, taken away with a reason."""

from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import VILLAGE, at
from tests.villages.families import Settle, settle, tie
from villages.enums import Tie
from villages.models import KinTie, Resident, Village
from villages.queries.kinship import kinship_between
from villages.refusals.kinship import KinGone, KinOdd
from villages.services.kinship import add_tie, remove_tie

__all__ = ["settle", "tie"]
NOW = at(2020, 12, 1)


def add(by: User, first: Resident, kind: Tie, second: Resident, **more: Any) -> KinTie:
    return add_tie(by=by, first=first, tie=kind, second=second, proof="出生医学证明", now=NOW, **more)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def two(village: Village, settle: Settle) -> tuple[list[Resident], list[Resident]]:
    """王大 with his wife and son; 赵一 with his daughter."""
    first = settle(village, "900", ("王大", "M", "户主"), ("李二", "F", "配偶"), ("王三", "M", "子"))
    second = settle(village, "901", ("赵一", "M", "户主"), ("赵二", "F", "女"))
    return first, second


def test_a_bond_is_kept_with_its_proof_and_stands_in_the_ledger(clerk: User, two: Any) -> None:
    (_head, _wife, son), (_other, daughter) = two
    made = add(clerk, son, Tie.SPOUSE, daughter)
    assert (made.proof, made.made_by, made.made_at) == ("出生医学证明", clerk, NOW)
    assert kinship_between(son, daughter).relation == "spouse"
    entry = LedgerEntry.objects.get(act=Act.KIN_RECORDED)
    assert (entry.chain, entry.data["change"], entry.data["tie"]) == (VILLAGE, "added", "spouse")


def test_a_bond_over_two_villages_stands_in_both_ledgers(
    township: User, village: Village, second_village: Village, settle: Settle
) -> None:
    (one,) = settle(village, "900", ("王大", "M", "户主"))
    (other,) = settle(second_village, "1", ("王二", "M", "户主"))
    add(township, one, Tie.SIBLING, other)
    assert set(LedgerEntry.objects.filter(act=Act.KIN_RECORDED).values_list("chain", flat=True)) == {
        village.pk,
        second_village.pk,
    }


def test_a_clerk_ties_a_person_of_the_own_register_to_one_of_another_place(
    clerk: User, other_clerk: User, village: Village, second_village: Village, settle: Settle
) -> None:
    (father,) = settle(second_village, "1", ("王大", "M", "父亲"))
    (son,) = settle(village, "900", ("王三", "M", "子"))
    with pytest.raises(NotThere):
        add(clerk, father, Tie.PARENT, son)
    made = add(clerk, father, Tie.PARENT, son, place=village.pk)
    remove_tie(by=other_clerk, tie=made, place=second_village.pk, reason="弄错了", now=NOW)
    assert not KinTie.objects.exists()


@pytest.mark.parametrize(
    ("first", "kind", "second", "code"),
    [
        ("王大", Tie.SIBLING, "王大", "kin_of_oneself"),
        ("王大", Tie.PARENT, "王三", "kin_known"),
        ("王大", Tie.SPOUSE, "李二", "kin_known"),
        ("王大", Tie.SIBLING, "王三", "kin_contradicts"),
        ("王大", Tie.SPOUSE, "王三", "kin_contradicts"),
        ("王三", Tie.PARENT, "王大", "kin_contradicts"),
        ("王三", Tie.PARENT, "赵一", "kin_too_young"),
        ("赵一", Tie.SPOUSE, "王大", "kin_married"),
        ("赵二", Tie.SPOUSE, "李二", "kin_married"),
    ],
)
def test_what_cannot_be_is_refused(
    first: str, kind: Tie, second: str, code: str, clerk: User, two: Any
) -> None:
    people = {person.name: person for household in two for person in household}
    with pytest.raises(Refusals) as refused:
        add(clerk, people[first], kind, people[second], confirmed=True)
    assert code in codes(refused)
    assert not KinTie.objects.exists()


def test_who_is_married_by_hand_is_not_married_again(clerk: User, two: Any) -> None:
    (_head, _wife, son), (other, daughter) = two
    add(clerk, son, Tie.SPOUSE, daughter)
    with pytest.raises(Refusals) as refused:
        add(clerk, other, Tie.SPOUSE, daughter, confirmed=True)
    assert "kin_contradicts" in codes(refused)
    assert "kin_married" in codes(refused)


def test_a_bond_that_was_only_assumed_may_be_put_right_by_hand(
    clerk: User, village: Village, settle: Settle
) -> None:
    _head, wife, son = settle(
        village, "900", ("王大", "M", "户主"), ("李二", "F", "配偶"), ("王三", "M", "子")
    )
    assert kinship_between(son, wife).derived
    add(clerk, wife, Tie.PARENT, son)
    assert not kinship_between(son, wife).derived
    assert kinship_between(son, wife).by_hand


@pytest.mark.parametrize(
    ("first", "kind", "second", "odd"),
    [
        ("王大", Tie.SPOUSE, "赵三", "same_sex"),
        ("王大", Tie.PARENT, "赵六", "young_parent"),
        ("赵一", Tie.SIBLING, "赵五", "far_apart"),
        ("王大", Tie.PARENT, "赵四", "third_parent"),
    ],
)
def test_what_is_unlikely_is_asked_about(
    first: str, kind: Tie, second: str, odd: str, clerk: User, village: Village, settle: Settle
) -> None:
    people = settle(village, "1", ("王大", "M", "户主"))
    people += settle(village, "2", ("赵三", "M", "户主"))
    people += settle(village, "3", ("赵一", "M", "户主"), ("赵四", "M", "子"))
    people += settle(village, "4", ("赵五", "M", "孙子"))
    people += settle(village, "5", ("赵六", "M", "户主"))
    by_name = {person.name: person for person in people}
    Resident.objects.filter(name="赵六").update(birth_date="1980-01-01")
    by_name["赵六"].refresh_from_db()
    with pytest.raises(KinOdd) as asked:
        add(clerk, by_name[first], kind, by_name[second])
    assert asked.value.data["odd"] == [odd]
    assert add(clerk, by_name[first], kind, by_name[second], confirmed=True).pk


def test_a_bond_is_taken_away_with_a_reason_once(clerk: User, two: Any) -> None:
    (_head, _wife, son), (_other, daughter) = two
    made = add(clerk, son, Tie.SPOUSE, daughter)
    remove_tie(by=clerk, tie=made, place=VILLAGE, reason="已离婚", now=NOW)
    assert kinship_between(son, daughter) is None
    assert LedgerEntry.objects.filter(act=Act.KIN_RECORDED).latest("seq").data["reason"] == "已离婚"
    with pytest.raises(KinGone):
        remove_tie(by=clerk, tie=made, place=VILLAGE, reason="已离婚", now=NOW)


def test_officers_without_the_register_are_turned_away(
    county_reviewer: User, other_clerk: User, two: Any
) -> None:
    (_head, _wife, son), (_other, daughter) = two
    for officer in (county_reviewer, other_clerk):
        with pytest.raises(NotThere):
            add(officer, son, Tie.SPOUSE, daughter)


def test_two_officers_cannot_marry_one_person_to_two(
    clerk: User, two: Any, settle: Settle, village: Village
) -> None:
    (_head, _wife, son), (_other, daughter) = two
    (third,) = settle(village, "902", ("钱四", "F", "户主"))
    add(clerk, son, Tie.SPOUSE, daughter)
    with pytest.raises(Refusals) as refused:
        add(clerk, son, Tie.SPOUSE, third)
    assert codes(refused) == ["kin_married"]
