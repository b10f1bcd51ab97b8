"""The particulars of a place: seen by all offices, kept by the township, with their history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import VILLAGE
from tests.villages.people import NOW, someone
from villages.enums import Complexity, VillageKind
from villages.models import Resident, Village
from villages.queries.place import changes_of_place, figures_of
from villages.refusals.place import GroupThere, PlaceClosed
from villages.services.place import Particulars, add_group, change_place

KNOWN = Particulars(
    kind=VillageKind.VILLAGE,
    place_class="二类",
    population=120,
    collective_income=86_000,
    remote=True,
    scattered=False,
    complexity=Complexity.COMPLEX,
    linked_cadre="谭国安",
)
PAGE = f"/villages/{VILLAGE}/people/place/"


def test_the_township_keeps_them_and_what_was_before_stays(township: User, village: Village) -> None:
    change_place(by=township, village=village, particulars=KNOWN, now=NOW)
    later = replace(KNOWN, collective_income=-2000)
    made = change_place(by=township, village=village, particulars=later, now=NOW)
    assert (made.place_class, made.collective_income, made.remote) == ("二类", -2000, True)
    last, first = changes_of_place(village)
    assert [(c.field, c.old, c.new) for c in last.fields] == [("collective_income", 86_000, -2000)]
    assert {c.field for c in first.fields} == {"place_class", "collective_income", "remote", "complexity"}
    assert first.by == township.name
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert entry.act == Act.PLACE_CHANGED
    assert entry.data == {"changed": {"collective_income": {"from": 86_000, "to": -2000}}}


def test_the_same_again_is_no_act(township: User, village: Village) -> None:
    change_place(by=township, village=village, particulars=KNOWN, now=NOW)
    change_place(by=township, village=village, particulars=KNOWN, now=NOW)
    assert LedgerEntry.objects.filter(act=Act.PLACE_CHANGED).count() == 1


def test_a_group_comes_once(township: User, village: Village) -> None:
    assert add_group(by=township, village=village, number=4, now=NOW).number == 4
    with pytest.raises(GroupThere):
        add_group(by=township, village=village, number=4, now=NOW)
    assert [g.number for g in figures_of(village).groups] == [1, 2, 3, 4]


def test_a_closed_place_changes_no_more(township: User, village: Village) -> None:
    Village.objects.filter(pk=VILLAGE).update(closed_on=date(2020, 11, 1))
    for act in (
        lambda: change_place(by=township, village=village, particulars=KNOWN, now=NOW),
        lambda: add_group(by=township, village=village, number=9, now=NOW),
    ):
        with pytest.raises(PlaceClosed):
            act()


def test_only_the_township_writes(clerk: User, county_office: User, village: Village) -> None:
    for other in (clerk, county_office):
        with pytest.raises(NotThere):
            change_place(by=other, village=village, particulars=KNOWN, now=NOW)
        with pytest.raises(NotThere):
            add_group(by=other, village=village, number=9, now=NOW)


def test_the_figures_are_those_of_who_has_not_left(
    village: Village, django_assert_num_queries: Callable[..., object]
) -> None:
    gone = someone(village)
    Resident.objects.filter(pk=gone.pk).update(left_on=date(2020, 1, 1), left_why="moved")
    here = Resident.objects.filter(village=village, left_on=None)
    with django_assert_num_queries(1):
        figures = figures_of(village)
    assert figures.residents == here.count() == 119
    assert figures.women == here.filter(sex="F").count()
    assert figures.at_home == here.filter(lives_here=True).count()
    assert figures.households == here.values("household").distinct().count()


def test_the_pages_show_and_change(cycle: Cycle, township: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(township)
    form = {
        "kind": "village",
        "population": "1,234",
        "place_class": "一类",
        "collective_income": "50000",
        "complexity": "complex",
        "remote": "on",
        "linked_cadre": "谭国安",
    }
    assert browser.post(f"{PAGE}edit/", form).status_code == 409, "a number is typed without commas"
    assert browser.post(f"{PAGE}edit/", form | {"population": "1234"})["Location"] == PAGE
    page = browser.get(PAGE).content.decode()
    for told in ("一类", "50,000", "<ins>1,234</ins>"):
        assert told in page
    assert browser.post(f"{PAGE}group/", {"number": "3"}).status_code == 409
    assert browser.post(f"{PAGE}group/", {"number": "4"})["Location"] == PAGE
    assert Village.objects.get(pk=VILLAGE).groups.count() == 4


def test_a_clerk_looks_and_is_offered_no_change(
    cycle: Cycle, clerk: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(clerk)
    page = browser.get(PAGE)
    assert page.status_code == 200 and "/edit/" not in page.content.decode()
    assert browser.get(f"{PAGE}edit/").status_code == 404
