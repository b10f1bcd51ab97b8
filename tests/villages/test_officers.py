"""Who an officer is in the registers: recorded and taken away on pages by the office above, kept in the ledger (A-COM-07)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import COUNTY, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE, Officer, at
from villages.models import Resident, Village
from villages.queries.officer import by_place, officers_below, person_of
from villages.refusals.officer import OwnEntryStays
from villages.sealing import unseal
from villages.services.officer import clear_officer, record_officer

NOW = at(2020, 12, 1)


@pytest.fixture
def somebody(village: Village) -> Resident:
    return Resident.objects.filter(village=village).order_by("pk")[0]


def test_the_office_above_records_it_changes_it_and_takes_it_away(
    township: User, clerk: User, somebody: Resident, village: Village
) -> None:
    other = Resident.objects.filter(village=village).order_by("-pk")[0]
    record_officer(by=township, user=clerk, resident=somebody, now=NOW)
    assert person_of(clerk) == somebody
    record_officer(by=township, user=clerk, resident=other, now=NOW)
    clear_officer(by=township, user=clerk, now=NOW)
    clear_officer(by=township, user=clerk, now=NOW)
    assert person_of(clerk) is None
    kept = LedgerEntry.objects.filter(act=Act.OFFICER_LINKED).order_by("seq")
    assert [(each.data["before"], each.data["resident"]) for each in kept] == [
        (None, somebody.pk),
        (somebody.pk, other.pk),
        (other.pk, None),
    ]


def test_nobody_changes_what_stands_of_oneself(
    township: User, county_office: User, somebody: Resident
) -> None:
    record_officer(by=township, user=township, resident=somebody, now=NOW)
    with pytest.raises(OwnEntryStays):
        record_officer(by=township, user=township, resident=somebody, now=NOW)
    with pytest.raises(OwnEntryStays):
        clear_officer(by=township, user=township, now=NOW)
    assert person_of(township) == somebody
    clear_officer(by=county_office, user=township, now=NOW)
    assert person_of(township) is None


def test_only_the_office_above_and_within_its_area(
    township: User, clerk: User, county_office: User, somebody: Resident, officer: Officer
) -> None:
    elsewhere = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "elsewhere")
    for by, user in ((clerk, clerk), (township, elsewhere), (township, county_office)):
        with pytest.raises(NotThere):
            record_officer(by=by, user=user, resident=somebody, now=NOW)
    assert {each.user for each in officers_below(township)} == {township, clerk}
    assert {each.user for each in officers_below(county_office)} >= {township, clerk, elsewhere}
    assert officers_below(clerk) == []


def test_it_is_recorded_on_the_page_by_name_or_by_the_whole_number(
    township: User, clerk: User, somebody: Resident, client_of: Callable[[User], Client]
) -> None:
    client, listed = client_of(township), reverse("villages:officers")
    address = reverse("villages:officer", args=[clerk.pk])
    assert listed in client.get(reverse("villages:people")).content.decode()
    assert "未登记" in client.get(listed).content.decode()
    assert somebody.name in client.get(address, {"q": somebody.name}).content.decode()
    assert "没有" in client.post(address, {"id_number": "430423199001011234"}).content.decode()
    number = unseal(bytes(somebody.id_sealed))
    chosen = client.post(address, {"id_number": number}).headers["Location"]
    assert number not in chosen and somebody.name in client.get(chosen).content.decode()
    assert person_of(clerk) is None
    assert client.post(chosen, {"confirmed": "True"}).headers["Location"] == listed
    assert person_of(clerk) == somebody
    assert somebody.name in client.get(listed).content.decode()
    assert client.post(reverse("villages:officer_clear", args=[clerk.pk])).status_code == 302
    assert person_of(clerk) is None


def test_a_person_is_not_guessed_by_counting_and_others_officers_are_not_there(
    township: User, clerk: User, county_office: User, somebody: Resident, client_of: Callable[[User], Client]
) -> None:
    address = reverse("villages:officer", args=[clerk.pk])
    client_of(township).post(f"{address}?other={somebody.pk}", {"confirmed": "True"})
    assert person_of(clerk) is None
    for by, user in ((clerk, clerk), (township, county_office)):
        page = reverse("villages:officer", args=[user.pk])
        assert client_of(by).get(page).status_code == 404
        assert client_of(by).post(reverse("villages:officer_clear", args=[user.pk])).status_code == 404
    assert VILLAGE in clerk.held[0].scope


def test_the_list_goes_by_place_and_is_filtered_by_place_and_by_what_is_open(
    township: User,
    clerk: User,
    county_office: User,
    somebody: Resident,
    officer: Officer,
    client_of: Callable[[User], Client],
) -> None:
    elsewhere = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "elsewhere")
    record_officer(by=township, user=clerk, resident=somebody, now=NOW)
    places = by_place(officers_below(county_office))
    assert [here.code for here in places] == [COUNTY, TOWNSHIP, VILLAGE, OTHER_TOWNSHIP]
    assert [here.open for here in places] == [1, 1, 0, 1]

    def listed(**asked: str) -> list[str]:
        page = client_of(county_office).get(reverse("villages:officers"), asked)
        return [here.code for here in page.context["shown"]]

    assert listed(place=TOWNSHIP) == [TOWNSHIP, VILLAGE]
    assert listed(place=TOWNSHIP, show="open") == [TOWNSHIP]
    assert elsewhere.username in client_of(county_office).get(reverse("villages:officers")).content.decode()
    assert listed(place="999999") == []
