"""The sheet of Party members: held against the register row by row, previewed, taken over whole or not at all."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere
from documents.enums import UploadState
from documents.refusals import UploadNotReady, UploadOvertaken, WarningsNotAccepted
from documents.services.job import run
from documents.sheets.writing import template
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import VILLAGE
from tests.villages.people import NOW, id_number, row
from tests.villages.sheets import faults, saved, sent
from villages.enums import ListKind
from villages.importing.member import MEMBER_FAULTS
from villages.models import PartyMember, PartyOrganisation, RegisterUpload, Resident, StagedRow, Village
from villages.queries.member_sheet import members_compared, members_preview
from villages.queries.party import changes_of_member
from villages.refusals.party import MemberHeadsBranch
from villages.services.member_sheet import layout_of_members
from villages.services.party import Membership, enter_member
from villages.services.register import load_register
from villages.services.resident import record_leaving
from villages.services.upload import receive_sheet
from villages.services.upload_commit import commit_sheet

ONE = {"name": "王晓梅", "id": id_number(902), "joined_on": "2005-07-01"}
TWO = {"name": "李长根", "joined_on": "2008-03-02"}
PARTY = f"/villages/{VILLAGE}/people/party/"


@pytest.fixture
def place(second_village: Village) -> Village:
    """A place of four people, two of whom have one name, and two sub-branches."""
    people = [
        row(),
        row(name="李长根", household="900002", sex="M", id_number=id_number(905)),
        row(name="张同名", household="900003", sex="M", id_number=id_number(907)),
        row(
            name="张同名",
            household="900004",
            sex="M",
            birth_date=date(1970, 1, 2),
            id_number=id_number(909, date(1970, 1, 2)),
        ),
    ]
    load_register(village=second_village, rows=people)
    name = second_village.name
    top = PartyOrganisation.objects.create(
        village=second_village, kind="general_branch", name=f"{name}党总支"
    )
    for number, word in enumerate("一二", start=1):
        PartyOrganisation.objects.create(
            village=second_village, kind="branch", name=f"{name}第{word}党支部", parent=top, number=number
        )
    return second_village


def sheet(place: Village, *rows: Mapping[str, str]) -> bytes:
    return template(layout_of_members(place), rows, example=False)


def checked(by: User, place: Village, *rows: Mapping[str, str]) -> RegisterUpload:
    return sent(by, place, sheet(place, *rows), kind=ListKind.PARTY)


def member(place: Village, name: str) -> PartyMember:
    return PartyMember.objects.get(village=place, resident__name=name)


FULL = ONE | {
    "standing": "正式党员",
    "formal_on": "2006-07-01",
    "organisation": "第一党支部",
    "away": "是",
    "contact": "13800000000",
    "discipline": "党内警告",
    "discipline_until": "2016-05-01",
}


def test_a_sheet_fills_an_empty_list(township: User, place: Village) -> None:
    probationary = TWO | {"standing": "预备党员", "joined_on": "2020-06-30"}
    upload = checked(township, place, FULL, probationary)
    assert upload.state == UploadState.READY, faults(upload)
    assert not PartyMember.objects.exists(), "nothing is written before it is taken over"
    commit_sheet(by=township, upload=upload, now=NOW)
    first, second = member(place, "王晓梅"), member(place, "李长根")
    assert (first.joined_on, first.formal_on) == (date(2005, 7, 1), date(2006, 7, 1))
    assert (first.probationary, first.away, first.contact) == (False, True, "13800000000")
    assert (first.discipline, first.discipline_until) == ("warning", date(2016, 5, 1))
    assert first.organisation is not None and first.organisation.number == 1
    assert (second.probationary, second.formal_on, second.discipline) == (True, None, "")
    entry = LedgerEntry.objects.get(act=Act.REGISTER_LOADED)
    assert entry.data["file"] == upload.file.sha256 and entry.data["list"] == "party"
    assert [entry.data[k] for k in ("rows", "new", "changed", "unchanged", "left_out", "left")] == [
        2, 2, 0, 0, 0, 0,
    ]  # fmt: skip
    assert not StagedRow.objects.exists()
    assert "43049919800506" not in str(entry.data)


FAULTS: list[tuple[dict[str, str], set[tuple[str, str]]]] = [
    ({"name": ""}, {("name", "name_missing")}),
    ({"name": "王□梅"}, {("name", "name_placeholder")}),
    ({"id": "123"}, {("id", "id_not_18")}),
    ({"id": id_number(930)}, {("id", "person_unknown")}),
    ({"id": "", "name": "赵没有"}, {("name", "person_unknown")}),
    ({"id": "**************1234"}, {("name", "person_unknown")}),
    ({"id": "", "birth": "1999-01-01"}, {("name", "person_unknown")}),
    ({"id": "", "name": "张同名"}, {("name", "person_ambiguous")}),
    ({"name": "王小梅"}, {("name", "name_differs")}),
    ({"birth": "1980-05-07"}, {("birth", "birth_mismatch")}),
    ({"joined_on": ""}, {("joined_on", "day_missing")}),
    ({"joined_on": "那年"}, {("joined_on", "day_unreadable")}),
    ({"joined_on": "2030-01-01"}, {("joined_on", "day_ahead")}),
    ({"joined_on": "1979-07-01"}, {("joined_on", "joined_before_birth")}),
    ({"standing": "积极分子"}, {("standing", "standing_unknown")}),
    ({"formal_on": "2004-07-01"}, {("formal_on", "formal_before_joined")}),
    ({"formal_on": "2006-07-01", "standing": "预备党员"}, {("formal_on", "formal_though_probationary")}),
    ({"organisation": "第九党支部"}, {("organisation", "branch_unknown")}),
    ({"away": "也许"}, {("away", "yes_or_no")}),
    ({"contact": "1" * 51}, {("contact", "too_long")}),
    ({"discipline": "批评"}, {("discipline", "sanction_unknown")}),
    ({"discipline": "留党察看"}, {("discipline_until", "sanction_without_end")}),
    ({"discipline_until": "2019-01-01"}, {("discipline_until", "end_without_sanction")}),
    ({"discipline": "留党察看", "discipline_until": "2021-01-01"}, {("discipline_until", "sanction_in_force")}),
    ({"joined_on": "", "away": "?"}, {("joined_on", "day_missing"), ("away", "yes_or_no")}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), FAULTS)
def test_a_fault_is_named_by_row_column_and_code(
    given: dict[str, str], expected: set[tuple[str, str]], township: User, place: Village
) -> None:
    upload = checked(township, place, TWO, ONE | given)
    assert faults(upload) == {(4, column, code) for column, code in expected}
    warned = all(MEMBER_FAULTS[code].warning for _column, code in expected)
    assert upload.state == (UploadState.READY if warned else UploadState.FAULTY)
    with pytest.raises(WarningsNotAccepted if warned else UploadNotReady):
        commit_sheet(by=township, upload=upload, now=NOW)
    assert not PartyMember.objects.exists(), "the sound row is not taken over without the other"


def test_the_same_person_twice_a_person_who_left_and_a_place_without_branches(
    township: User, place: Village
) -> None:
    left = Resident.objects.get(village=place, name="李长根")
    record_leaving(by=township, resident=left, on=date(2020, 11, 1), why="moved", now=NOW)
    masked = {
        "name": "王晓梅",
        "id": "**************9023"[:-4] + id_number(902)[-4:],
        "joined_on": "2005-07-01",
    }
    upload = checked(township, place, ONE, masked, TWO)
    assert faults(upload) == {(4, "name", "person_twice"), (5, "name", "person_left")}
    content = sheet(place, FULL)
    PartyOrganisation.objects.exclude(parent=None).delete()
    PartyOrganisation.objects.all().delete()
    assert faults(sent(township, place, content, kind=ListKind.PARTY)) == {(3, "organisation", "no_branches")}


def test_every_fault_of_the_sheet_is_tested_here_or_with_the_register() -> None:
    """The particulars of a person are tested with the register's sheet; the rest by the rows above."""
    elsewhere = {"person_twice", "person_left", "no_branches"}
    here = {code for _given, expected in FAULTS for _column, code in expected} | elsewhere
    shared = {
        code
        for code in MEMBER_FAULTS
        if code.startswith(("id_", "sex_", "group_", "household_", "name_", "birth_"))
    }
    assert set(MEMBER_FAULTS) - here - shared == set()


