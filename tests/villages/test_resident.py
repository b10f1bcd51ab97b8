"""One person of a register: entered, changed, gone, returned; refused at once with every fault; all on record."""

import json
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import OTHER_VILLAGE, VILLAGE
from tests.villages.people import BORN, NOW, id_number, row, same, someone
from villages.enums import Leaving
from villages.models import Household, Resident, Village
from villages.queries.resident import changes_of, household_of
from villages.sealing import blind_index, unseal
from villages.services.register import load_register
from villages.services.resident import (
    add_resident,
    change_resident,
    record_leaving,
    record_return,
    see_number,
)


def codes(error: pytest.ExceptionInfo[Any]) -> set[tuple[str, str | None]]:
    refusals = error.value.refusals if isinstance(error.value, Refusals) else [error.value]
    return {(refusal.code, refusal.field) for refusal in refusals}


def test_a_person_is_entered_with_the_keys_that_searching_goes_by(clerk: User, village: Village) -> None:
    made = add_resident(by=clerk, village=village, row=row(name=" 王 晓梅 "), now=NOW)
    kept = Resident.objects.select_related("group", "household").get(pk=made.pk)
    assert (kept.name, kept.pinyin, kept.initials) == ("王晓梅", "wangxiaomei", "wxm")
    assert (kept.group.number, kept.household.number) == (1, "900001")
    assert unseal(bytes(kept.id_sealed)) == id_number(902)
    assert bytes(kept.id_index) == blind_index(id_number(902))


def test_a_second_person_joins_the_household_that_is_there(clerk: User, village: Village) -> None:
    first = add_resident(by=clerk, village=village, row=row(), now=NOW)
    given = {"name": "王小明", "sex": "M", "relation": "子", "id_number": id_number(903)}
    second = add_resident(by=clerk, village=village, row=row(**given), now=NOW)
    assert Household.objects.filter(village=village, number="900001").count() == 1
    assert household_of(first) == [second]


def test_every_fault_is_told_at_once(clerk: User, village: Village) -> None:
    wrong = row(
        group=7, registered_here=False, residence_since=date(2021, 1, 1), sex="M", birth_date=date(1980, 5, 7)
    )
    with pytest.raises(Refusals) as refused:
        add_resident(by=clerk, village=village, row=wrong, now=NOW)
    assert codes(refused) == {
        ("group_unknown", "group"),
        ("registered_where", "registered_at"),
        ("register_day_ahead", "residence_since"),
        ("id_number_differs", "sex"),
        ("id_number_differs", "birth_date"),
    }
    assert not Resident.objects.filter(name="王晓梅").exists()
    assert not LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).exists()


@pytest.mark.parametrize("number", ["", "43049919800506902", "430499198005069020", "430499198013069021"])
def test_what_is_no_identity_number_is_refused(number: str, clerk: User, village: Village) -> None:
    with pytest.raises(Refusals) as refused:
        add_resident(by=clerk, village=village, row=row(id_number=number), now=NOW)
    assert codes(refused) == {("id_number_faulty", "id_number")}


def test_nobody_stands_twice_in_one_register(clerk: User, village: Village) -> None:
    made = add_resident(by=clerk, village=village, row=row(), now=NOW)
    with pytest.raises(Refusals) as refused:
        add_resident(by=clerk, village=village, row=row(name="王小梅", household="900002"), now=NOW)
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.data) == ("resident_twice", {"resident": made.pk, "left": False})


def test_somebody_of_another_township_is_named_by_the_place_alone(
    clerk: User, village: Village, other_village: Village
) -> None:
    load_register(village=other_village, rows=[row(name="秘密人", household="77")])
    with pytest.raises(Refusals) as refused:
        add_resident(by=clerk, village=village, row=row(), now=NOW)
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.data) == ("resident_elsewhere", {"place": "东湖村"})
    assert "秘密人" not in json.dumps(refusal.problem(), ensure_ascii=False)


def test_who_has_left_the_other_place_may_come_in(
    clerk: User, officer: Any, village: Village, other_village: Village
) -> None:
    load_register(village=other_village, rows=[row()])
    there = Resident.objects.select_related("village").get(village=OTHER_VILLAGE)
    their_clerk = officer(Role.VILLAGE_CLERK, OTHER_VILLAGE)
    record_leaving(by=their_clerk, resident=there, on=date(2020, 11, 1), why=Leaving.MOVED, now=NOW)
    add_resident(by=clerk, village=village, row=row(), now=NOW)
    with pytest.raises(Refusal) as refused:
        record_return(by=their_clerk, resident=there, now=NOW)
    assert codes(refused) == {("resident_elsewhere", "id_number")}


def test_a_household_is_of_one_group(clerk: User, village: Village) -> None:
    number = Household.objects.filter(village=village, group__number=2).first().number
    with pytest.raises(Refusals) as refused:
        add_resident(by=clerk, village=village, row=row(household=number), now=NOW)
    assert codes(refused) == {("household_of_another_group", "household")}


def test_a_change_keeps_what_was_before_and_who_made_it(clerk: User, village: Village) -> None:
    person = someone(village)
    before = person.name
    change_resident(by=clerk, resident=person, row=same(person, name="李新名", education="大专"), now=NOW)
    (change,) = changes_of(person)
    assert (change.by, change.at) == (clerk.name, NOW)
    assert {(c.field, c.old, c.new) for c in change.fields} >= {("name", before, "李新名")}
    kept = Resident.objects.get(pk=person.pk)
    assert (kept.pinyin, kept.initials) == ("lixinming", "lxm")
    entry = LedgerEntry.objects.get(act=Act.REGISTER_CHANGED)
    assert entry.data == {"resident": person.pk, "change": "changed", "fields": ["education", "name"]}


