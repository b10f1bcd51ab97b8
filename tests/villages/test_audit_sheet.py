"""The sheet of audits, and the lists of a place taken out as sheets."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere
from documents.enums import UploadState
from documents.refusals import UploadOvertaken
from documents.sheets.writing import template
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import TOWNSHIP, Officer
from tests.villages.people import NOW, id_number, row
from tests.villages.sheets import faults, sent
from villages.enums import AuditState, ListKind
from villages.importing.audit_columns import audit_layout
from villages.models import Audit, Cadre, PartyMember, PartyOrganisation, RegisterUpload, Resident, Village
from villages.queries.audit_sheet import audits_preview
from villages.services.cadre import Audited, Holding, enter_cadre, record_appraisal, record_audit
from villages.services.export import export_list
from villages.services.register import load_register
from villages.services.upload_commit import commit_sheet

SINCE = date(2018, 3, 15)
DONE = {
    "name": "王晓梅",
    "id": id_number(902),
    "post": "村委会主任",
    "since": "2018-03-15",
    "state": "已完成",
    "on": "2020-10-20",
}
FOUND = DONE | {"finding": "往来款未及时清收", "settled_on": "2020-11-15"}


@pytest.fixture
def place(second_village: Village, township: User) -> Village:
    """A director and a secretary who sit since 2018."""
    people = [row(), row(name="李长根", household="900002", sex="M", id_number=id_number(905))]
    load_register(village=second_village, rows=people)
    for name, body, post in (("王晓梅", "committee", "chair"), ("李长根", "party", "secretary")):
        person = Resident.objects.select_related("village").get(village=second_village, name=name)
        enter_cadre(by=township, resident=person, holding=Holding(body, post, SINCE), now=NOW)
    return second_village


def checked(by: User, place: Village, *rows: Mapping[str, str]) -> RegisterUpload:
    content = template(audit_layout("village", "五一村"), rows, example=False)
    return sent(by, place, content, kind=ListKind.AUDITS)


def kept() -> list[tuple[str, str, str, date | None]]:
    audits = Audit.objects.select_related("cadre__resident").order_by("on", "pk")
    return [(a.cadre.resident.name, a.state, a.finding, a.settled_on) for a in audits]


def test_a_sheet_enters_audits_and_puts_right_those_of_the_same_day(township: User, place: Village) -> None:
    other = {
        "name": "李长根",
        "post": "党组织书记",
        "since": "2018-03-15",
        "state": "审计中",
        "on": "2020-11-01",
    }
    upload = checked(township, place, DONE, other)
    assert upload.state == UploadState.READY, faults(upload)
    assert not Audit.objects.exists(), "nothing is written before it is taken over"
    commit_sheet(by=township, upload=upload, now=NOW)
    assert kept() == [("王晓梅", "done", "", None), ("李长根", "under_way", "", None)]
    again = checked(township, place, FOUND, other)
    preview = audits_preview(again)
    assert (len(preview.new), len(preview.changed), preview.unchanged) == (0, 1, 1)
    commit_sheet(by=township, upload=again, now=NOW)
    assert kept()[0] == ("王晓梅", "done", "往来款未及时清收", date(2020, 11, 15))
    data = LedgerEntry.objects.filter(act=Act.REGISTER_LOADED).order_by("seq")[1].data
    assert (data["list"], data["changed"], data["unchanged"]) == ("audits", 1, 1)


def test_audits_that_the_sheet_leaves_out_stay(township: User, place: Village) -> None:
    cadre = Cadre.objects.get(post="secretary")
    record_audit(by=township, cadre=cadre, audited=Audited(AuditState.DONE, date(2019, 5, 1)), now=NOW)
    upload = checked(township, place, DONE)
    assert [told.name for told in audits_preview(upload).left_out] == ["李长根"]
    commit_sheet(by=township, upload=upload, now=NOW)
    assert Audit.objects.count() == 2


FAULTS: list[tuple[dict[str, str], set[tuple[str, str]]]] = [
    ({"id": "", "name": "赵没有"}, {("name", "person_unknown")}),
    ({"post": ""}, {("post", "post_unknown")}),
    ({"post": "村委会委员"}, set()),
    ({"since": "2017-01-01"}, {("post", "holding_unknown")}),
    ({"state": "快了"}, {("state", "state_unknown")}),
    ({"on": ""}, {("on", "day_missing")}),
    ({"on": "2030-01-01"}, {("on", "day_ahead")}),
    ({"state": "进行中", "finding": "有问题"}, {("finding", "finding_too_early")}),
    ({"settled_on": "2020-11-01"}, {("settled_on", "settled_nothing")}),
    ({"finding": "有问题", "settled_on": "2020-10-01"}, {("settled_on", "settled_before")}),
    ({"finding": "问" * 301}, {("finding", "too_long")}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), FAULTS)
def test_a_fault_is_named_by_row_column_and_code(
    given: dict[str, str], expected: set[tuple[str, str]], township: User, place: Village
) -> None:
    upload = checked(township, place, DONE | given)
    assert faults(upload) == {(3, column, code) for column, code in expected}


def test_the_same_audit_twice_is_a_fault(township: User, place: Village) -> None:
    assert faults(checked(township, place, DONE, FOUND)) == {(4, "on", "row_twice")}


def test_the_village_does_not_enter_audits(
    township: User, second_village: Village, place: Village, officer: Officer
) -> None:
    clerk = officer(Role.VILLAGE_CLERK, place.pk, "writes")
    upload = checked(clerk, place, DONE)
    assert faults(upload) == {(3, "state", "audits_not_yours")}
    sound = checked(township, place, DONE)
    with pytest.raises(NotThere):
        commit_sheet(by=clerk, upload=sound, now=NOW)
    assert not Audit.objects.exists()


def test_a_post_that_is_gone_meanwhile_refuses_the_sheet(township: User, place: Village) -> None:
    upload = checked(township, place, DONE)
    Cadre.objects.filter(post="chair").delete()
    with pytest.raises(UploadOvertaken):
        commit_sheet(by=township, upload=upload, now=NOW)


# --- taken out


def taken_out(by: User, place: Village, kind: ListKind) -> tuple[str, list[list[Any]]]:
    """The heading with the watermark, and the rows."""
    book = openpyxl.load_workbook(io.BytesIO(export_list(by=by, village=place, kind=kind, now=NOW)))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    return str(rows[0][0]), rows[2:]


@pytest.fixture
def filled(place: Village, township: User) -> Village:
    branch = PartyOrganisation.objects.create(village=place, kind="branch", name="五一村党支部")
    person = Resident.objects.get(village=place, name="李长根")
    PartyMember.objects.create(
        village=place, resident=person, organisation=branch, joined_on=date(2001, 7, 1), contact="13800000000"
    )
    cadre = Cadre.objects.get(post="chair")
    record_appraisal(by=township, cadre=cadre, year=2019, grade="competent", last=True, now=NOW)
    done = Audited(AuditState.DONE, date(2020, 10, 20), "往来款未清收", None)
    record_audit(by=township, cadre=cadre, audited=done, now=NOW)
    return place


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ListKind.PARTY, ["李长根", "2001-07-01", "正式党员", "五一村党支部"]),
        (ListKind.CADRES, ["王晓梅", "村委会主任", "2018-03-15", "2019称职（末位）"]),
        (ListKind.AUDITS, ["王晓梅", "村委会主任", "已完成", "2020-10-20", "往来款未清收"]),
    ],
)
def test_a_list_taken_out_bears_who_took_it_and_hides_numbers(
    kind: ListKind, words: list[str], filled: Village, township: User
) -> None:
    heading, rows = taken_out(township, filled, kind)
    assert f"导出：{township.name}" in heading
    told = str(rows)
    assert all(word in told for word in words), told
    assert id_number(902) not in told and id_number(905) not in told
    entry = LedgerEntry.objects.filter(act=Act.REGISTER_EXPORTED).get()
    assert entry.data["list"] == kind and entry.data["rows"] >= 1


@pytest.mark.parametrize("kind", [ListKind.PARTY, ListKind.CADRES, ListKind.AUDITS])
def test_what_is_taken_out_comes_in_again_unchanged(kind: ListKind, filled: Village, township: User) -> None:
    content = export_list(by=township, village=filled, kind=kind, now=NOW)
    upload = sent(township, filled, content, kind=kind)
    assert upload.state == UploadState.READY, faults(upload)
    taken = commit_sheet(by=township, upload=upload, now=NOW).report["taken"]
    assert (taken["new"], taken["changed"]) == (0, 0) and taken["unchanged"] >= 1


def test_pages_offer_lists_to_those_who_may_take_them(
    filled: Village, township: User, officer: Officer, client_of: Callable[[User], Client]
) -> None:
    address = {
        name: reverse(f"party:{name}_export", args=[filled.pk]) for name in ("members", "cadres", "audits")
    }
    browser, auditor = client_of(township), client_of(officer(Role.AUDITOR, TOWNSHIP[:6], "looks"))
    page = browser.get(reverse("party:cadres", args=[filled.pk])).content.decode()
    assert address["cadres"] in page and address["audits"] in page
    assert reverse("party:audits_send", args=[filled.pk]) in page
    for where in address.values():
        assert browser.post(where)["Content-Disposition"].startswith("attachment")
        assert browser.get(where).status_code == 405
        assert auditor.post(where).status_code == 404