def test_namesakes_are_told_apart_by_birth_date_or_the_last_places(township: User, place: Village) -> None:
    older = {"name": "张同名", "birth": "1970-01-02", "joined_on": "1995-07-01"}
    younger = {"name": "张同名", "id": "*" * 14 + id_number(907)[-4:], "joined_on": "2005-07-01"}
    commit_sheet(by=township, upload=checked(township, place, older, younger), now=NOW)
    joined = {m.resident.birth_date.year: m.joined_on.year for m in PartyMember.objects.all()}
    assert joined == {1970: 1995, 1980: 2005}


def test_the_same_sheet_again_changes_nothing(township: User, place: Village) -> None:
    commit_sheet(by=township, upload=checked(township, place, FULL, TWO), now=NOW)
    upload = checked(township, place, FULL, TWO)
    preview = members_preview(upload)
    assert (preview.new, preview.changed, preview.left_out, preview.unchanged) == ([], [], [], 2)
    commit_sheet(by=township, upload=upload, now=NOW)
    assert not changes_of_member(member(place, "王晓梅"))


def test_what_differs_is_told_with_old_and_new_value_and_kept_in_the_history(
    township: User, place: Village
) -> None:
    commit_sheet(by=township, upload=checked(township, place, FULL, TWO), now=NOW)
    second = FULL | {"organisation": "第二党支部", "discipline": "", "discipline_until": "", "away": ""}
    upload = checked(township, place, second)
    preview = members_preview(upload)
    (moved,) = preview.changed
    told = {d.field: (d.before, d.after) for d in moved.differences}
    assert told["organisation"] == (f"{place.name}第一党支部", f"{place.name}第二党支部")
    assert told["away"] == (True, False) and told["discipline_until"] == (date(2016, 5, 1), None)
    assert [each.name for each in preview.left_out] == ["李长根"]
    commit_sheet(by=township, upload=upload, now=NOW)
    found = member(place, "王晓梅")
    assert found.organisation is not None and found.organisation.number == 2 and not found.discipline
    (change,) = changes_of_member(found)
    assert change.by == township.name
    assert member(place, "李长根"), "who is left out stays unless told otherwise"


