"""The register's sheet: checked row by row with coded faults, previewed, taken over whole or not at all."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere, Refusal
from documents.enums import UploadState
from documents.refusals import UploadNotReady, UploadOvertaken, WarningsNotAccepted
from documents.services.job import run
from documents.sheets.writing import template
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import VILLAGE
from tests.villages.people import NOW, id_number, row, someone
from tests.villages.sheets import faults, saved, sent
from villages.enums import ListKind
from villages.importing.columns import register_layout
from villages.models import Household, RegisterUpload, Resident, StagedResident, Village
from villages.queries.resident import changes_of, register_of
from villages.queries.upload import compared
from villages.refusals.resident import ResidentElsewhere
from villages.sealing import unseal
from villages.services.export import export_list
from villages.services.register import load_register
from villages.services.resident import add_resident, record_leaving
from villages.services.upload import discard_sheet, receive_sheet
from villages.services.upload_check import check_sheet
from villages.services.upload_commit import commit_sheet

PAGE = f"/villages/{VILLAGE}/people/"
ONE = {
    "group": "1",
    "household": "900001",
    "relation": "户主",
    "name": "王晓梅",
    "id": id_number(902),
}


def sheet(*rows: Mapping[str, str]) -> bytes:
    return template(register_layout("village", "棠兴村"), rows, example=False)


@pytest.fixture
def empty(second_village: Village) -> Village:
    return second_village


def test_a_sheet_fills_an_empty_register(township: User, empty: Village) -> None:
    son = ONE | {
        "relation": "子",
        "name": "王小明",
        "id": id_number(903, date(2005, 1, 2)),
        "lives_here": "否",
        "registered": "衡阳县西渡镇",
        "since": "2019-05-01",
        "education": "高中",
        "nation": "壮族",
        "contact": "13800000000",
    }
    upload = sent(township, empty, sheet(ONE, son))
    assert upload.state == UploadState.READY, faults(upload)
    assert not Resident.objects.filter(village=empty).exists(), "nothing is written before it is taken over"
    commit_sheet(by=township, upload=upload, now=NOW)
    mother, child = register_of(empty)
    assert (mother.name, mother.sex, mother.birth_date) == ("王晓梅", "F", date(1980, 5, 6))
    assert (mother.nation, mother.lives_here, mother.registered_here) == ("汉族", True, True)
    assert mother.household_id == child.household_id and child.relation == "子"
    assert (child.sex, child.nation, child.education) == ("M", "壮族", "高中")
    assert (child.lives_here, child.registered_here, child.registered_at) == (False, False, "衡阳县西渡镇")
    assert (child.residence_since, child.contact) == (date(2019, 5, 1), "13800000000")
    assert (child.pinyin, child.initials) == ("wangxiaoming", "wxm")
    assert unseal(bytes(Resident.objects.get(pk=child.pk).id_sealed)) == son["id"]
    entry = LedgerEntry.objects.get(act=Act.REGISTER_LOADED)
    assert entry.data["file"] == upload.file.sha256
    assert {k: entry.data[k] for k in ("rows", "new", "changed", "unchanged", "left_out", "left")} == {
        "rows": 2, "new": 2, "changed": 0, "unchanged": 0, "left_out": 0, "left": 0,
    }  # fmt: skip
    assert not StagedResident.objects.exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"group": "9"}, {("group", "group_unknown")}),
        ({"group": ""}, {("group", "group_missing")}),
        ({"household": ""}, {("household", "household_missing")}),
        ({"relation": ""}, {("relation", "relation_missing")}),
        ({"relation": "户" * 11}, {("relation", "too_long")}),
        ({"name": ""}, {("name", "name_missing")}),
        ({"id": ""}, {("id", "id_missing")}),
        ({"id": "4.3E+17"}, {("id", "id_as_number")}),
        ({"id": "43049919800506902"}, {("id", "id_not_18")}),
        ({"id": id_number(902)[:-1] + "0"}, {("id", "id_check_digit")}),
        ({"id": "**************9023", "birth": "1980-05-06"}, {("id", "id_masked_unknown")}),
        ({"sex": "男"}, {("sex", "sex_mismatch")}),
        ({"birth": "1980-05-07"}, {("birth", "birth_mismatch")}),
        ({"id": id_number(902, date(2030, 1, 1))}, {("birth", "birth_ahead")}),
        ({"lives_here": "也许"}, {("lives_here", "yes_no_unknown")}),
        ({"since": "前年"}, {("since", "since_unreadable")}),
        ({"since": "2030-01-01"}, {("since", "since_ahead")}),
        ({"group": "x", "name": "", "id": "1"}, {("group", "group_not_number"), ("name", "name_missing"), ("id", "id_not_18")}),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_row_column_and_code(
    given: dict[str, str], expected: set[tuple[str, str]], township: User, empty: Village
) -> None:
    upload = sent(township, empty, sheet(ONE | given))
    assert faults(upload) == {(3, column, code) for column, code in expected}
    assert upload.state == UploadState.FAULTY
    with pytest.raises(UploadNotReady):
        commit_sheet(by=township, upload=upload, now=NOW)
    assert not Resident.objects.filter(village=empty).exists()


def test_rows_are_held_against_each_other(township: User, empty: Village) -> None:
    rows = [
        ONE,
        ONE | {"relation": "子"},
        ONE | {"group": "2", "id": id_number(904), "relation": "女", "name": "王小红"},
        ONE | {"id": id_number(906), "relation": "户主", "name": "王大红"},
        ONE | {"id": id_number(908), "relation": "妹"},
    ]
    upload = sent(township, empty, sheet(*rows))
    assert faults(upload) == {
        (4, "id", "duplicate_in_sheet"),
        (5, "household", "household_in_two_groups"),
        (6, "relation", "two_heads"),
        (7, "name", "same_name_and_birth"),
    }


def test_somebody_elsewhere_is_named_by_the_place_alone(
    township: User, empty: Village, other_village: Village
) -> None:
    load_register(
        village=other_village,
        rows=[
            row(name="秘密人", household="77"),
            row(name="王同名", household="78", id_number=id_number(950)),
        ],
    )
    upload = sent(
        township, empty, sheet(ONE, ONE | {"name": "王同名", "id": id_number(952), "relation": "妹"})
    )
    found = {(f.row, f.code): f.data for f in upload.faults.all()}
    assert found == {
        (3, "in_another_register"): {"place": "东湖村"},
        (4, "same_name_elsewhere"): {"place": "东湖村"},
    }
    assert "秘密人" not in str(list(upload.faults.values()))


def test_a_mistyped_number_of_somebody_on_record_is_asked_about(township: User, empty: Village) -> None:
    add_resident(by=township, village=empty, row=row(), now=NOW)
    upload = sent(township, empty, sheet(ONE | {"id": id_number(904)}))
    assert faults(upload) == {(3, "name", "same_name_in_register")}
    with pytest.raises(WarningsNotAccepted):
        commit_sheet(by=township, upload=upload, now=NOW)
    commit_sheet(by=township, upload=upload, now=NOW, reason="确是两人")
    assert LedgerEntry.objects.get(act=Act.REGISTER_LOADED).data["reason"] == "确是两人"


def taken_out(by: User, village: Village) -> Any:
    return openpyxl.load_workbook(
        io.BytesIO(export_list(by=by, village=village, kind=ListKind.REGISTER, now=NOW))
    )


def test_the_sheet_taken_out_comes_back_unchanged(township: User, village: Village) -> None:
    upload = sent(township, village, saved(taken_out(township, village)))
    assert upload.state == UploadState.READY, faults(upload)
    found = compared(upload)
    assert (found.new, found.changed, found.left_out, found.unchanged) == ([], [], [], 120)


def test_what_was_mended_in_it_is_told_and_taken_over_with_its_history(
    township: User, village: Village
) -> None:
    before = list(register_of(village))
    book = taken_out(township, village)
    names = book["村民名册"]
    names["I3"], names["D3"] = "研究生", "前户主"
    gone = before[-1]
    names.delete_rows(len(before) + 2)
    upload = sent(township, village, saved(book))
    found = compared(upload)
    (changed,) = found.changed
    assert {(d.field, d.after) for d in changed.differences} == {
        ("education", "研究生"),
        ("relation", "前户主"),
    }
    assert found.left_out == [gone] and found.unchanged == 118
    sealed = bytes(Resident.objects.get(pk=changed.person.pk).id_sealed)
    commit_sheet(by=township, upload=upload, now=NOW)
    person = Resident.objects.get(pk=changed.person.pk)
    assert bytes(person.id_sealed) == sealed
    (change,) = changes_of(person)
    assert (change.by, change.at) == (township.name, NOW)
    assert ("education", before[0].education, "研究生") in {(c.field, c.old, c.new) for c in change.fields}
    assert Resident.objects.get(pk=gone.pk).left_on is None, "who is left out stays unless told otherwise"


def test_those_left_out_leave_when_the_clerk_says_why(township: User, village: Village) -> None:
    book = taken_out(township, village)
    gone = list(register_of(village))[-1]
    book["村民名册"].delete_rows(122)
    upload = sent(township, village, saved(book))
    commit_sheet(by=township, upload=upload, now=NOW, left_out="moved")
    left = Resident.objects.get(pk=gone.pk)
    assert (left.left_on, left.left_why) == (date(2020, 12, 1), "moved")
    assert {c.field for c in changes_of(left)[0].fields} == {"left_on", "left_why"}
    assert LedgerEntry.objects.get(act=Act.REGISTER_LOADED).data["left"] == 1


def test_who_left_and_stands_on_the_sheet_comes_back(township: User, village: Village) -> None:
    book = taken_out(township, village)
    person = someone(village)
    record_leaving(by=township, resident=person, on=date(2020, 11, 1), why="moved", now=NOW)
    upload = sent(township, village, saved(book))
    (changed,) = compared(upload).changed
    assert [d.field for d in changed.differences] == ["left_on"]
    commit_sheet(by=township, upload=upload, now=NOW)
    assert Resident.objects.get(pk=person.pk).left_on is None


def test_a_household_moves_no_group_by_a_sheet(township: User, village: Village) -> None:
    home = Household.objects.filter(village=village, group__number=2).first()
    upload = sent(township, village, sheet(ONE | {"household": home.number}))
    assert (3, "household", "household_elsewhere") in faults(upload)


def test_sent_twice_it_is_one_and_taken_over_twice_it_is_done_once(township: User, empty: Village) -> None:
    key = uuid4()
    first = sent(township, empty, sheet(ONE), key=key)
    again = receive_sheet(
        by=township, village=empty, file_name="b.xlsx", content=sheet(ONE), key=key, now=NOW
    )
    assert again == first
    assert check_sheet(upload_id=first.pk, progress=lambda *_: None)["rows"] == 1
    commit_sheet(by=township, upload=first, now=NOW)
    commit_sheet(by=township, upload=first, now=NOW)
    assert Resident.objects.filter(village=empty).count() == 1
    assert LedgerEntry.objects.filter(act=Act.REGISTER_LOADED).count() == 1


def test_another_open_sheet_is_put_away_by_the_one_taken_over(township: User, empty: Village) -> None:
    one = sent(township, empty, sheet(ONE))
    other = sent(township, empty, sheet(ONE | {"name": "王小梅"}))
    commit_sheet(by=township, upload=one, now=NOW)
    with pytest.raises(UploadOvertaken):
        commit_sheet(by=township, upload=other, now=NOW)


def test_what_changed_meanwhile_is_refused_whole(
    township: User, empty: Village, other_village: Village
) -> None:
    upload = sent(
        township, empty, sheet(ONE, ONE | {"name": "王小红", "id": id_number(904), "relation": "女"})
    )
    load_register(village=other_village, rows=[row(household="77")])
    with pytest.raises(ResidentElsewhere):
        commit_sheet(by=township, upload=upload, now=NOW)
    assert not Resident.objects.filter(village=empty).exists()


def test_put_away_it_changes_nothing_and_keeps_no_rows(township: User, empty: Village) -> None:
    upload = discard_sheet(by=township, upload=sent(township, empty, sheet(ONE)))
    assert upload.state == UploadState.DISCARDED
    assert not StagedResident.objects.exists()


def test_others_have_no_sheet_to_send(clerk: User, county_office: User, empty: Village) -> None:
    for other in (clerk, county_office):
        with pytest.raises(NotThere):
            receive_sheet(
                by=other, village=empty, file_name="a.xlsx", content=sheet(ONE), key=uuid4(), now=NOW
            )


def test_what_is_no_sheet_is_refused_at_once(township: User, empty: Village) -> None:
    with pytest.raises(Refusal) as refused:
        sent(township, empty, b"\x00\x01\x02 no sheet", "a.exe")
    assert refused.value.code == "sheet_kind_unknown"
    assert not RegisterUpload.objects.exists()


# Pages


def posted(browser: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("名册.xlsx", content)
    answer = browser.post(f"{PAGE}sheet/", {"file": file, "key": str(uuid4())})
    upload = RegisterUpload.objects.latest("pk")
    assert answer["Location"] == f"{PAGE}sheets/{upload.pk}/"
    return upload


@pytest.fixture
def browser(cycle: Cycle, clerk: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(clerk)


def checked(upload: RegisterUpload) -> RegisterUpload:
    run(upload.job_id, lambda: NOW)
    upload.refresh_from_db()
    return upload


def test_the_way_of_a_sheet_from_the_template_to_the_register(browser: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(browser.get(f"{PAGE}template/").streaming_content)))
    book["村民名册"].append([None, "1", "900001", "户主", "王晓梅", None, None, None, None, id_number(902)])
    upload = posted(browser, saved(book))
    page = browser.get(f"{PAGE}sheets/{upload.pk}/")
    assert "hx-get" in page.content.decode()
    assert checked(upload).state == UploadState.READY
    page = browser.get(f"{PAGE}sheets/{upload.pk}/").content.decode()
    assert "王晓梅" in page and 'name="left_out"' in page
    assert str(upload.pk) in browser.get(PAGE).content.decode()
    answer = browser.post(f"{PAGE}sheets/{upload.pk}/commit/", {"left_out": ""})
    assert answer["Location"] == PAGE
    assert Resident.objects.filter(village=VILLAGE, name="王晓梅").exists()
    assert browser.get(f"{PAGE}sheets/{upload.pk}/").status_code == 200


def test_faults_are_shown_and_marked_in_the_own_sheet(browser: Client) -> None:
    upload = checked(posted(browser, sheet(ONE | {"group": "9", "id": "123"})))
    page = browser.get(f"{PAGE}sheets/{upload.pk}/").content.decode()
    assert page.count("<tr>") >= 3
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(browser.get(f"{PAGE}sheets/{upload.pk}/marked/").streaming_content))
    )
    marked = {cell.coordinate for line in book.active for cell in line if cell.comment}
    assert marked == {"B3", "J3"}
    assert browser.post(f"{PAGE}sheets/{upload.pk}/discard/")["Location"] == PAGE
    assert browser.post(f"{PAGE}sheets/{upload.pk}/commit/").status_code == 409


def test_another_villages_sheet_is_not_there(browser: Client, township: User, empty: Village) -> None:
    upload = sent(township, empty, sheet(ONE))
    assert browser.get(f"{PAGE}sheets/{upload.pk}/").status_code == 404