def test_the_number_stays_when_it_is_left_empty_and_is_named_when_it_changes(
    clerk: User, village: Village
) -> None:
    person = add_resident(by=clerk, village=village, row=row(), now=NOW)
    change_resident(by=clerk, resident=person, row=same(person, contact="广州"), now=NOW)
    assert unseal(bytes(Resident.objects.get(pk=person.pk).id_sealed)) == id_number(902)
    change_resident(by=clerk, resident=person, row=same(person, id_number=id_number(904)), now=NOW)
    assert unseal(bytes(Resident.objects.get(pk=person.pk).id_sealed)) == id_number(904)
    last = LedgerEntry.objects.order_by("-seq").first()
    assert last.data["fields"] == ["id_number"] or "id_number" in last.data["fields"]
    everything = json.dumps(list(LedgerEntry.objects.values("data", "subject")), ensure_ascii=False)
    assert id_number(902) not in everything and id_number(904) not in everything


def test_a_change_that_changes_nothing_leaves_no_trace(clerk: User, village: Village) -> None:
    person = someone(village)
    change_resident(by=clerk, resident=person, row=same(person), now=NOW)
    assert changes_of(person) == []
    assert not LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).exists()


def test_birth_date_and_sex_change_only_with_the_number(clerk: User, village: Village) -> None:
    person = someone(village)
    other = "F" if person.sex == "M" else "M"
    with pytest.raises(Refusals) as refused:
        change_resident(by=clerk, resident=person, row=same(person, sex=other, birth_date=BORN), now=NOW)
    assert codes(refused) == {("id_number_differs", "sex"), ("id_number_differs", "birth_date")}


def test_who_left_stays_on_record_and_can_be_taken_back(clerk: User, village: Village) -> None:
    person = someone(village)
    record_leaving(by=clerk, resident=person, on=date(2020, 11, 30), why=Leaving.DIED, now=NOW)
    with pytest.raises(Refusal) as refused:
        record_leaving(by=clerk, resident=person, on=date(2020, 11, 30), why=Leaving.DIED, now=NOW)
    assert codes(refused) == {("left_already", None)}
    with pytest.raises(Refusal) as refused:
        change_resident(by=clerk, resident=person, row=same(person, contact="广州"), now=NOW)
    assert codes(refused) == {("left_already", None)}
    assert record_return(by=clerk, resident=person, now=NOW).left_on is None
    with pytest.raises(Refusal) as refused:
        record_return(by=clerk, resident=person, now=NOW)
    assert codes(refused) == {("still_here", None)}
    acts = [e.data["change"] for e in LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).order_by("seq")]
    assert acts == ["left", "returned"]


@pytest.mark.parametrize(
    ("on", "code"), [(date(2020, 12, 2), "register_day_ahead"), (date(1900, 1, 1), "left_before_birth")]
)
def test_a_day_of_leaving_is_one_that_can_have_been(
    on: date, code: str, clerk: User, village: Village
) -> None:
    with pytest.raises(Refusal) as refused:
        record_leaving(by=clerk, resident=someone(village), on=on, why=Leaving.MOVED, now=NOW)
    assert codes(refused) == {(code, "on")}


def test_a_look_at_the_number_is_entered_with_its_reason(clerk: User, village: Village) -> None:
    person = add_resident(by=clerk, village=village, row=row(), now=NOW)
    assert see_number(by=clerk, resident=person, reason="核对身份证", now=NOW) == id_number(902)
    entry = LedgerEntry.objects.get(act=Act.ID_SEEN)
    assert (entry.subject, entry.user_name) == ("王晓梅", clerk.name)
    assert entry.data == {"resident": person.pk, "reason": "核对身份证"}
    with pytest.raises(Refusal) as refused:
        see_number(by=clerk, resident=person, reason="  ", now=NOW)
    assert codes(refused) == {("reason_missing", "reason")}
    assert LedgerEntry.objects.filter(act=Act.ID_SEEN).count() == 1


def test_a_closed_place_changes_no_more(clerk: User, village: Village) -> None:
    Village.objects.filter(pk=VILLAGE).update(closed_on=date(2020, 11, 1))
    with pytest.raises(Refusal) as refused:
        add_resident(by=clerk, village=village, row=row(), now=NOW)
    assert codes(refused) == {("place_closed", None)}


@pytest.mark.parametrize("who", ["other_clerk", "county_office", "auditor", "teller"])
def test_others_find_nothing_there_to_write(who: str, village: Village, request: Any) -> None:
    other, person = request.getfixturevalue(who), someone(village)
    for act in (
        lambda: add_resident(by=other, village=village, row=row(), now=NOW),
        lambda: change_resident(by=other, resident=person, row=same(person), now=NOW),
        lambda: record_leaving(by=other, resident=person, on=date(2020, 11, 1), why="died", now=NOW),
        lambda: record_return(by=other, resident=person, now=NOW),
        lambda: see_number(by=other, resident=person, reason="看", now=NOW),
    ):
        with pytest.raises(NotThere):
            act()
