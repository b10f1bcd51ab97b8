"""The pages of the registers: looking, searching, entering, changing, leaving, the full number, the sheet taken out."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import COUNTY, SECOND_VILLAGE, TOWNSHIP, VILLAGE
from tests.config.test_urls import SCOPES
from tests.programs import ROOT
from tests.villages.people import NOW, id_number, row, someone
from villages.models import Resident, Village
from villages.sealing import unseal
from villages.services.resident import add_resident

PAGE = f"/villages/{VILLAGE}/people/"
ID = re.compile(r"(?<!\d)\d{17}[\dX]")
FORM = {
    "name": "王晓梅",
    "id_number": id_number(902),
    "sex": "F",
    "birth_date": "1980-05-06",
    "group": "1",
    "household": "900001",
    "relation": "户主",
    "nation": "汉族",
    "education": "初中",
    "lives_here": "on",
    "registered_here": "on",
}


@pytest.fixture
def browser(cycle: Cycle, clerk: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(clerk)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_person_is_entered_changed_and_leaves_on_pages(browser: Client) -> None:
    faulty = browser.post(f"{PAGE}add/", FORM | {"group": "8", "id_number": "123"})
    assert faulty.status_code == 409
    assert set(faulty.context["form"].errors) == {"group", "id_number"}
    made = browser.post(f"{PAGE}add/", FORM)
    person = Resident.objects.get(name="王晓梅")
    mine = f"{PAGE}{person.pk}/"
    assert made["Location"] == mine
    assert 'value="1980-05-06"' in browser.get(f"{mine}edit/").content.decode()
    changed = FORM | {"id_number": "", "education": "大专"}
    assert browser.post(f"{mine}edit/", changed)["Location"] == mine
    assert "<del>初中</del> → <ins>大专</ins>" in browser.get(mine).content.decode()
    assert browser.post(f"{mine}leave/", {"on": "2020-12-28", "why": "moved"})["Location"] == mine
    assert "2020年12月28日" in text_of(browser.get(mine))
    assert browser.post(f"{mine}return/")["Location"] == mine
    assert Resident.objects.get(pk=person.pk).left_on is None


def test_the_full_number_is_shown_once_and_entered(browser: Client, clerk: User, village: Village) -> None:
    person = add_resident(by=clerk, village=village, row=row(), now=NOW)
    mine = f"{PAGE}{person.pk}/"
    assert browser.post(f"{mine}number/", {"reason": ""}).status_code == 409
    shown = browser.post(f"{mine}number/", {"reason": "核对身份证"})
    assert id_number(902) in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert id_number(902) not in browser.get(mine).content.decode()
    assert LedgerEntry.objects.get(act=Act.ID_SEEN).data["reason"] == "核对身份证"


def test_only_those_who_check_numbers_are_offered_them(
    cycle: Cycle,
    county_office: User,
    auditor: User,
    county_reviewer: User,
    client_of: Callable[[User], Client],
) -> None:
    person = Resident.objects.filter(village=VILLAGE).first()
    mine = f"{PAGE}{person.pk}/"
    for user, status in ((county_office, 404), (auditor, 404), (county_reviewer, 200)):
        browser = client_of(user)
        assert ("number/" in browser.get(mine).content.decode()) is (status == 200)
        assert browser.post(f"{mine}number/", {"reason": "看"}).status_code == status


def test_no_page_and_no_answer_holds_a_full_number(
    cycle: Cycle, officer: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    """For every role, every page and address of the registers; only the page asked with a reason shows one."""
    person = Resident.objects.filter(village=VILLAGE).first()
    number = unseal(bytes(person.id_sealed))
    pages = [
        reverse("villages:people"),
        PAGE,
        f"{PAGE}?q={number[-4:]}",
        f"{PAGE}?q={person.name}",
        f"{PAGE}{person.pk}/",
        f"{PAGE}{person.pk}/edit/",
        f"{PAGE}{person.pk}/leave/",
        f"/villages/{VILLAGE}/place/",
        f"/{ROOT.strip('/')}/residents/",
        f"/{ROOT.strip('/')}/villages/{VILLAGE}/residents/",
        f"/{ROOT.strip('/')}/villages/{VILLAGE}/residents/{person.pk}/",
        f"/{ROOT.strip('/')}/villages/{VILLAGE}/ledger/",
    ]
    seen = 0
    for role, scope in SCOPES.items():
        browser = client_of(officer(role, scope, f"looks-{role.value}"))
        for page in pages:
            answer = browser.get(page)
            assert answer.status_code in (200, 404), page
            assert not ID.search(answer.content.decode()), page
            seen += person.name in answer.content.decode()
    assert seen > 20, "the walk looks at pages that show the person"


def test_the_sheet_taken_out_is_masked_and_bears_who_took_it(browser: Client, clerk: User) -> None:
    answer = browser.post(f"{PAGE}export/")
    content = b"".join(answer.streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        assert clerk.name in sheet.oddHeader.center.text and "村选委会" in sheet.oddFooter.center.text
    names = book["村民名册"]
    assert clerk.name in names["A1"].value and "2020-12-29" in names["A1"].value
    assert clerk.name in book["填表说明"]["A1"].value
    rows = list(names.iter_rows(min_row=3, values_only=True))
    filled = [each for each in rows if each[0]]
    assert len(filled) == 120
    assert not any(ID.search(str(cell)) for each in rows for cell in each)
    last4 = Resident.objects.filter(village=VILLAGE, name=filled[0][4]).values_list("id_last4", flat=True)
    assert filled[0][9] in {f"{'*' * 14}{places}" for places in last4}
    entry = LedgerEntry.objects.get(act=Act.REGISTER_EXPORTED)
    assert entry.data["rows"] == 120
    assert browser.get(f"{PAGE}export/").status_code == 405


def test_others_take_no_sheet_out(cycle: Cycle, officer: Callable[..., User], client_of: Any) -> None:
    for role, scope in ((Role.COUNTY_OFFICE, COUNTY), (Role.AUDITOR, COUNTY), (Role.TELLER, VILLAGE)):
        assert client_of(officer(role, scope, f"takes-{role}")).post(f"{PAGE}export/").status_code == 404
    assert (
        client_of(officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "takes")).post(f"{PAGE}export/").status_code == 200
    )


def test_another_villages_person_is_not_there(
    cycle: Cycle, village: Village, second_village: Village, township: User, client_of: Any
) -> None:
    person = someone(village)
    browser = client_of(township)
    elsewhere = f"/villages/{SECOND_VILLAGE}/people/{person.pk}/"
    for path in (elsewhere, f"{elsewhere}edit/", f"{elsewhere}leave/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"{elsewhere}return/").status_code == 404
    assert browser.get("/villages/430423101999/people/").status_code == 404


def test_an_empty_register_says_what_fills_it(cycle: Cycle, township: User, client_of: Any) -> None:
    page = text_of(client_of(township).get(f"/villages/{SECOND_VILLAGE}/people/"))
    assert "名册里还没有人" in page


def test_the_queries_of_the_list_do_not_grow(
    browser: Client, village: Village, django_assert_max_num_queries: Any
) -> None:
    browser.get(PAGE)
    with django_assert_max_num_queries(14):
        page = browser.get(PAGE)
    assert text_of(page).count("***") >= 50
    assert "after=" in page.content.decode()