def test_those_left_out_go_when_the_clerk_says_why_but_no_secretary_of_a_branch(
    township: User, place: Village
) -> None:
    commit_sheet(by=township, upload=checked(township, place, FULL, TWO), now=NOW)
    gone = member(place, "李长根")
    branch = PartyOrganisation.objects.get(village=place, number=1)
    branch.secretary = gone
    branch.save()
    upload = checked(township, place, FULL)
    with pytest.raises(MemberHeadsBranch):
        commit_sheet(by=township, upload=upload, now=NOW, left_out="moved")
    branch.secretary = None
    branch.save()
    commit_sheet(by=township, upload=upload, now=NOW, left_out="moved")
    assert not PartyMember.objects.filter(pk=gone.pk).exists()
    data = LedgerEntry.objects.filter(act=Act.REGISTER_LOADED).latest("seq").data
    assert (data["left"], data["why_left"]) == (1, "moved")


def test_what_speaks_against_one_row_meanwhile_refuses_all(township: User, place: Village) -> None:
    upload = checked(township, place, ONE, TWO)
    assert members_compared(upload).new
    left = Resident.objects.get(village=place, name="李长根")
    record_leaving(by=township, resident=left, on=date(2020, 11, 30), why="died", now=NOW)
    with pytest.raises(UploadOvertaken) as refused:
        commit_sheet(by=township, upload=upload, now=NOW)
    assert refused.value.data == {"row": 4, "codes": ["member_left"]}
    assert not PartyMember.objects.exists() and upload.staged.count() == 2


def test_a_sheet_of_members_puts_no_register_sheet_away(township: User, place: Village) -> None:
    register = sent(township, place, sheet(place, ONE), kind=ListKind.PARTY)
    other = RegisterUpload.objects.create(
        village=place, file=register.file, file_name="名册.xlsx", uploaded_by=township, uploaded_at=NOW
    )
    commit_sheet(by=township, upload=register, now=NOW)
    other.refresh_from_db()
    assert other.state == UploadState.CHECKING


