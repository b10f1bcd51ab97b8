"""A place merged into another, or given another code: everything goes over in one step, and the old row stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from elections.refusals import CodeFaulty, DateInTheFuture, PeopleInBoth, PlaceInCycle, SuccessorFaulty
from elections.services.cycle import close_cycle, open_cycle
from elections.services.rulebook import shipped_edition
from elections.services.succession import merge_places, recode_place
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.villages.families import Settle, id_number, settle, tie
from villages.models import (
    Cadre,
    Group,
    Household,
    KinTie,
    PartyMember,
    PartyOrganisation,
    Resident,
    Succession,
    Village,
)
from villages.queries.kinship import kinship_between
from villages.queries.succession import going_over
from villages.refusals.place import PlaceClosed

__all__ = ["settle", "tie"]
NOW, DAY = at(2020, 12, 1), date(2020, 11, 30)
DOCUMENT = "县政函〔2020〕31号"
NEW_CODE = "430423101299"


def merge(by: User, before: Village, after: Village, on: date = DAY) -> Succession:
    return merge_places(by=by, before=before, after=after, on=on, document=DOCUMENT, now=NOW)


def recode(by: User, before: Village, code: str = NEW_CODE, name: str = "") -> Succession:
    return recode_place(by=by, before=before, code=code, name=name, on=DAY, document=DOCUMENT, now=NOW)


@pytest.fixture
def settled(second_village: Village, settle: Settle) -> list[Resident]:
    """五一村: one household with a Party member who is the secretary, and a number that 棠兴村 has as well."""
    people = settle(second_village, "010001", ("王大", "M", "户主"), ("王三", "M", "子"))
    PartyMember.objects.create(village=second_village, resident=people[0], joined_on=date(2000, 7, 1))
    Cadre.objects.create(
        village=second_village, resident=people[0], body="party", post="secretary", since=date(2017, 3, 1)
    )
    return people


def test_everything_goes_over_and_the_old_row_stays(
    township: User, village: Village, second_village: Village, settled: list[Resident], tie: Any
) -> None:
    there = Resident.objects.filter(village=village)[0]
    tie(settled[1], "sibling", there)
    before = Resident.objects.filter(village=village).count()
    assert Household.objects.filter(village=village, number="010001").exists()

    made = merge(township, second_village, village)
    second_village.refresh_from_db()
    village.refresh_from_db()
    assert (made.before, made.after, made.kind, made.people) == (second_village, village, "merged", 2)
    assert second_village.closed_on == DAY
    assert village.population == 120 + 1500
    assert Resident.objects.filter(village=village).count() == before + 2
    assert not Resident.objects.filter(village=second_village).exists()
    moved = Resident.objects.get(pk=settled[0].pk)
    assert (moved.group.village, moved.group.number) == (village, 4)
    assert (moved.household.village, moved.household.number) == (village, "五010001")
    assert PartyMember.objects.get().village == Cadre.objects.get().village == village
    assert KinTie.objects.count() == 1
    assert kinship_between(Resident.objects.get(pk=settled[1].pk), there).by_hand
    assert moved.history.count() == 2


def test_what_is_shown_before_is_what_happens(
    township: User, village: Village, second_village: Village, settled: list[Resident]
) -> None:
    shown = going_over(second_village, village)
    assert [(group.before, group.after) for group in shown.groups] == [(1, 4), (2, 5), (3, 6)]
    assert (shown.residents, shown.households, shown.renamed, shown.members, shown.cadres) == (2, 1, 1, 1, 1)
    assert merge(township, second_village, village).people == shown.residents
    assert sorted(Group.objects.filter(village=village).values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_both_ledgers_tell_of_it(township: User, village: Village, second_village: Village) -> None:
    merge(township, second_village, village)
    entries = LedgerEntry.objects.filter(act=Act.PLACE_MERGED)
    assert set(entries.values_list("chain", flat=True)) == {VILLAGE, SECOND_VILLAGE}
    assert {entry.data["document"] for entry in entries} == {DOCUMENT}


def test_a_party_organisation_ends_where_the_other_place_has_its_own_and_goes_over_where_it_has_none(
    township: User, village: Village, second_village: Village, community: Village, settled: list[Resident]
) -> None:
    own = PartyOrganisation.objects.create(village=second_village, kind="branch", name="五一村党支部")
    PartyMember.objects.update(organisation=own)
    merge(township, second_village, village)
    own.refresh_from_db()
    assert (own.village, own.ended_on) == (village, None)
    other = PartyOrganisation.objects.create(village=community, kind="branch", name="长青社区党支部")
    merge(township, village, community)
    own.refresh_from_db()
    assert own.ended_on == DAY
    assert other.ended_on is None
    assert PartyMember.objects.get().organisation is None


def test_who_stands_in_both_registers_bars_it_until_one_entry_ends(
    township: User, village: Village, second_village: Village, settle: Settle
) -> None:
    number = id_number()
    here, _wife = settle(second_village, "1", ("王大", "M", "户主", number), ("李二", "F", "配偶"))
    settle(village, "900", ("王大", "M", "户主", number))
    assert going_over(second_village, village).both == ["王大"]
    with pytest.raises(PeopleInBoth) as refused:
        merge(township, second_village, village)
    assert refused.value.data == {"people": 1}
    here.left_on, here.left_why = date(2020, 5, 1), "moved"
    here.save()
    merge(township, second_village, village)
    here.refresh_from_db()
    assert here.village == here.household.village == here.group.village == second_village
    assert Resident.objects.get(name="李二").household.village == village


def test_a_running_cycle_bars_it_and_a_closed_one_does_not(
    township: User, cycle: Cycle, village: Village, second_village: Village
) -> None:
    for act in (lambda: merge(township, second_village, village), lambda: recode(township, second_village)):
        with pytest.raises(PlaceInCycle):
            act()
    close_cycle(by=township, cycle=cycle, now=NOW)
    assert merge(township, second_village, village).pk


def test_a_closed_place_takes_part_in_no_new_cycle_and_changes_no_more(
    township: User, village: Village, second_village: Village, community: Village
) -> None:
    merge(township, second_village, village)
    cycle = open_cycle(
        by=township,
        township=village.township,
        edition=shipped_edition("county-town-2020", NOW),
        name="换届",
        training=True,
        now=NOW,
    )
    assert set(cycle.elections.values_list("village", flat=True)) == {VILLAGE, community.pk}
    close_cycle(by=township, cycle=cycle, now=NOW)
    for act in (
        lambda: merge(township, second_village, community),
        lambda: merge(township, community, second_village),
    ):
        with pytest.raises(PlaceClosed):
            act()


def test_a_place_is_merged_into_another_of_its_township_on_a_day_that_has_come(
    township: User, village: Village, second_village: Village, other_village: Village, officer: Any
) -> None:
    with pytest.raises(SuccessorFaulty):
        merge(township, village, village)
    with pytest.raises(NotThere):
        merge(township, village, other_village)
    with pytest.raises(DateInTheFuture):
        merge(township, second_village, village, on=date(2021, 1, 1))


def test_a_new_code_keeps_groups_households_and_particulars(
    township: User, second_village: Village, settled: list[Resident]
) -> None:
    second_village.place_class = "二类"
    second_village.save()
    made = recode(township, second_village, name="五一新村")
    after = made.after
    assert (after.pk, after.name, after.place_class, after.population) == (NEW_CODE, "五一新村", "二类", 1500)
    assert (made.kind, made.people) == ("recoded", 2)
    moved = Resident.objects.get(pk=settled[0].pk)
    assert (moved.village, moved.group.number, moved.household.number) == (after, 1, "010001")
    second_village.refresh_from_db()
    assert second_village.closed_on == DAY


@pytest.mark.parametrize("code", ["123", "430423102999", VILLAGE, "43042310129x"])
def test_a_code_that_is_none_of_the_township_or_taken_is_refused(
    code: str, township: User, village: Village, second_village: Village
) -> None:
    with pytest.raises(CodeFaulty):
        recode(township, second_village, code)
    assert not Succession.objects.exists()


def test_a_clerk_merges_nothing(clerk: User, village: Village, second_village: Village) -> None:
    with pytest.raises(NotThere):
        merge(clerk, village, second_village)


# Pages


def url(name: str, code: str = SECOND_VILLAGE) -> str:
    return reverse(f"elections:{name}", args=[code])


def test_the_page_shows_what_goes_over_before_it_does_it_and_the_history_afterwards(
    township: User,
    village: Village,
    second_village: Village,
    settled: list[Resident],
    client_of: Callable[[User], Client],
) -> None:
    browser = client_of(township)
    given = {"after": VILLAGE, "on": "2020-11-30", "document": DOCUMENT}
    assert browser.get(url("merge")).context["preview"] is None
    looked = browser.post(url("merge"), {**given, "act": "look"})
    assert looked.context["preview"].residents == 2
    assert not Succession.objects.exists()
    assert browser.post(url("merge"), {**given, "act": "merge"})["Location"] == url("origins", VILLAGE)
    assert DOCUMENT in browser.get(url("origins", VILLAGE)).content.decode()
    closed = browser.get(url("origins"))
    assert closed.context["successor"].after == village
    assert url("merge") not in closed.content.decode()


def test_a_code_is_given_on_its_page(
    township: User, second_village: Village, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(township)
    given = {"code": "123", "on": "2020-11-30", "document": DOCUMENT, "act": "recode"}
    assert browser.post(url("recode"), given).status_code == 409
    answer = browser.post(url("recode"), {**given, "code": NEW_CODE})
    assert answer["Location"] == url("origins", NEW_CODE)


def test_a_running_cycle_is_told_on_the_page(
    township: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    given = {"after": VILLAGE, "on": "2020-11-30", "document": DOCUMENT, "act": "merge"}
    answer = client_of(township).post(url("merge"), given)
    assert answer.status_code == 409
    assert cycle.name in answer.content.decode()