def test_only_who_keeps_the_register_sends_members_in(
    clerk: User, county_office: User, place: Village
) -> None:
    for other in (clerk, county_office):
        with pytest.raises(NotThere):
            receive_sheet(
                by=other, village=place, file_name="a.xlsx", content=sheet(place, ONE), key=uuid4(),
                now=NOW, kind=ListKind.PARTY,
            )  # fmt: skip


# Pages


@pytest.fixture
def browser(cycle: Cycle, clerk: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(clerk)


def got(browser: Client, address: str) -> bytes:
    return browser.get(address).getvalue()


def posted(browser: Client, content: bytes) -> RegisterUpload:
    file = SimpleUploadedFile("党员名册.xlsx", content)
    answer = browser.post(f"{PARTY}sheet/", {"file": file, "key": str(uuid4())})
    upload = RegisterUpload.objects.latest("pk")
    assert answer["Location"] == reverse("party:members_upload", args=[VILLAGE, upload.pk])
    run(upload.job_id or 0, lambda: NOW)
    upload.refresh_from_db()
    return upload


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_way_of_a_sheet_from_the_template_to_the_list(
    language: str, browser: Client, clerk: User, village: Village
) -> None:
    browser.cookies["django_language"] = language
    person = Resident.objects.filter(village=village, birth_date__lt=date(1985, 1, 1)).order_by("pk")[0]
    other = Resident.objects.filter(village=village, birth_date__lt=date(1985, 1, 1)).order_by("pk")[1]
    on_record = enter_member(by=clerk, resident=other, membership=Membership(date(2010, 7, 1)), now=NOW)
    assert f"{PARTY}sheet/" in browser.get(PARTY).content.decode()
    assert browser.get(f"{PARTY}sheet/").status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(got(browser, f"{PARTY}template/")))
    last = "*" * 14 + person.id_last4
    book["党员名册"].append([None, person.name, last, None, "2009-07-01", "预备党员"])
    upload = posted(browser, saved(book))
    assert upload.state == UploadState.READY, faults(upload)
    page = browser.get(f"{PARTY}sheets/{upload.pk}/").content.decode()
    assert 'name="left_out"' in page and 'value="moved"' in page
    assert browser.get(f"/villages/{VILLAGE}/people/sheets/{upload.pk}/").status_code == 404
    assert f"{PARTY}sheets/{upload.pk}/" in browser.get(PARTY).content.decode()
    answer = browser.post(f"{PARTY}sheets/{upload.pk}/commit/", {"left_out": "ended"})
    assert answer["Location"] == PARTY
    assert PartyMember.objects.get(village=village).resident_id == person.pk != on_record.resident_id
    over = browser.get(f"{PARTY}sheets/{upload.pk}/").content.decode()
    assert f'href="{PARTY}"' in over


def test_faults_are_shown_in_words_and_marked_in_the_own_sheet(
    browser: Client, clerk: User, village: Village
) -> None:
    rows = [{"name": "赵没有", "joined_on": "2005-07-01", "discipline": "批评"}]
    upload = posted(browser, template(layout_of_members(village), rows, example=False))
    address = f"{PARTY}sheets/{upload.pk}/"
    page = browser.get(address).content.decode()
    assert "赵没有" in page and "党纪处分" in page
    book = openpyxl.load_workbook(io.BytesIO(got(browser, f"{address}marked/")))
    marked = {cell.coordinate for line in book.active for cell in line if cell.comment}
    assert marked == {"B3", "K3"}
    assert browser.post(f"{address}discard/")["Location"] == PARTY


def test_the_template_offers_branches_and_sanctions_and_explains_itself(
    browser: Client, place: Village
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(layout_of_members(place))))
    lists = {tuple(cell.value for cell in column if cell.value) for column in book["选项"].columns}
    assert (f"{place.name}第一党支部", f"{place.name}第二党支部") in lists
    assert any("留党察看" in choices for choices in lists)
    assert book["填表说明"]["A1"].value.startswith("1. ")


@pytest.mark.parametrize("office", ["county_office", "auditor", "teller"])
def test_others_have_no_page_to_send_members(
    office: str, cycle: Cycle, request: pytest.FixtureRequest, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(request.getfixturevalue(office))
    for address in ("sheet/", "template/", "cadres/sheet/", "cadres/template/"):
        assert browser.get(f"{PARTY}{address}").status_code == 404
